"""How well somebody is told apart: from whom they sound like, measured on what is kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from sincnet.cohort import impostors, normalised
from sincnet.tunings import corrected

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

LISTED = 3
CANDIDATES = 64
"""So many of the nearest by plain cosine are compared closely, however many are enrolled."""

WELL = 4.0
"""Deviations by which utterances of a voice that is easily told apart are nearer to their own person."""

Verdict = Literal["well", "mostly", "hardly"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who sounds like the person in question: `score` is how far the cosine of the two voiceprints
    is above what the most similar training speakers give, in deviations; most strangers are below 0."""

    person_id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """Whom somebody sounds like, most alike first, and how they are told apart from the first of them.

    Each of their `utterances` was compared with the voiceprint that the others make, and with the neighbour's: `nearer`
    of them were nearer to their own, `margin` is by how much on average, in deviations. None of this can be said where
    there are fewer than two utterances: then `utterances` is 0.
    """

    neighbours: Sequence[Neighbour]
    utterances: int
    nearer: int
    margin: float

    @property
    def verdict(self) -> Verdict | None:
        """In a word, if there is anybody to compare with and enough to compare."""
        if not self.neighbours or not self.utterances:
            return None
        if self.nearer == self.utterances and self.margin >= WELL:
            return "well"
        return "mostly" if self.nearer >= 0.8 * self.utterances else "hardly"


NOTHING_TO_SAY = Likeness((), 0, 0, 0.0)


def likeness(recogniser: Recogniser, person_id: str) -> Likeness:
    """Compares the voiceprint of that person, and each of their utterances, with everybody else's voiceprint."""
    gallery, weights = recogniser.gallery, recogniser.weights
    people, rows = gallery.rows(weights.id)
    ids = [person.id for person in people]
    if person_id not in ids or len(ids) < 2:
        return NOTHING_TO_SAY
    corrections = gallery.tunings.corrections(recogniser.tuning, weights.id)
    rows = corrected(rows, ids, corrections)
    own = ids.index(person_id)
    cosines = rows @ rows[own]  # (people,)
    cosines[own] = -np.inf
    nearest = np.argsort(-cosines)[: min(CANDIDATES, len(ids) - 1)]
    scores = _scores(rows[own : own + 1], rows[nearest], weights.cohort)[0]
    order = np.argsort(-scores)
    neighbours = [Neighbour(people[nearest[i]].id, people[nearest[i]].name, float(scores[i])) for i in order[:LISTED]]
    prints = [mark.embedding_sum for mark in gallery.clips.prints(person_id, weights.id) if mark.windows]
    if len(prints) < 2:
        return Likeness(neighbours, 0, 0, 0.0)
    sums = np.stack(prints)  # (utterances, d)
    others = corrected(_unit(sums.sum(axis=0) - sums), [person_id] * len(sums), corrections)
    rival = rows[nearest[order[:1]]]
    margins = np.array(
        [
            _scores(probe, np.concatenate([rest, rival]), weights.cohort)[0] @ (1, -1)
            for probe, rest in zip(_unit(sums)[:, None], others[:, None], strict=True)
        ]
    )
    return Likeness(neighbours, len(margins), int((margins > 0).sum()), float(margins.mean()))


def _scores(probes: np.ndarray, rows: np.ndarray, cohort: np.ndarray) -> np.ndarray:
    """Unit rows (probes, d) against (people, d): normalised scores (probes, people)."""
    return normalised(probes @ rows.T, impostors(rows, cohort), impostors(probes, cohort)[:, None])


def _unit(sums: np.ndarray) -> np.ndarray:
    return sums / np.maximum(np.linalg.norm(sums, axis=-1, keepdims=True), 1e-9)
