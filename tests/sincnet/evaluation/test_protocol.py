"""Who is enrolled from what, what is a probe and what is left out, with real files and a tiny network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.corpora.dataset import Speaker, read_speakers
from sincnet.corpora.prepare import listed, prepare
from sincnet.evaluation.archive import d_vectors
from sincnet.evaluation.noise import background
from sincnet.evaluation.protocol import Embedded, HeldOut, embed
from sincnet.evaluation.subjects import read_subjects
from sincnet.events import WhoSpeaksError
from sincnet.model import SincNet
from tests.sincnet.conftest import vowel

BOTH_TAKES = 0.5  # seconds that the first take alone is enough for


@pytest.fixture(scope="module")
def clean(weights: Weights, corpus: Path) -> HeldOut:
    return embed(weights, read_speakers(corpus), enrolment_s=BOTH_TAKES)


def person(folder: Path, *takes: tuple[str, np.ndarray]) -> Speaker:
    for name, samples in takes:
        path = folder / "P" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(path, samples, RATE)
    return Speaker("P", "lab", folder / "P", "", None)


def same(first: list[Embedded], second: list[Embedded]) -> bool:
    return len(first) == len(second) and all(
        a.recording == b.recording and np.array_equal(a.d_vectors, b.d_vectors)
        for a, b in zip(first, second, strict=True)
    )


def test_the_first_recordings_are_the_enrolment_and_the_others_probes(clean: HeldOut) -> None:
    assert sorted(clean.enrolment) == list(range(6)) and not clean.left_out
    assert [one.recording for one in clean.enrolment[0]] == ["0.flac"]
    assert [probe.speaker for probe in clean.probes[None]] == list(range(6))
    assert {probe.recording for probe in clean.probes[None]} == {"1.flac"}
    whole, cut = clean.probes[None][0], clean.probes[1.0][0]
    assert cut.speech_s < whole.speech_s < 2 and len(cut.d_vectors) < len(whole.d_vectors)
    assert np.linalg.norm(whole.d_vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_layer_has_a_row_for_each_of_the_enrolled(clean: HeldOut) -> None:
    rows = clean.enrolled([4, 2]).rows
    mean = clean.enrolment[2][0].d_vectors.mean(axis=0)
    assert rows[1] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)


def test_who_has_too_little_speech_is_a_stranger(weights: Weights, corpus: Path) -> None:
    found = embed(weights, read_speakers(corpus))  # 20 s, of which nobody has two
    assert not found.enrolment and len(found.probes[None]) == 12


def test_long_strangers_are_cut_into_pieces(weights: Weights, tmp_path: Path) -> None:
    speaker = person(tmp_path, ("a.flac", vowel(120, 9.0, 1)))
    assert [probe.speech_s for probe in embed(weights, [speaker]).probes[None]] == [4.0, 4.0]


def test_probes_are_of_sessions_that_the_enrolment_has_not_touched(weights: Weights, tmp_path: Path) -> None:
    takes = [(f"{name}.flac", vowel(120, 1.0, seed)) for seed, name in enumerate(["x/0", "x/1", "y/0", "y/1"])]
    found = embed(weights, [person(tmp_path, *takes)], enrolment_s=0.5)
    assert [one.recording for one in found.enrolment[0]] == ["x/0.flac"]
    assert [probe.recording for probe in found.probes[None]] == ["y/0.flac", "y/1.flac"]


def test_what_cannot_be_used_is_left_out_and_named(weights: Weights, tmp_path: Path) -> None:
    sound = vowel(120, 1.0, 1)
    takes = [("a.flac", sound), ("b.flac", sound), ("c.flac", np.zeros(RATE)), ("e.flac", vowel(120, 1.0, 2))]
    speaker = person(tmp_path, *takes, ("f.flac", vowel(120, 0.1, 3)[3000:6000]))
    (tmp_path / "P" / "g.wav").write_bytes(b"no sound file")
    found = embed(weights, [speaker], enrolment_s=0.5)
    assert [one.recording for one in found.enrolment[0] + found.probes[None]] == ["a.flac", "e.flac"]
    reasons = dict(found.left_out)
    assert list(reasons) == [f"P/{name}" for name in ("b.flac", "c.flac", "g.wav")] + ["P/f.flac"]
    assert reasons["P/b.flac"] == "it is a copy of a.flac" and "silent" in reasons["P/c.flac"]
    assert "g.wav is not an audio file" in reasons["P/g.wav"]


def test_a_prepared_corpus_is_heard_as_its_recordings_are(
    weights: Weights, corpus: Path, clean: HeldOut, tmp_path: Path
) -> None:
    for _ in prepare("lab", listed("lab", corpus), tmp_path / "prepared"):
        pass
    found = embed(weights, read_subjects(tmp_path / "prepared" / "manifest.csv"), enrolment_s=BOTH_TAKES)
    assert [one.recording for one in found.probes[None]] == [one.recording for one in clean.probes[None]]
    for ours, theirs in zip(found.probes[None], clean.probes[None], strict=True):
        first, second = ours.d_vectors.mean(axis=0), theirs.d_vectors.mean(axis=0)
        assert first @ second > 0.99 * np.linalg.norm(first) * np.linalg.norm(second)


def test_noise_is_behind_the_probes_only_and_the_same_whoever_else_is_measured(
    weights: Weights, corpus: Path, clean: HeldOut, few_noises: None
) -> None:
    speakers = read_speakers(corpus)
    noisy = embed(weights, speakers, background(5.0), enrolment_s=BOTH_TAKES)
    alone = embed(weights, speakers[2:3], background(5.0), enrolment_s=BOTH_TAKES)
    assert same(noisy.enrolment[2], clean.enrolment[2])
    assert not same(noisy.probes[None], clean.probes[None])
    assert np.array_equal(noisy.probes[None][2].d_vectors, alone.probes[None][0].d_vectors)
    both = clean.with_probes_of(noisy)
    assert same(both.probes[2.0], clean.probes[2.0] + noisy.probes[2.0])


def test_weights_that_are_no_numbers_are_one_sentence(weights: Weights, corpus: Path) -> None:
    broken = SincNet(weights.model.config).eval().requires_grad_(False)
    for parameter in broken.parameters():
        parameter.fill_(torch.nan)
    with pytest.raises(WhoSpeaksError, match=r"something else than numbers for \d\.flac: its weights are damaged"):
        embed(replace(weights, model=broken), read_speakers(corpus), enrolment_s=BOTH_TAKES)


def test_d_vectors_go_to_an_archive_without_pickles(clean: HeldOut, corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "d_vectors.npz"
    path.write_bytes(d_vectors(clean, read_speakers(corpus), "tiny"))
    with np.load(path, allow_pickle=False) as found:
        assert found["d_vectors"].shape == (12, 12) and found["d_vectors"].dtype == np.float32
        assert np.linalg.norm(found["d_vectors"], axis=1) == pytest.approx(1, abs=1e-5)
        assert found["speakers"].tolist() == [f"s{n}" for n in range(6)] * 2
        assert found["roles"].tolist() == ["enrolment"] * 6 + ["probe"] * 6
        assert found["recordings"][6:].tolist() == ["1.flac"] * 6 and str(found["model"]) == "tiny"
        assert (found["windows"] > 0).all() and (found["seconds"] > 0.4).all()
