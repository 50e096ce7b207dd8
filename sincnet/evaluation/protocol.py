"""How well people are told apart who were never trained on: the protocol behind the figures of the model card.

Every held-out speaker with enough speech is enrolled from recordings of at least 20 s in all; each other recording is a
probe, whole and cut to its first seconds. Speakers with less speech only serve as strangers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from audio.files import read_audio
from audio.source import RATE
from sincnet.calibration import Calibration, Trial, fit, winner
from sincnet.checkpoint import Weights
from sincnet.corpora.dataset import Speaker
from sincnet.enrolled import Enrolled
from sincnet.evaluation.metrics import calibration_error, detection_and_identification_rate, equal_error_rate
from sincnet.gallery import Person, Voiceprint
from sincnet.identifier import Embedder, tally
from sincnet.windows import trim

ENROLMENT_S = 20.0
LENGTHS_S: tuple[float | None, ...] = (None, 2.0, 1.0)
"""How much of a probe is heard; None is all of it."""

STRANGER_CLIP_S = 4.0
"""A speaker's only recording, too short to enrol from, is cut into probes of this length."""


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """One test utterance: unit d-vectors float32 (windows, d) and the seconds of speech they cover."""

    speaker: int
    d_vectors: np.ndarray
    speech_s: float


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """Embedded speakers: `prints` by speaker number for those who can be enrolled, probes by length."""

    prints: dict[int, Voiceprint]
    probes: dict[float | None, list[Probe]]
    cohort: np.ndarray

    def enrolled(self, speakers: Sequence[int]) -> Enrolled:
        """The last layer for a gallery of these speakers."""
        sums = np.stack([self.prints[speaker].embedding_sum for speaker in speakers])
        rows = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        people = [Person(str(s), str(s), 0, "", 0, 0.0, None) for s in speakers]
        return Enrolled.of(people, rows, self.cohort)


def embed(
    weights: Weights,
    speakers: Sequence[Speaker],
    spoil: Callable[[np.ndarray], np.ndarray] = lambda samples: samples,
    progress: Callable[[Iterable[Speaker]], Iterable[Speaker]] = lambda speakers: speakers,
) -> HeldOut:
    """Embeds everything that the protocol needs; `spoil` is applied to probes, not to enrolment."""
    prints: dict[int, Voiceprint] = {}
    probes: dict[float | None, list[Probe]] = {length: [] for length in LENGTHS_S}
    for number, speaker in enumerate(progress(speakers)):
        clips = []
        for path in speaker.recordings():
            samples = read_audio(path)
            start, stop = trim(samples, weights.model.config.windows.trim_db)
            clips.append(samples[start:stop])
        seconds = np.cumsum([len(clip) / RATE for clip in clips])
        needed = int(np.searchsorted(seconds, ENROLMENT_S)) + 1
        if needed < len(clips):
            d_vectors = np.concatenate([Embedder(weights).embed(clip)[0] for clip in clips[:needed]])
            prints[number] = Voiceprint(d_vectors.sum(axis=0), len(d_vectors))
            tests = clips[needed:]
        else:
            step = int(STRANGER_CLIP_S * RATE)
            tests = [clip[at : at + step] for clip in clips for at in range(0, len(clip) - step + 1, step)]
        for clip in map(spoil, tests):
            for length in LENGTHS_S:
                heard = clip if length is None else clip[: int(length * RATE)]
                vectors, speech_s = Embedder(weights).embed(heard)
                if len(vectors):
                    probes[length].append(Probe(number, vectors, speech_s))
    return HeldOut(prints, probes, weights.cohort)


def closed_set(held_out: HeldOut, length: float | None) -> dict[str, float]:
    """Everybody enrolled: error of the vote, of single windows and of the score alone, and the EER over all pairs."""
    speakers = sorted(held_out.prints)
    enrolled = held_out.enrolled(speakers)
    probes = [probe for probe in held_out.probes[length] if probe.speaker in held_out.prints]
    wrong, wrong_by_score, window_errors = [], [], []
    scores = np.empty((len(probes), len(speakers)))
    truths = np.array([speakers.index(probe.speaker) for probe in probes])
    for number, (probe, truth) in enumerate(zip(probes, truths, strict=True)):
        counted = tally(probe.d_vectors, enrolled, held_out.cohort)
        wrong.append(winner(counted.votes, counted.evidence) != truth)
        wrong_by_score.append(counted.scores.argmax() != truth)
        window_errors.extend(counted.window_classes != truth)
        scores[number] = counted.scores
    own = np.zeros(scores.shape, bool)
    own[np.arange(len(probes)), truths] = True
    return {
        "probes": len(probes),
        "speakers": len(speakers),
        "error": float(np.mean(wrong)),
        "error_by_score": float(np.mean(wrong_by_score)),
        "window_error": float(np.mean(window_errors)),
        "eer": equal_error_rate(scores[own], scores[~own]),
    }


