"""Half of the people enrolled and the others strangers: the app's own decision, and the thresholds it is made with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sincnet.calibration import Calibration, Trial, fit, winner
from sincnet.evaluation.metrics import calibration_error, detection_and_identification_rate, mean
from sincnet.evaluation.protocol import LENGTHS_S, HeldOut
from sincnet.events import WhoSpeaksError
from sincnet.identifier import tally
from sincnet.strictness import STEPS

Judges = Sequence[tuple[list[int], Calibration]]
"""Groups of speakers, each with the calibration that its decisions are made with."""

ROUNDS = 6
"""Galleries drawn at random from each group."""

FALSE_ALARM_RATES = (0.01, 0.05, 0.1)

LEAST_ENROLLED = 4
"""Two in each half of the held-out speakers, so that one can be enrolled while the other is a stranger."""


def everybody(held_out: HeldOut) -> list[int]:
    """The numbers of all speakers who have a probe."""
    return sorted({probe.speaker for probe in held_out.probes[None]})


def folds(held_out: HeldOut) -> tuple[list[int], list[int]]:
    """The speakers in two halves: every second one, whether they can be enrolled or not."""
    everyone = everybody(held_out)
    enrollable = [s for s in everyone if s in held_out.enrolment]
    others = [s for s in everyone if s not in held_out.enrolment]
    return sorted(enrollable[::2] + others[::2]), sorted(enrollable[1::2] + others[1::2])


def too_few_enrolled(enrolled: int, speakers: int) -> WhoSpeaksError:
    """For held-out `speakers` of whom only so many have enough speech."""
    return WhoSpeaksError(
        f"Of the {speakers} speakers held out {enrolled} have enough speech to be enrolled and tested, and "
        f"{LEAST_ENROLLED} are the least that a calibration is fitted to; hold more out (held_out counts them by the "
        "corpora that speakers.csv names), or add held_out={} to train without measuring."
    )


def open_set_trials(
    held_out: HeldOut, speakers: Sequence[int], length: float | None, seed: int, sizes: Sequence[int], rounds: int
) -> list[tuple[int, Trial]]:
    """Trials of galleries of random `sizes` drawn from `speakers`, everybody else among them being a stranger; each
    with the number of who spoke."""
    rng = np.random.default_rng(seed)
    enrollable = [speaker for speaker in speakers if speaker in held_out.enrolment]
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
                found.append((probe.speaker, Trial(counted.scores, counted.votes, choice, probe.speech_s, truth)))
    return found


def calibrate(held_out: HeldOut, speakers: Sequence[int]) -> Calibration:
    """Fitted on `speakers`, over small and large galleries and all lengths of probes."""
    trials = [
        trial
        for seed, length in enumerate(LENGTHS_S)
        for _, trial in open_set_trials(held_out, speakers, length, seed, sizes=(2, 5, 10, 20), rounds=1)
    ]
    return fit(trials)


def cross_fitted(held_out: HeldOut) -> Judges:
    """Each half of the speakers with a calibration fitted on the other, so that nothing is tuned on what it judges.

    Raises `WhoSpeaksError` where fewer than `LEAST_ENROLLED` of them can be enrolled.
    """
    if len(held_out.enrolment) < LEAST_ENROLLED:
        raise too_few_enrolled(len(held_out.enrolment), len(everybody(held_out)))
    first, second = folds(held_out)
    return [(first, calibrate(held_out, second)), (second, calibrate(held_out, first))]


class OpenSet:
    """What was decided about every probe of one length, in every gallery it met.

    All (trials,): `speakers` who spoke; `known` whether they were enrolled; `scores` the best of anybody enrolled and
    `best_right` whether that was the truth; `named` whether the app gave a name; `right` whether its answer, a name or
    "a stranger", was true, and `confidences` how sure it was of it. `named_at` (trials, steps) is whether it would have
    given one at each of the `STEPS` of strictness.
    """

    def __init__(self, held_out: HeldOut, length: float | None, judges: Judges) -> None:
        rows = []
        for judged, calibration in judges:
            size = len([s for s in judged if s in held_out.enrolment]) // 2
            for speaker, trial in open_set_trials(held_out, judged, length, 99, sizes=(size,), rounds=ROUNDS):
                chances, stranger = calibration.probabilities(trial.scores, trial.votes, trial.speech_s)
                chosen = chances[trial.winner]
                named = calibration.names(chosen, stranger)
                rows.append(
                    (
                        speaker,
                        trial.truth is not None,
                        trial.scores.max(),
                        int(trial.scores.argmax()) == trial.truth,
                        named,
                        (trial.winner if named else None) == trial.truth,
                        chosen if named else stranger,
                        [calibration.names(chosen, stranger, step) for step in STEPS],
                    )
                )
        columns = [np.array(column) for column in zip(*rows, strict=True)]
        self.speakers, self.known, self.scores, self.best_right, self.named, self.right, *rest = columns
        self.confidences, self.named_at = rest

    def figures(self, chosen: np.ndarray, people: np.ndarray) -> dict[str, float]:
        """All figures. How often each speaker of the corpus counts, (speakers,): `chosen` in probes, `people` among the
        strangers that set the threshold of DIR@FAR."""
        weights, known = chosen[self.speakers], self.known
        detected = {
            f"dir_at_far{round(100 * rate)}": detection_and_identification_rate(
                self.scores[known],
                self.best_right[known],
                self.scores[~known],
                rate,
                weights[known],
                people[self.speakers][~known],
            )
            for rate in FALSE_ALARM_RATES
        }
        return {
            **detected,
            "strangers_named": mean(self.named[~known], weights[~known]),
            "enrolled_left_unknown": mean(~self.named[known], weights[known]),
            "enrolled_misnamed": mean((self.named & ~self.right)[known], weights[known]),
            "calibration_error": calibration_error(self.confidences, self.right, weights),
        }

    def by_strictness(self) -> list[dict[str, float]]:
        """What each of the `STEPS` of strictness costs, every probe counting the same."""
        return [
            {
                "strictness": step,
                "strangers_named": round(float(named[~self.known].mean()), 4),
                "enrolled_left_unknown": round(float(1 - named[self.known].mean()), 4),
            }
            for step, named in zip(STEPS, self.named_at.T, strict=True)
        ]
