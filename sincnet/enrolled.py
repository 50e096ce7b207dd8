"""The people an utterance is compared with: the last layer's rows, one per person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sincnet.cohort import impostors
from sincnet.people import Person


@dataclass(frozen=True, slots=True, eq=False)
class Enrolled:
    """People with their `rows`, float32 (people, d) of unit length, and what impostors give, (people,).

    `gallery_size` is how many are enrolled, these people being the nearest of them or all.
    """

    people: tuple[Person, ...]
    rows: np.ndarray
    impostors: np.ndarray
    gallery_size: int

    @classmethod
    def of(cls, people: Sequence[Person], rows: np.ndarray, cohort: np.ndarray) -> Enrolled:
        rows = rows.reshape(len(people), -1) if len(people) else np.zeros((0, cohort.shape[1]), np.float32)
        return cls(tuple(people), rows, impostors(rows, cohort), len(people))

    def near(self, d_vectors: np.ndarray) -> Enrolled:
        """These people, whatever is said; `sincnet.register.Register` chooses."""
        return self
