"""Verification trials as VoxCeleb lists them: is the second recording the same speaker as the first?"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from audio.errors import WhoSpeaksError, reason
from sincnet.checkpoint import Weights
from sincnet.cohort import impostors, normalised
from sincnet.corpora.dataset import Speaker
from sincnet.corpora.manifest import Recording
from sincnet.evaluation.metrics import Det, Rates, crossing, least_cost
from sincnet.evaluation.noise import Spoil, clean
from sincnet.evaluation.protocol import embed_clip
from sincnet.evaluation.sharding import shared_out
from sincnet.progress import Progress, unseen
from sincnet.windows import trim

P_TARGETS = (0.01, 0.05)
SEED = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of a trial list: whether one person said both, and the names of the recordings."""

    own: bool
    enrol: str
    test: str


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Trials with `scores`, cosines normalised against the cohort as the app does, and plain `cosines`, both (trials,).

    `left_out` counts trials with a recording of too little sound.
    """

    pairs: list[Pair]
    scores: np.ndarray
    cosines: np.ndarray
    left_out: int


def read_trials(path: Path) -> list[Pair]:
    """Lines of `1|0 enrol.wav test.wav`. Raises `WhoSpeaksError` for anything else."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise WhoSpeaksError(f"The trial list {path} cannot be read ({reason(error)}); check the name.") from error
    pairs = []
    for number, line in enumerate(lines, 1):
        match line.split():
            case ["0" | "1" as label, enrol, test]:
                pairs.append(Pair(label == "1", enrol, test))
            case []:
                pass
            case _:
                raise WhoSpeaksError(f"Line {number} of {path.name} is not `1 enrol.wav test.wav` (or 0); correct it.")
    if len({pair.own for pair in pairs}) < 2:
        raise WhoSpeaksError(f"{path.name} needs trials of both kinds, 1 and 0; give a whole list.")
    return pairs


def recordings_by_name(speakers: Sequence[Speaker], folder: Path) -> dict[str, tuple[str, Recording]]:
    """Every recording and its speaker's id, by `SPEAKER/RECORDING` and, of sound files, by their path in `folder`."""
    found = {}
    for speaker in speakers:
        for recording in speaker.recordings():
            if recording.length is None and recording.file.is_relative_to(folder):
                found[recording.file.relative_to(folder).as_posix()] = speaker.id, recording
            found[f"{speaker.id}/{recording.name}"] = speaker.id, recording
    return found


def score(
    weights: Weights,
    pairs: Sequence[Pair],
    recordings: Mapping[str, tuple[str, Recording]],
    spoil: Spoil = clean,
    progress: Progress = unseen,
) -> Scored:
    """Scores every trial; `spoil` is applied to the tested side. Shared out among processes as `embed` is.

    Raises `WhoSpeaksError` for recordings that are not there.
    """
    wanted = [(pair.enrol, False) for pair in pairs] + [(pair.test, True) for pair in pairs]
    missing = sorted({name for name, _ in wanted} - recordings.keys())
    if missing:
        raise WhoSpeaksError(
            f"{len(missing)} recordings of the trial list are not in the corpus, {missing[0]} for one; give the corpus "
            "that the list belongs to."
        )
    sides = sorted(set(wanted))
    found = shared_out(partial(_mean_d_vector, weights, recordings, spoil), sides, progress, "recording")
    means = {side: mean for side, mean in zip(sides, found, strict=bool(found)) if mean is not None}
    heard = [pair for pair in pairs if (pair.enrol, False) in means and (pair.test, True) in means]
    nobody = np.zeros((0, weights.model.embedding_size), np.float32)
    enrol = np.array([means[pair.enrol, False] for pair in heard]).reshape(-1, nobody.shape[1])
    test = np.array([means[pair.test, True] for pair in heard]).reshape(-1, nobody.shape[1])
    cosines = np.einsum("ij,ij->i", enrol, test)
    scores = normalised(cosines, impostors(enrol, weights.cohort), impostors(test, weights.cohort))
    return Scored(heard, scores, cosines, len(pairs) - len(heard))


def _mean_d_vector(
    weights: Weights, recordings: Mapping[str, tuple[str, Recording]], spoil: Spoil, side: tuple[str, bool]
) -> np.ndarray | None:
    """Of unit length, float32 (d,); None where there is too little sound."""
    name, tested = side
    samples = recordings[name][1].samples()
    start, stop = trim(samples, weights.model.config.windows.trim_db)
    heard = samples[start:stop]
    if tested and len(heard):
        heard = spoil(heard, np.random.default_rng(crc32(name.encode())))
    d_vectors = embed_clip(weights, 0, name, heard).d_vectors
    if not len(d_vectors):
        return None
    mean = d_vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9))


class Verified:
    """The figures of scored trials; the speakers that a bootstrap draws are those of `recordings`.

    Raises `WhoSpeaksError` where trials of one kind are all that is left.
    """

    def __init__(self, scored: Scored, recordings: Mapping[str, tuple[str, Recording]]) -> None:
        self.scored = scored
        self._own = np.array([pair.own for pair in scored.pairs], bool)
        if self._own.all() or not self._own.any():
            raise WhoSpeaksError(
                f"{scored.left_out} trials have a recording of too little sound, and the others are of one kind only; "
                "give longer recordings."
            )
        names = [(recordings[pair.enrol][0], recordings[pair.test][0]) for pair in scored.pairs]
        self._speakers, numbers = np.unique(np.array(names).ravel(), return_inverse=True)
        self._sides = numbers.reshape(-1, 2)
        self._dets = {"normalised": Det(scored.scores, self._own), "cosine": Det(scored.cosines, self._own)}

    def rates(self) -> dict[str, Rates]:
        """The detection error trade-off by kind of score."""
        return {kind: det.rates() for kind, det in self._dets.items()}

    def figures(self, resamples: int) -> dict[str, Any]:
        """By kind of score: EER and minDCF, and with `resamples` their 95 % intervals."""
        rng = np.random.default_rng(SEED)
        people = len(self._speakers)
        found: dict[str, Any] = {
            "trials": len(self._own),
            "targets": int(self._own.sum()),
            "speakers": people,
            "left_out": self.scored.left_out,
        }
        draws = rng.multinomial(people, np.full(people, 1 / people), size=resamples)
        for kind, det in self._dets.items():
            values = _figures(det.rates())
            found[kind] = {name: round(value, 4) for name, value in values.items()}
            if resamples:
                drawn = [_figures(det.rates(self._weights(counts))).values() for counts in draws]
                edges = np.nanquantile(np.array([list(row) for row in drawn]), [0.025, 0.975], axis=0).round(4).T
                found[kind]["ci95"] = dict(zip(values, edges.tolist(), strict=True))
        return found

    def _weights(self, counts: np.ndarray) -> np.ndarray:
        """A speaker drawn twice has own trials twice, and trials against another as often as both were drawn."""
        first, second = counts[self._sides].T
        return np.where(self._own, first, first * second).astype(float)


def _figures(rates: Rates) -> dict[str, float]:
    return {"eer": crossing(rates), **{f"min_dcf_{p}": least_cost(rates, p) for p in P_TARGETS}}


def as_csv(scored: Scored) -> bytes:
    """The list again, with its scores."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["same", "enrol", "test", "score", "cosine"])
    for pair, value, cosine in zip(scored.pairs, scored.scores, scored.cosines, strict=True):
        writer.writerow([int(pair.own), pair.enrol, pair.test, f"{value:.5f}", f"{cosine:.5f}"])
    return text.getvalue().encode()
