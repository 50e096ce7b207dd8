"""Everybody enrolled, in memory, kept up to date change by change; and the few whom an utterance may be of.

What depends on a row and the cohort alone, its code and what impostors give it, is computed once, when the row comes.
An utterance is then compared in three steps, each with fewer people than the one before and looking closer:

    everybody  ──codes──>  SIFTED  ──cosines──>  SHORTLIST  ──> windows, votes, scores, probabilities

Up to SHORTLIST people nobody is left out, so the answer is that of comparing with everybody.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from sincnet.changes import Changes
from sincnet.codes import WORDS, Encoder, nearest
from sincnet.cohort import impostors
from sincnet.enrolled import Enrolled
from sincnet.people import Person

SHORTLIST = 256
SIFTED = 2048

STRETCH = 8
"""Windows of an utterance that look for their people together: less would be noise, in more the speaker may change."""

STRETCHES = 4
"""At most, however long the utterance is, since each looks through all codes."""

AT_ONCE = 8192
"""Rows that are compared with the cohort at once, for the sake of memory."""


class Register:
    """Used from any thread; `update` by one at a time. 820 bytes a person whose row has 192 numbers, and the names.

    `cohort` float32 (c, d) are the training speakers that scores are normalised with.
    """

    def __init__(self, cohort: np.ndarray) -> None:
        self._cohort = cohort
        self._encoder = Encoder(cohort.mean(axis=0))
        self._lock = threading.Lock()
        self._forget()

    def __len__(self) -> int:
        return len(self._people)

    def update(self, changes: Changes) -> None:
        """Take in what changed in the gallery."""
        rows = changes.rows.reshape(len(changes.numbers), self._cohort.shape[1])
        codes = np.empty((WORDS, len(rows)), np.uint64)
        strangers = np.empty(len(rows), np.float32)
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            codes[:, start : start + AT_ONCE] = self._encoder.encode(some)
            strangers[start : start + AT_ONCE] = impostors(some, self._cohort)
        with self._lock:
            if changes.everything:
                self._forget()
            for number in changes.gone:
                self._remove(number)
            places = self._places_for(changes.numbers, changes.people)
            self._rows[places] = rows
            self._codes[:, places] = codes
            self._impostors[places] = strangers

    def near(self, d_vectors: np.ndarray) -> Enrolled:
        """The people nearest to an utterance's unit d-vectors (windows, d), in order of enrolment where nobody left.

        Everybody where they are at most `SHORTLIST`; of more nobody when there is no window to compare.
        """
        with self._lock:
            if len(self) <= SHORTLIST:
                places = np.arange(len(self))
            elif len(d_vectors):
                places = self._nearest(d_vectors)
            else:
                places = np.arange(0)
            people = tuple(self._people[place] for place in places)
            return Enrolled(people, self._rows[places], self._impostors[places], len(self))

    def _nearest(self, d_vectors: np.ndarray) -> np.ndarray:
        stretches = np.array_split(d_vectors, min(-(-len(d_vectors) // STRETCH), STRETCHES))
        probes = np.stack([stretch.mean(axis=0) for stretch in stretches])
        probes /= np.maximum(np.linalg.norm(probes, axis=1, keepdims=True), 1e-9)
        sifted = nearest(self._codes[:, : len(self)], self._encoder.encode(probes), SIFTED)
        cosines = (self._rows[sifted] @ probes.T).max(axis=1)
        return np.sort(sifted[np.argpartition(-cosines, SHORTLIST)[:SHORTLIST]])

    def _forget(self) -> None:
        self._place: dict[int, int] = {}
        self._numbers: list[int] = []
        self._people: list[Person] = []
        self._rows = np.empty((0, self._cohort.shape[1]), np.float32)
        self._codes = np.empty((WORDS, 0), np.uint64)
        self._impostors = np.empty(0, np.float32)

    def _remove(self, number: int) -> None:
        """The last one takes the place that is left."""
        place = self._place.pop(number, None)
        if place is None:
            return
        last, person = self._numbers.pop(), self._people.pop()
        if last != number:
            self._place[last], self._numbers[place], self._people[place] = place, last, person
            self._rows[place] = self._rows[len(self)]
            self._codes[:, place] = self._codes[:, len(self)]
            self._impostors[place] = self._impostors[len(self)]

    def _places_for(self, numbers: Sequence[int], people: Sequence[Person]) -> np.ndarray:
        """Where these people are, new ones at the end, with room for everybody."""
        for number, person in zip(numbers, people, strict=True):
            place = self._place.setdefault(number, len(self._people))
            if place == len(self._people):
                self._numbers.append(number)
                self._people.append(person)
            self._people[place] = person
        if len(self) > len(self._rows):
            room = len(self) * 5 // 4 + 64
            self._rows = _roomier(self._rows, (room, self._rows.shape[1]))
            self._codes = _roomier(self._codes, (WORDS, room))
            self._impostors = _roomier(self._impostors, (room,))
        return np.array([self._place[number] for number in numbers], np.intp)


def _roomier(array: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """A larger array that begins with this one; memory that nothing was written to is not taken yet."""
    larger = np.empty(shape, array.dtype)
    larger[tuple(map(slice, array.shape))] = array
    return larger
