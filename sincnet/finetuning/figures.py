"""How well held-out speech is told apart, before and after: by this, fine-tuning is kept or refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sincnet.calibration import winner
from sincnet.checkpoint import Weights
from sincnet.enrolled import Enrolled
from sincnet.finetuning.speech import Heard
from sincnet.gallery import Person
from sincnet.identifier import tally


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares in [0, 1] of what was held out, clean and spoiled; `margin` is a mean in deviations of impostors' scores.

    `window_error` and `utterance_error`: given to somebody else who is enrolled. `left_unknown`: utterances of enrolled
    people without a name. `strangers_named`: utterances of other voices with one. `margin`: how far an utterance's
    score for its own person is above that for the nearest other.
    """

    people: int
    windows: int
    utterances: int
    strangers: int
    window_error: float
    utterance_error: float
    margin: float
    left_unknown: float
    strangers_named: float


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """Held-out speech against one set of rows: bool over windows, utterances and strangers, float over pieces."""

    people: frozenset[int]
    window_errors: np.ndarray
    utterance_errors: np.ndarray
    left_unknown: np.ndarray
    strangers_named: np.ndarray
    margins: np.ndarray

    @property
    def figures(self) -> Figures:
        return Figures(
            len(self.people),
            len(self.window_errors),
            len(self.utterance_errors),
            len(self.strangers_named),
            *(
                round(float(values.mean()), 4)
                for values in (
                    self.window_errors,
                    self.utterance_errors,
                    self.margins,
                    self.left_unknown,
                    self.strangers_named,
                )
            ),
        )


def judge(weights: Weights, people: Sequence[Person], rows: np.ndarray, held_out: Iterable[Heard]) -> Judgement:
    """The app's own answers to `held_out`, which `rows` float32 (people, d) must not have been made from."""
    enrolled = Enrolled.of(people, rows, weights.cohort)

    def named(d_vectors: np.ndarray, speech_s: float) -> bool:
        counted = tally(d_vectors, enrolled, weights.cohort)
        chances, stranger = weights.calibration.probabilities(counted.scores, counted.votes, speech_s)
        return weights.calibration.names(chances[winner(counted.votes, counted.evidence)], stranger)

    window_errors: list[bool] = []
    utterance_errors: list[bool] = []
    left_unknown: list[bool] = []
    strangers_named: list[bool] = []
    margins: list[float] = []
    seen: set[int] = set()
    for heard in held_out:
        seen.add(heard.person)
        own = np.arange(len(people)) == heard.person
        distances = []
        for d_vectors, speech_s in heard.versions:
            counted = tally(d_vectors, enrolled, weights.cohort)
            window_errors.extend(counted.window_classes != heard.person)
            utterance_errors.append(winner(counted.votes, counted.evidence) != heard.person)
            left_unknown.append(not named(d_vectors, speech_s))
            distances.append(counted.scores[own].item() - counted.scores[~own].max())
        margins.append(float(np.mean(distances)))
        strangers_named.extend(named(d_vectors, speech_s) for d_vectors, speech_s in heard.strangers)
    return Judgement(
        frozenset(seen),
        np.array(window_errors),
        np.array(utterance_errors),
        np.array(left_unknown),
        np.array(strangers_named),
        np.array(margins),
    )


def together(judgements: Sequence[Judgement]) -> Judgement:
    """Of several folds."""
    return Judgement(
        frozenset().union(*(judgement.people for judgement in judgements)),
        *(
            np.concatenate([getattr(judgement, name) for judgement in judgements])
            for name in ("window_errors", "utterance_errors", "left_unknown", "strangers_named", "margins")
        ),
    )


def objection(before: Judgement, after: Judgement) -> str | None:
    """Why what came `after` is not to be kept, or None; both judged on the same speech in the same order.

    Nothing may be worse, and something must be better: fewer windows wrong, or margins larger by more than chance
    explains (twice the standard error of their differences).
    """
    for name, words in (
        ("window_errors", "more held-out windows go to somebody else"),
        ("utterance_errors", "more held-out utterances go to somebody else"),
        ("strangers_named", "more strangers get a name"),
        ("left_unknown", "more enrolled people stay without a name"),
    ):
        if getattr(after, name).sum() > getattr(before, name).sum():
            return words
    gains = after.margins - before.margins
    fewer = after.window_errors.sum() < before.window_errors.sum()
    if not fewer and not gains.mean() > 2 * gains.std(ddof=1) / np.sqrt(len(gains)):  # so, for a NaN is no gain
        return "held-out speech is not told apart better than before"
    return None
