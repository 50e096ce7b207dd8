"""The speech to fine-tune on: what the enrolled people said, in pieces of which some can be held out."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import soxr

from audio.errors import AudioError
from audio.files import read_audio
from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery, Person
from sincnet.identifier import Embedder
from sincnet.training.augment import Augmenter
from sincnet.windows import plan, trim

log = logging.getLogger(__name__)

FOLDS = 4
PIECE_S = 4.0
"""About the length of an utterance; a longer one is cut, so that somebody's only recording can be held out in part."""

MOST = 15
"""Pieces of one person; more would take their time and teach little."""

SPOILED = 3
SPEEDS = (0.8, 1.25)
"""A voice at another speed has another pitch and another vocal tract: somebody else, through the same microphone."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Speech of person number `person`, float32 (n,) at 16 kHz; held out in fold `fold`, or never."""

    person: int
    fold: int | None
    samples: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A piece as the network hears it: unit d-vectors (windows, d) and seconds of speech, clean first and then spoiled;
    and the same of `strangers`, the voice at other speeds. Where spoiling left no window, it is left out."""

    person: int
    fold: int | None
    versions: tuple[tuple[np.ndarray, float], ...]
    strangers: tuple[tuple[np.ndarray, float], ...]

    @property
    def clean(self) -> np.ndarray:
        return self.versions[0][0]


def too_little(names: Sequence[str]) -> WhoSpeaksError:
    """None of it can be held out to judge by, for of those with these names (one at least) there is too little."""
    if len(names) == 1:
        return WhoSpeaksError(
            "There is too little speech to hold some of it out; record more of {name}.", name=names[0]
        )
    return WhoSpeaksError(
        "There is too little speech to hold some of it out; record more of {first} and {second}.",
        first=names[0],
        second=names[1],
    )


def gather(gallery: Gallery, weights: Weights) -> tuple[list[Person], list[Piece]]:
    """Everybody enrolled of whom something can be heard, and their speech.

    Raises `WhoSpeaksError` when that is too little to learn from or to judge by.
    """
    config = weights.model.config.windows
    found: dict[str, list[np.ndarray]] = {}
    for person_id, path in gallery.utterances():
        try:
            samples = read_audio(path)
        except AudioError as error:
            log.warning("An utterance is left out of the fine-tuning: %s", error)
            continue
        start, stop = trim(samples, config.trim_db)
        parts = np.array_split(samples[start:stop], max(1, round((stop - start) / RATE / PIECE_S)))
        mine = found.setdefault(person_id, [])
        mine.extend(part for part in parts if plan(part, config))
    people = [person for person in gallery.people() if found.get(person.id)]
    if len(people) < 2:
        if not people:
            raise WhoSpeaksError(
                "Fine-tuning learns to tell enrolled people apart, and nobody is enrolled; enrol at least two people "
                "first."
            )
        raise WhoSpeaksError(
            "Fine-tuning learns to tell enrolled people apart, and only {name} is enrolled; enrol at least two people "
            "first.",
            name=people[0].name,
        )
    alone = [person.name for person in people if len(found[person.id]) < 2]
    if len(people) - len(alone) < 2:
        raise too_little(alone)
    pieces = [
        Piece(number, turn % FOLDS if len(found[person.id]) > 1 else None, samples)
        for number, person in enumerate(people)
        for turn, samples in enumerate(found[person.id][:MOST])
    ]
    return people, pieces


def other_voice(samples: np.ndarray, speed: float) -> np.ndarray:
    """Float32 (n,) played at another speed, (n / speed,)."""
    return np.asarray(soxr.resample(samples, RATE * speed, RATE), np.float32)


def spoiled(samples: np.ndarray, pieces: list[Piece], augmenter: Augmenter, rng: np.random.Generator) -> np.ndarray:
    """Float32 (n,) as if it came through another room and microphone, the enrolled people's voices behind it if any."""

    def babble(count: int) -> list[np.ndarray]:
        return [np.resize(pieces[rng.integers(len(pieces))].samples, len(samples)) for _ in range(count)]

    return augmenter(samples, babble, rng)


def listen(weights: Weights, pieces: list[Piece], augmenter: Augmenter) -> Iterator[Heard]:
    """Every piece as `weights` hear it; spoiled alike for all weights, so that they can be compared."""
    for number, piece in enumerate(pieces):
        rng = np.random.default_rng(number)
        copies = [spoiled(piece.samples, pieces, augmenter, rng) for _ in range(SPOILED)]
        strangers = [other_voice(piece.samples, speed) for speed in SPEEDS] if piece.fold is not None else []
        versions, others = (
            tuple(heard for samples in sounds if len((heard := Embedder(weights).embed(samples))[0]))
            for sounds in ([piece.samples, *copies], strangers)
        )
        yield Heard(piece.person, piece.fold, versions, others)
