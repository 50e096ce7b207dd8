"""Pictures as they are compared: all of one small size, with their features in the face embedding network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from generator.faces.network import FaceEmbedding
from generator.gan.networks import SIZE
from generator.training.sitters import Sitter, pictures
from sincnet.progress import Progress

DRAWN_PX = 128
"""At which targets are drawn, as the networks learned from them."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Drawn people: `pictures` uint8 (n, SIZE, SIZE, 3), their unit `features` float32 (n, d), and of `who` among
    `sitters` each is, int64 (n,)."""

    sitters: Sequence[Sitter]
    pictures: np.ndarray
    features: np.ndarray
    who: np.ndarray

    @classmethod
    def of(cls, sitters: Sequence[Sitter], moments: int, faces: FaceEmbedding, cache: Path, progress: Progress) -> Seen:
        """Each of them in so many moments, by person, the first one still."""
        drawn = pictures(cache, sitters, moments, DRAWN_PX, progress)
        small = np.stack([shrunk(one) for sat in drawn for one in sat])
        return cls(sitters, small, faces.of_pictures(small), np.arange(len(sitters)).repeat(moments))

    def of_sitters(self, told: Callable[[Sitter], int]) -> np.ndarray:
        """What is `told` of the person in each picture, int64 (n,)."""
        return np.array([told(sitter) for sitter in self.sitters])[self.who]


def strangers(people: int, seed: int) -> list[Sitter]:
    """So many people by chance, always the same for the same `seed`."""
    rng = np.random.default_rng([seed, people])
    return [Sitter.drawn(rng) for _ in range(people)]


def shrunk(picture: np.ndarray) -> np.ndarray:
    """uint8 (h, w, 3) as small as the GAN draws, so that no system gains or loses by its size: (SIZE, SIZE, 3)."""
    if picture.shape[:2] == (SIZE, SIZE):
        return picture
    return np.asarray(Image.fromarray(picture).resize((SIZE, SIZE), Image.Resampling.LANCZOS))
