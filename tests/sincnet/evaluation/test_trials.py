"""Trial lists: read, scored and counted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sincnet.checkpoint import Weights
from sincnet.cohort import SPREAD, impostors
from sincnet.corpora.dataset import read_speakers
from sincnet.corpora.manifest import Recording
from sincnet.evaluation.noise import background
from sincnet.evaluation.protocol import embed_clip
from sincnet.evaluation.trials import Pair, Scored, Verified, as_csv, read_trials, recordings_by_name, score
from sincnet.events import WhoSpeaksError
from sincnet.windows import trim

PAIRS = [
    Pair(True, "s0/0.flac", "s0/1.flac"),
    Pair(False, "s0/0.flac", "s3/0.flac"),
    Pair(False, "s4/1.flac", "s0/0.flac"),
]


def written(folder: Path, text: str) -> Path:
    path = folder / "trials.txt"
    path.write_text(text)
    return path


def nowhere(*names: str) -> dict[str, tuple[str, Recording]]:
    """Recordings by name, of the speaker that the name begins with."""
    return {name: (name.split("/")[0], Recording(name, Path("none"))) for name in names}


def test_a_list_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "1 s0/0.flac s0/1.flac\n0 s0/0.flac s3/0.flac\n\n0\ts4/1.flac  s0/0.flac\n")
    assert read_trials(path) == PAIRS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 a b\n0 a\n", "Line 2 of trials.txt is not"),
        ("a b 1\n", "Line 1 of trials.txt is not"),
        ("2 a b\n", "Line 1"),
        ("1 a b\n", "both kinds"),
        ("", "both kinds"),
    ],
)
def test_another_list_is_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(WhoSpeaksError, match=words):
        read_trials(written(tmp_path, text))


def test_a_list_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="cannot be read"):
        read_trials(tmp_path / "none.txt")


def test_scores_are_those_of_the_mean_d_vectors(weights: Weights, corpus: Path) -> None:
    recordings = recordings_by_name(read_speakers(corpus), corpus)
    assert recordings["s3/0.flac"][0] == "s3"
    scored = score(weights, PAIRS, recordings)

    def mean(name: str) -> np.ndarray:
        samples = recordings[name][1].samples()
        start, stop = trim(samples, weights.model.config.windows.trim_db)
        found = embed_clip(weights, 0, name, samples[start:stop]).d_vectors.mean(axis=0)
        return np.asarray(found / np.linalg.norm(found))

    for pair, cosine, value in zip(PAIRS, scored.cosines, scored.scores, strict=True):
        first, second = mean(pair.enrol), mean(pair.test)
        assert cosine == pytest.approx(first @ second, abs=1e-5)
        given = [impostors(one[None], weights.cohort)[0] for one in (first, second)]
        assert value == pytest.approx((first @ second - np.mean(given)) / SPREAD, abs=1e-3)
    assert as_csv(scored).decode().splitlines()[1] == (
        f"1,s0/0.flac,s0/1.flac,{scored.scores[0]:.5f},{scored.cosines[0]:.5f}"
    )


def test_only_the_tested_side_is_noisy(weights: Weights, corpus: Path, few_noises: None) -> None:
    recordings = recordings_by_name(read_speakers(corpus), corpus)
    same = [Pair(True, "s0/0.flac", "s0/0.flac"), *PAIRS]
    assert score(weights, same, recordings).cosines[0] == pytest.approx(1, abs=1e-5)
    assert score(weights, same, recordings, background(0.0)).cosines[0] < 0.9999


def test_recordings_that_are_not_there_are_one_sentence(weights: Weights, corpus: Path) -> None:
    pairs = [*PAIRS, Pair(False, "s0/0.flac", "x/9.flac")]
    with pytest.raises(WhoSpeaksError, match=r"1 recordings of the trial list are not in the corpus, x/9\.flac"):
        score(weights, pairs, recordings_by_name(read_speakers(corpus), corpus))


def test_figures_and_their_intervals() -> None:
    names = [f"{speaker}/{take}" for speaker in "abcd" for take in range(2)]
    pairs = [Pair(a[0] == b[0], a, b) for a in names for b in names if a < b]
    own = np.array([pair.own for pair in pairs])
    # Of a, nothing is known that tells it from b: its trial scores lowest, theirs highest.
    cosines = np.where(own, 0.8, 0.1)
    cosines[[pair.enrol[0] + pair.test[0] == "ab" for pair in pairs]] = 0.95
    verified = Verified(Scored(pairs, 2 * cosines, cosines, 1), nowhere(*names))
    found = verified.figures(resamples=500)
    assert (found["trials"], found["targets"], found["speakers"], found["left_out"]) == (28, 4, 4, 1)
    # Four of 24 impostors are above all targets: at any threshold, misses are all or none.
    assert found["cosine"]["eer"] == pytest.approx(1 / 6 / (1 + 0), abs=1e-4)
    assert found["cosine"]["min_dcf_0.01"] == 1
    assert {name: found["normalised"][name] for name in ("eer", "min_dcf_0.05")} == {
        name: found["cosine"][name] for name in ("eer", "min_dcf_0.05")
    }
    low, high = found["cosine"]["ci95"]["eer"]
    assert low == 0 and high > 0.25  # a and b may both be drawn never or often
    assert "ci95" not in verified.figures(resamples=0)["cosine"]


def test_trials_of_one_kind_only_cannot_be_counted() -> None:
    with pytest.raises(WhoSpeaksError, match="2 trials have a recording of too little sound"):
        Verified(Scored([Pair(True, "a/0", "a/1")], np.ones(1), np.ones(1), 2), nowhere("a/0", "a/1"))
