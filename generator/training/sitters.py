"""Whose faces are drawn to learn from: the speakers of a corpus, and any number of people who never spoke.

A speaker's face shows the true sex and age of the corpus, not what a voice would be taken for; everything else is the
artistic variation of that speaker's mean voice. So what a network learns of age and sex it learns from the truth, and
faces differ beyond that as voices differ. A person's pictures differ, too, as what is drawn of one voice does from
recording to recording: whatever tells drawn people apart shall not take two recordings for two people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap

from generator.imagined import OLDEST, YOUNGEST
from generator.portrait import VARIATION, Face, Moment, draw, face_of
from sincnet.corpora.dataset import Speaker
from sincnet.progress import Progress, unseen

GROWN = 18
OCCASION = 0.3
"""Standard deviation of each number of a variation, 1 over people, from one picture of somebody to the next. Recordings
of ten seconds of one training speaker differ by 0.27; a voice never heard before is less steady."""
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

    def another_time(self, rng: np.random.Generator) -> Sitter:
        """As a second recording of the same voice would have it."""
        variation = np.array(self.variation) + OCCASION * rng.standard_normal(len(self.variation))
        return replace(self, variation=tuple(map(float, variation)))

    def face(self) -> Face:
        return face_of(np.array(self.variation), self.male, self.age)


def pictures(
    cache: Path, sitters: Sequence[Sitter], moments: int, size: int, progress: Progress = unseen
) -> np.ndarray:
    """Every sitter in so many moments, the first one still and as the sitter is, the others each at another time: uint8
    (sitters, moments, size, size, 3), mapped from a file in `cache`, where it is drawn once; a kill leaves nothing half
    done."""
    told = hashlib.sha256(repr((OCCASION, [astuple(sitter) for sitter in sitters])).encode()).hexdigest()[:16]
    path = cache / f"faces-{size}-{moments}-{told}.npy"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        mapped = open_memmap(part, "w+", np.uint8, (len(sitters), moments, size, size, 3))
        for number in progress(range(len(sitters)), total=len(sitters), unit="face"):
            sitter, rng = sitters[number], np.random.default_rng([number, moments])
            mapped[number, 0] = draw(sitter.face(), size)
            for moment in range(1, moments):
                mapped[number, moment] = draw(sitter.another_time(rng).face(), size, Moment.drawn(rng))
        mapped.flush()
        part.replace(path)
    found: np.ndarray = np.load(path, mmap_mode="r")
    return found
