"""People by chance, drawn: as many as one likes who never spoke, to learn what faces are before any voice is heard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from generator.faces.network import planes
from generator.training.material import Material
from generator.training.sitters import Sitter, pictures

STRANGERS = 100
"""People who are only measured on."""

LEARNED, UNSEEN = 1, 2
"""The seeds of those who are learned from, and of those who are measured on."""


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """`pictures` uint8 (people, moments, size, size, 3), mapped; every person's first moment is still."""

    pictures: np.ndarray

    @classmethod
    def of(cls, material: Material, people: int, moments: int, size: int, seed: int) -> Crowd:
        """So many people by chance, always the same for the same `seed`; where there are photographs, those whom they
        show: to learn from with seed `LEARNED`, else those who are held out."""
        if material.photographs is not None:
            told = (seed != LEARNED, moments, size, material.progress)
            return cls(material.photographs.crowd(material.cache, material.held_out, *told))
        rng = np.random.default_rng([seed, people])
        sitters = [Sitter.drawn(rng) for _ in range(people)]
        return cls(pictures(material.cache, sitters, moments, size, material.progress))

    def batch(self, count: int, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor, np.ndarray]:
        """Random pictures float32 (count, 3, size, size) in 0..1, their people's still ones, and who they are (count,).

        Every other one is mirrored, but no still one: where a decoder cannot tell which way it is to draw somebody, it
        draws the mean of both, without eyes.
        """
        people, moments = self.pictures.shape[:2]
        who, when, mirrored = (
            rng.integers(people, size=count),
            rng.integers(moments, size=count),
            rng.random(count) < 0.5,
        )
        seen, still = self.pictures[who, when], self.pictures[who, 0]  # (count, size, size, 3)
        seen[mirrored] = seen[mirrored, :, ::-1]
        return planes(torch.from_numpy(seen)), planes(torch.from_numpy(still)), who
