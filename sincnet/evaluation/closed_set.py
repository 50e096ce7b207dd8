"""Everybody enrolled: who is taken for whom, utterance by utterance, window by window and pair by pair."""

from __future__ import annotations

import numpy as np

from sincnet.calibration import winner
from sincnet.evaluation.metrics import Det, crossing, least_cost, mean
from sincnet.evaluation.protocol import HeldOut
from sincnet.identifier import tally

MOST_IMPOSTORS = 500_000
"""Pairs of a probe and somebody else that are looked at; of more, so many are drawn."""


class ClosedSet:
    """What was decided about every probe of one length.

    `speakers` int64 (people,) are the numbers of those enrolled; `truths`, `choices` and `choices_by_score` (probes,)
    are places in it: who it was, who the vote says and who has the best score. `windows` and `wrong_windows` (probes,)
    count; `scores` (probes, people) are normalised.
    """

    def __init__(self, held_out: HeldOut, length: float | None) -> None:
        numbers = sorted(held_out.enrolment)
        enrolled = held_out.enrolled(numbers)
        probes = [probe for probe in held_out.probes[length] if probe.speaker in held_out.enrolment]
        counted = [tally(probe.d_vectors, enrolled, held_out.cohort) for probe in probes]
        self.speakers = np.array(numbers)
        self.truths = np.searchsorted(self.speakers, [probe.speaker for probe in probes])
        self.choices = np.array([winner(one.votes, one.evidence) for one in counted])
        self.scores = np.stack([one.scores for one in counted])
        self.choices_by_score = self.scores.argmax(axis=1)
        self.windows = np.array([len(one.window_classes) for one in counted])
        self.wrong_windows = np.array(
            [np.sum(one.window_classes != truth) for one, truth in zip(counted, self.truths, strict=True)]
        )
        self._pair()

    def _pair(self) -> None:
        own = self.own
        impostors = np.flatnonzero(~own)
        if len(impostors) > MOST_IMPOSTORS:
            impostors = np.random.default_rng(0).choice(impostors, MOST_IMPOSTORS, replace=False)
        pairs = np.concatenate([np.flatnonzero(own), impostors])
        self._probe, self._person = np.divmod(pairs, len(self.speakers))
        self._own = own.ravel()[pairs]
        self._det = Det(self.scores.ravel()[pairs], self._own)

    @property
    def own(self) -> np.ndarray:
        """Which of `scores` are of a probe and its own speaker."""
        return self.truths[:, None] == np.arange(len(self.speakers))

    def rates(self, chosen: np.ndarray, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """False alarms and misses over pairs; see `figures` for the weights."""
        weights = chosen[self.speakers][self.truths][self._probe]
        return self._det.rates(np.where(self._own, weights, weights * people[self.speakers][self._person]))

    def figures(self, chosen: np.ndarray, people: np.ndarray) -> dict[str, float]:
        """All figures. How often each speaker of the corpus counts, (speakers,): `chosen` in probes, `people` in what
        they are compared with."""
        weights = chosen[self.speakers][self.truths]
        rates = self.rates(chosen, people)
        return {
            "error": mean(self.choices != self.truths, weights),
            "error_by_score": mean(self.choices_by_score != self.truths, weights),
            "window_error": mean(self.wrong_windows / self.windows, weights * self.windows),
            "eer": crossing(rates),
            "min_dcf_0.01": least_cost(rates, 0.01),
            "min_dcf_0.05": least_cost(rates, 0.05),
        }