def folds(held_out: HeldOut) -> tuple[list[int], list[int]]:
    """The speakers in two halves: every second one, whether they can be enrolled or not."""
    everyone = sorted({probe.speaker for probe in held_out.probes[None]})
    enrollable = [s for s in everyone if s in held_out.prints]
    others = [s for s in everyone if s not in held_out.prints]
    return sorted(enrollable[::2] + others[::2]), sorted(enrollable[1::2] + others[1::2])


def open_set_trials(
    held_out: HeldOut, speakers: Sequence[int], length: float | None, seed: int, sizes: Sequence[int], rounds: int
) -> list[Trial]:
    """Trials of galleries of random `sizes` drawn from `speakers`, everybody else among them being a stranger."""
    rng = np.random.default_rng(seed)
    enrollable = [speaker for speaker in speakers if speaker in held_out.prints]
    chosen = set(speakers)
    probes = [probe for probe in held_out.probes[length] if probe.speaker in chosen]
    found = []
    for _ in range(rounds):
        for size in sizes:
            known = rng.permutation(enrollable)[: min(size, len(enrollable) - 1)].tolist()
            enrolled = held_out.enrolled(known)
            for probe in probes:
                counted = tally(probe.d_vectors, enrolled, held_out.cohort)
                truth = known.index(probe.speaker) if probe.speaker in known else None
                choice = winner(counted.votes, counted.evidence)
                found.append(Trial(counted.scores, counted.votes, choice, probe.speech_s, truth))
    return found


def calibrate(held_out: HeldOut, speakers: Sequence[int]) -> Calibration:
    """Fitted on `speakers`, over small and large galleries and all lengths of probes."""
    trials = [
        trial
        for seed, length in enumerate(LENGTHS_S)
        for trial in open_set_trials(held_out, speakers, length, seed, sizes=(2, 5, 10, 20), rounds=1)
    ]
    return fit(trials)


def cross_fitted(held_out: HeldOut) -> list[tuple[list[int], Calibration]]:
    """Each half of the speakers with a calibration fitted on the other, so that nothing is tuned on what it judges."""
    first, second = folds(held_out)
    return [(first, calibrate(held_out, second)), (second, calibrate(held_out, first))]


def open_set(
    held_out: HeldOut, length: float | None, judges: Sequence[tuple[list[int], Calibration]]
) -> dict[str, float]:
    """Half of the people enrolled, the others strangers: the app's own decision, with `judges` from `cross_fitted`.

    DIR@FAR needs no threshold and is taken over all trials.
    """
    named_strangers, lost, misnamed, confidences, right_answers = [], [], [], [], []
    known, right, strangers = [], [], []
    for judged, calibration in judges:
        size = len([s for s in judged if s in held_out.prints]) // 2
        for trial in open_set_trials(held_out, judged, length, 99, sizes=(size,), rounds=6):
            chances, stranger = calibration.probabilities(trial.scores, trial.votes, trial.speech_s)
            best = trial.winner
            named = calibration.names(stranger)
            if trial.truth is None:
                named_strangers.append(named)
                strangers.append(trial.scores.max())
            else:
                lost.append(not named)
                misnamed.append(named and best != trial.truth)
                known.append(trial.scores.max())
                right.append(int(trial.scores.argmax()) == trial.truth)
            confidences.append(chances[best] if named else stranger)
            right_answers.append((best if named else None) == trial.truth)
    return {
        "strangers_named": float(np.mean(named_strangers)),
        "enrolled_left_unknown": float(np.mean(lost)),
        "enrolled_misnamed": float(np.mean(misnamed)),
        "dir_at_far1": detection_and_identification_rate(np.array(known), np.array(right), np.array(strangers), 0.01),
        "calibration_error": calibration_error(np.array(confidences), np.array(right_answers)),
    }
