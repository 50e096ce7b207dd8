"""The people enrolled tried on their own recordings: who is taken for whom, and who gets a name as a stranger.

    every utterance ──> compared with everybody, without itself in its own person's voiceprint ──> who is it?
                   └──> compared with everybody else, as if its person were not enrolled ───────> is it named?

An only recording is cut in two halves, each of which is tried on the other. The figures flatter: recordings of one
person are often of one sitting and one microphone, and there are few.
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audio.errors import AudioError
from audio.files import read_audio
from sincnet.calibration import winner
from sincnet.checkpoint import Weights
from sincnet.cohort import impostors
from sincnet.enrolled import Enrolled
from sincnet.events import WhoSpeaksError
from sincnet.finetune import Progress
from sincnet.finetuning.rows import unit
from sincnet.finetuning.speech import too_little
from sincnet.gallery import Person
from sincnet.identifier import Embedder, tally
from sincnet.recogniser import Recogniser
from sincnet.tunings import corrected
from sincnet.windows import trim

log = logging.getLogger(__name__)

MOST = 12
"""Utterances of one person that are tried; more take time and tell little more."""

Heard = tuple[np.ndarray, float]
"""Unit d-vectors (windows, d) of an utterance and its seconds of speech."""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What was decided about every utterance; all arrays are (utterances,).

    `truths` and `choices` are places in `people`: who it was and whom the vote of the windows gives it to. `named`:
    whether the app would give a name at all; `named_as_stranger`: whether it would if the person were not enrolled.
    Of the people in `not_tried` too little can be heard; of `halved` people an only recording was cut in two.
    `tuned` says that fine-tuning has learned from these very utterances.
    """

    people: tuple[Person, ...]
    truths: np.ndarray
    choices: np.ndarray
    named: np.ndarray
    named_as_stranger: np.ndarray
    not_tried: tuple[str, ...]
    halved: int
    tuned: bool


def plausible(errors: int, tries: int) -> tuple[float, float]:
    """Between which shares the true share of errors lies, with 95 % confidence (Wilson 1927): what so few tries say."""
    z2 = 1.96**2
    centre = (errors + z2 / 2) / (tries + z2)
    half = 1.96 * (errors * (tries - errors) / tries + z2 / 4) ** 0.5 / (tries + z2)
    return max(0.0, centre - half), min(1.0, centre + half)


def self_test(recogniser: Recogniser) -> Generator[Progress | Result, None, None]:
    """Tries everybody enrolled; the result is the last that is yielded. Changes nothing.

    Raises `WhoSpeaksError` where fewer than two people can be tried: there would be nobody to be mixed up with.
    """
    weights, tuning = recogniser.weights, recogniser.tuning
    everybody = recogniser.gallery.people()
    files: dict[str, list[Path]] = {}
    for person_id, path in recogniser.gallery.utterances():
        files.setdefault(person_id, []).append(path)
    files = {person_id: paths[:MOST] for person_id, paths in files.items()}
    total = sum(map(len, files.values()))
    heard: dict[str, list[Heard]] = {person_id: [] for person_id in files}
    for done, (person_id, path) in enumerate(((who, path) for who, paths in files.items() for path in paths), 1):
        heard[person_id] += _hear(weights, path, halves=len(files[person_id]) == 1)
        yield Progress("listening", done, total)
    people = [person for person in everybody if len(heard.get(person.id, ())) > 1]
    if len(people) < 2:
        raise _too_few(everybody, people)
    corrections = recogniser.gallery.tunings.corrections(tuning, weights.id)
    strictness = recogniser.dials.strictness  # all is judged alike, whoever turns it meanwhile
    gallery = _Gallery(weights, people, [heard[person.id] for person in people], corrections, strictness)
    rows = []
    tries = ((who, turn) for who, person in enumerate(people) for turn in range(len(heard[person.id])))
    count = sum(len(heard[person.id]) for person in people)
    for done, (who, turn) in enumerate(tries, 1):
        choice, named = gallery.ask_enrolled(who, turn)
        rows.append((who, choice, named, gallery.names_stranger(who, turn)))
        yield Progress("trying", done, count)
    truths, choices, named_, as_stranger = (np.array(column) for column in zip(*rows, strict=True))
    yield Result(
        tuple(people),
        truths,
        choices,
        named_,
        as_stranger,
        tuple(person.name for person in everybody if person not in people),
        sum(len(files[person.id]) == 1 for person in people),
        tuning is not None,
    )


class _Gallery:
    """Rows of the people, from which one utterance or one person can be left out."""

    def __init__(
        self,
        weights: Weights,
        people: list[Person],
        heard: list[list[Heard]],
        corrections: dict[str, np.ndarray],
        strictness: float,
    ) -> None:
        self._strictness = strictness
        self._weights, self._people, self._heard, self._corrections = weights, people, heard, corrections
        self._sums = np.stack([sum(d_vectors.sum(axis=0) for d_vectors, _ in mine) for mine in heard])
        self._rows = corrected(unit(self._sums), [person.id for person in people], corrections)
        self._impostors = impostors(self._rows, weights.cohort)

    def ask_enrolled(self, who: int, turn: int) -> tuple[int, bool]:
        """The person the vote chooses, and whether a name is given, without the utterance in its person's row."""
        d_vectors = self._heard[who][turn][0]
        row = unit(self._sums[who] - d_vectors.sum(axis=0))[None]
        row = corrected(row, [self._people[who].id], self._corrections)
        rows, given = self._rows.copy(), self._impostors.copy()
        rows[who] = row
        given[who] = impostors(row, self._weights.cohort)[0]
        return self._ask(Enrolled(tuple(self._people), rows, given, len(rows)), who, turn)

    def names_stranger(self, who: int, turn: int) -> bool:
        """Whether a name is given if this person is not enrolled."""
        others = np.arange(len(self._people)) != who
        people = tuple(person for place, person in enumerate(self._people) if place != who)
        enrolled = Enrolled(people, self._rows[others], self._impostors[others], len(people))
        return self._ask(enrolled, who, turn)[1]

    def _ask(self, enrolled: Enrolled, who: int, turn: int) -> tuple[int, bool]:
        d_vectors, speech_s = self._heard[who][turn]
        counted = tally(d_vectors, enrolled, self._weights.cohort)
        calibration = self._weights.calibration
        chances, stranger = calibration.probabilities(counted.scores, counted.votes, speech_s)
        chosen = winner(counted.votes, counted.evidence)
        return chosen, calibration.names(chances[chosen], stranger, self._strictness)


def _hear(weights: Weights, path: Path, *, halves: bool) -> list[Heard]:
    """An utterance, or its two halves, as the network hears it; nothing where there is too little sound."""
    try:
        samples = read_audio(path)
    except AudioError as error:
        log.warning("An utterance is left out of the test: %s", error)
        return []
    start, stop = trim(samples, weights.model.config.windows.trim_db)
    parts = np.array_split(samples[start:stop], 2) if halves else [samples]
    found = [Embedder(weights).embed(part) for part in parts]
    return [one for one in found if len(one[0])]


def _too_few(everybody: list[Person], people: list[Person]) -> WhoSpeaksError:
    if not everybody:
        return WhoSpeaksError("Nobody is enrolled; enrol two people, then try it.")
    if len(everybody) == 1:
        return WhoSpeaksError(
            "Only {name} is enrolled, so there is nobody to be mixed up with; enrol a second person.",
            name=everybody[0].name,
        )
    return too_little([person.name for person in everybody if person not in people])
