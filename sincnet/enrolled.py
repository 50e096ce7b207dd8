"""The people an utterance is compared with: the last layer's rows, one per person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sincnet.cohort import impostors
from sincnet.gallery import Person


@dataclass(frozen=True, slots=True, eq=False)
class Enrolled:
    """The people an utterance is compared with: `rows` float32 (people, d) of unit length, and their impostors."""

    people: tuple[Person, ...]
    rows: np.ndarray
    impostors: tuple[np.ndarray, np.ndarray]

    @classmethod
    def of(cls, people: Sequence[Person], rows: np.ndarray, cohort: np.ndarray) -> Enrolled:
        rows = rows.reshape(len(people), -1) if len(people) else np.zeros((0, cohort.shape[1]), np.float32)
        return cls(tuple(people), rows, impostors(rows, cohort))
