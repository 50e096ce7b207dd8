"""A recording's waveform seen from afar, made while it streams by: memory does not grow with its length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audio.source import RATE

MOST_COLUMNS = 20_000
FINEST = RATE // 50
"""Samples under one column to begin with (20 ms)."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """`low` and `high` float32 (n,) in [-1, 1]: the extremes of each `column_s` seconds of sound."""

    column_s: float
    low: np.ndarray
    high: np.ndarray

    @property
    def peak(self) -> float:
        """The largest amplitude, 0 for no sound at all."""
        return float(max(-self.low.min(), self.high.max())) if len(self.low) else 0.0


NO_OUTLINE = Outline(FINEST / RATE, np.zeros(0, np.float32), np.zeros(0, np.float32))


class Outliner:
    """Push sound, take an `Outline`. Whenever the columns run out, each two neighbours become one."""

    def __init__(self, most_columns: int = MOST_COLUMNS) -> None:
        self._low = np.zeros(most_columns - most_columns % 2, np.float32)
        self._high = np.zeros_like(self._low)
        self._column = FINEST
        self._heard = 0

    def push(self, samples: np.ndarray) -> None:
        """Take in the next float32 (n,) at `RATE`."""
        while len(samples):
            column = self._heard // self._column
            if column == len(self._low):
                self._halve()
                continue
            taken = samples[: (column + 1) * self._column - self._heard]
            low, high = taken.min(), taken.max()
            fresh = self._heard % self._column == 0
            self._low[column] = low if fresh else min(low, self._low[column])
            self._high[column] = high if fresh else max(high, self._high[column])
            self._heard += len(taken)
            samples = samples[len(taken) :]

    def outline(self) -> Outline:
        """What was heard so far; a copy that stays as it is."""
        columns = -(-self._heard // self._column)
        return Outline(self._column / RATE, self._low[:columns].copy(), self._high[:columns].copy())

    def _halve(self) -> None:
        half = len(self._low) // 2
        self._low[:half] = self._low.reshape(-1, 2).min(axis=1)
        self._high[:half] = self._high.reshape(-1, 2).max(axis=1)
        self._column *= 2
