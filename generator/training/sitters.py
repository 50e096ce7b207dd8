"""Whose faces are drawn to learn from: the speakers of a corpus, and any number of people who never spoke.

A speaker's face shows the true sex and age of the corpus, not what a voice would be taken for; everything else is the
artistic variation of that speaker's mean voice. So what a network learns of age and sex it learns from the truth, and
faces differ beyond that as voices differ.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap

from generator.imagined import OLDEST, YOUNGEST
from generator.portrait import VARIATION, Face, Moment, draw, face_of
from generator.training.voices import Progress
from sincnet.corpora.dataset import Speaker

GROWN = 18
NEUTRAL = 0.5


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody to draw: `variation` of VARIATION numbers, `male` in 0..1, `age` in years."""

    variation: tuple[float, ...]
    male: float
    age: float

    @classmethod
    def of(cls, speaker: Speaker, variation: np.ndarray) -> Sitter:
        """A speaker of a corpus whose voice has this `variation` (VARIATION,).

        Where an adult's age is not told it is drawn, always the same one for the same name. Children have no sex here.
        """
        told = np.random.default_rng(int(hashlib.sha256(speaker.id.encode()).hexdigest()[:8], 16))
        age = float(told.uniform(20, OLDEST)) if speaker.age is None else float(np.clip(speaker.age, YOUNGEST, OLDEST))
        male = NEUTRAL if age < GROWN else float(speaker.sex == "m")
        return cls(tuple(map(float, variation)), male, age)

    @classmethod
    def drawn(cls, rng: np.random.Generator) -> Sitter:
        """Somebody by chance: children, adolescents and adults."""
        age = float(rng.uniform(YOUNGEST, OLDEST))
        male = NEUTRAL if age < GROWN else float(rng.random() < 0.5)
        return cls(tuple(map(float, rng.standard_normal(VARIATION))), male, age)

    def face(self) -> Face:
        return face_of(np.array(self.variation), self.male, self.age)


def pictures(
    cache: Path, sitters: Sequence[Sitter], moments: int, size: int, progress: Progress = lambda items, **_: items
) -> np.ndarray:
    """Every sitter in so many moments, the first one still: uint8 (sitters, moments, size, size, 3), mapped from a file
    in `cache`, where it is drawn once; a kill leaves nothing half done."""
    told = hashlib.sha256(repr([astuple(sitter) for sitter in sitters]).encode()).hexdigest()[:16]
    path = cache / f"faces-{size}-{moments}-{told}.npy"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        mapped = open_memmap(part, "w+", np.uint8, (len(sitters), moments, size, size, 3))
        for number in progress(range(len(sitters)), total=len(sitters), unit="face"):
            face, rng = sitters[number].face(), np.random.default_rng([number, moments])
            for moment in range(moments):
                mapped[number, moment] = draw(face, size, Moment.drawn(rng) if moment else Moment())
        mapped.flush()
        part.replace(path)
    found: np.ndarray = np.load(path, mmap_mode="r")
    return found
