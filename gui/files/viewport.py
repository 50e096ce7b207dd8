"""The part of a recording that is seen, and how it moves. Knows no Qt."""

from __future__ import annotations

CLOSEST_S = 2.0
"""No closer than this: a turn of one second then fills half the width."""


class Viewport:
    """From `start_s`, `length_s` seconds of the `total_s` that there are. While all of it is seen and the recording
    grows, all of it stays seen."""

    def __init__(self) -> None:
        self.total_s = self.length_s = CLOSEST_S
        self.start_s = 0.0

    @property
    def end_s(self) -> float:
        return self.start_s + self.length_s

    @property
    def whole(self) -> bool:
        return self.length_s >= self.total_s

    def extend(self, total_s: float) -> None:
        """The recording is that long."""
        whole = self.whole
        self.total_s = max(CLOSEST_S, total_s)
        self._look(self.start_s, self.total_s if whole else self.length_s)

    def fit(self) -> None:
        self._look(0.0, self.total_s)

    def zoom(self, factor: float, around_s: float) -> None:
        """Closer by `factor`; the time `around_s` stays where it is."""
        length_s = min(max(CLOSEST_S, self.length_s / factor), self.total_s)
        share = (around_s - self.start_s) / self.length_s
        self._look(around_s - share * length_s, length_s)

    def pan(self, by_s: float) -> None:
        self._look(self.start_s + by_s, self.length_s)

    def centre(self, time_s: float) -> None:
        self._look(time_s - self.length_s / 2, self.length_s)

    def reveal(self, from_s: float, to_s: float) -> None:
        """Move no more than it takes to see that; its beginning counts more than its end."""
        if self.start_s <= from_s and to_s <= self.end_s:
            return
        margin_s = max(0.0, min(self.length_s / 10, (self.length_s - (to_s - from_s)) / 2))
        self._look(from_s - margin_s if from_s < self.start_s else to_s + margin_s - self.length_s, self.length_s)
        if from_s < self.start_s:
            self._look(from_s, self.length_s)

    def _look(self, start_s: float, length_s: float) -> None:
        self.length_s = min(length_s, self.total_s)
        self.start_s = min(max(0.0, start_s), self.total_s - self.length_s)
