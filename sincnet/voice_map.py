"""Everybody enrolled as islands on a map: voices that sound alike lie close together, as far as a plane allows.

Classical scaling (Torgerson, Psychometrika 17, 1952) of the distances between voiceprints gives a first picture, stress
majorisation (SMACOF: de Leeuw, in Recent Developments in Statistics, 1977; Borg and Groenen, Modern Multidimensional
Scaling, 2005, chapter 8) moves everybody until the distances on the map fit those between the voices. A new map begins
from the one before and is laid over it (Procrustes: Schönemann and Carroll, Psychometrika 35, 1970), so that it stays
put when somebody joins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sincnet.events import Identification
from sincnet.people import Person

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

ROUNDS = 60
MANY = 400
"""With more people than that, classical scaling has to do: a round takes as long as people squared."""

APART = 0.35
"""Nobody is drawn as more alike than that (unit voiceprints: 0 the same, 1.4 nothing in common); two enrolments of one
voice are still two islands."""

OUTSIDE = 1.45
"""How far from the middle strangers are; the farthest island is at 1."""


@dataclass(frozen=True, slots=True)
class Island:
    """A person at `x`, `y`, within 1 of the middle. `spread` in [0, 1] is how much their windows differ among each
    other; `nearest` who sounds most alike, with the cosine of the two voiceprints."""

    person: Person
    x: float
    y: float
    spread: float
    nearest: tuple[str, float]


@dataclass(frozen=True)
class VoiceMap:
    """The islands in order of enrolment."""

    islands: tuple[Island, ...]

    @cached_property
    def places(self) -> dict[str, np.ndarray]:
        """Where everybody is, by id: float64 (2,)."""
        return {island.person.id: np.array([island.x, island.y]) for island in self.islands}


@dataclass(frozen=True, slots=True, eq=False)
class Flight:
    """An utterance on the map: where it is as a whole, float64 (2,), and where its windows are, (windows, 2)."""

    whole: np.ndarray
    windows: np.ndarray


def voice_map(recogniser: Recogniser, before: VoiceMap | None = None) -> VoiceMap:
    """The map of everybody who has a voiceprint, laid over the one before."""
    gallery, model_id = recogniser.gallery, recogniser.weights.id
    people, rows = gallery.rows(model_id)
    if len(people) < 2:
        return VoiceMap(())
    known = before.places if before is not None else {}
    positions = arrange(rows, {i: known[person.id] for i, person in enumerate(people) if person.id in known})
    cosines = rows @ rows.T
    np.fill_diagonal(cosines, -np.inf)
    nearest = cosines.argmax(axis=1)
    islands = []
    for i, person in enumerate(people):
        prints = gallery.clips.prints(person.id, model_id)
        windows = sum(mark.windows for mark in prints)
        together = np.linalg.norm(np.sum([mark.embedding_sum for mark in prints], axis=0))
        alike = (people[nearest[i]].id, float(cosines[i, nearest[i]]))
        x, y = positions[i].tolist()
        islands.append(Island(person, x, y, float(1 - together / max(windows, 1)), alike))
    return VoiceMap(tuple(islands))


def arrange(rows: np.ndarray, before: Mapping[int, np.ndarray] | None = None) -> np.ndarray:
    """Unit rows (n, d) to places (n, 2) within 1 of the middle; `before` says where some of them, by index, were.

    The same rows and places before always give the same map.
    """
    before = before or {}
    wanted = np.maximum(np.sqrt(np.maximum(2 - 2 * (rows @ rows.T).astype(np.float64), 0)), APART)
    np.fill_diagonal(wanted, 0)
    places = _classical(wanted)
    old = sorted(before)
    if len(old) >= 2:
        were = np.stack([before[i] for i in old])
        move = _laid_over(places[old], were)
        scale = _spread(were) / max(_spread(places[old]), 1e-9)
        places = move(places)
        places[old] = were
        places /= scale  # to the distances that are wanted
    if len(rows) <= MANY:
        places = _majorised(places, wanted)
    if len(old) >= 2:
        places = _laid_over(places[old], were)(places)
        farthest = np.linalg.norm(places, axis=1).max()
        return np.asarray(places / max(farthest, 1.0))
    places -= places.mean(axis=0)
    return np.asarray(places / max(np.linalg.norm(places, axis=1).max(), 1e-9))


def fly(chart: VoiceMap, answer: Identification) -> Flight | None:
    """Where an utterance and its windows are: each between the islands it may come from, by how likely that is.

    The more probably it is a stranger's, the farther out all of it lies. None where nobody on the map is a candidate.
    """
    known = [i for i, candidate in enumerate(answer.candidates) if candidate.person_id in chart.places]
    chances = np.array([answer.candidates[i].probability for i in known])
    if not known or not len(answer.window_votes):
        return None
    islands = np.stack([chart.places[answer.candidates[i].person_id] for i in known])
    inside = chances / chances.sum() @ islands if chances.sum() > 0 else islands[0]
    stranger = 1 - min(1.0, float(sum(candidate.probability for candidate in answer.candidates)))
    length = float(np.linalg.norm(inside))
    away = inside / length if length > 1e-6 else np.array([0.0, -1.0])
    drift = stranger * (OUTSIDE * away - inside)
    told = [i for i in known if i < answer.window_chances.shape[1]]
    shares = answer.window_chances[:, told].astype(np.float64)
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
    return Flight(inside + drift, shares @ islands[: len(told)] + drift)


def _classical(wanted: np.ndarray) -> np.ndarray:
    """The plane in which distances (n, n) show best: (n, 2), with signs that do not depend on the machine."""
    n = len(wanted)
    centre = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-0.5 * centre @ np.square(wanted) @ centre)
    places = np.zeros((n, 2))
    kept = min(2, n)
    places[:, :kept] = vectors[:, ::-1][:, :kept] * np.sqrt(np.maximum(values[::-1][:kept], 0))
    places *= np.where(np.take_along_axis(places, np.abs(places).argmax(axis=0)[None], 0) < 0, -1, 1)
    return places + np.random.default_rng(0).normal(scale=1e-3, size=(n, 2))  # or two in one place never part


def _majorised(places: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Places (n, 2) whose distances fit the wanted (n, n) better: the Guttman transform, again and again."""
    n = len(places)
    for _ in range(ROUNDS):
        squares = np.square(places).sum(axis=1)
        apart = np.sqrt(np.maximum(squares[:, None] + squares - 2 * places @ places.T, 1e-12))
        pull = -wanted / apart
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        places = pull @ places / n
    return places


def _laid_over(places: np.ndarray, were: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """The shift, turn, reflection and scale that bring `places` (n, 2) closest to where they `were`, (n, 2)."""
    middle, target = places.mean(axis=0), were.mean(axis=0)
    left, strengths, right = np.linalg.svd((places - middle).T @ (were - target))
    scale = strengths.sum() / max(np.square(places - middle).sum(), 1e-12)
    return lambda others: np.asarray(scale * (others - middle) @ (left @ right) + target)


def _spread(places: np.ndarray) -> float:
    return float(np.linalg.norm(places - places.mean(axis=0)))
