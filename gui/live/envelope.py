"""The last seconds of sound as bars, and who spoke where. Knows no Qt: push blocks, pull bars.

Bars sit at fixed places in the stream (bar `i` covers samples `i * BAR` to `(i + 1) * BAR`), so that a strip of them
glides past instead of shimmering.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from audio.source import RATE, Block

BAR = 640
"""Samples under one bar (40 ms)."""

MEMORY_S = 12
"""The strip shows about ten seconds; how many depends on how wide a bar is in whole pixels."""

SHORTEST = RATE // 4
"""No turn is as short as that; what is, was left over when the guess at its beginning moved."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A turn on the strip: sample positions `start` to `end`; `decided` False while nobody is named yet."""

    start: int
    end: int
    person_id: str | None
    name: str
    decided: bool


class Envelope:
    """Remembers `seconds` of peaks and the turns among them; `end` is the newest sample position."""

    def __init__(self, seconds: int = MEMORY_S) -> None:
        self.span = seconds * RATE
        self._peaks = np.zeros(self.span // BAR + 2, dtype=np.float32)  # a ring: bar i lives at i % len
        self._newest_bar = 0
        self._marks: deque[Mark] = deque()
        self.end = 0

    def push(self, block: Block) -> None:
        """Take a block in; sound lost before it leaves silence behind."""
        position = block.start
        samples = np.abs(block.samples)
        while len(samples):
            bar = position // BAR
            self._advance_to(bar)
            taken = min(len(samples), (bar + 1) * BAR - position)
            slot = bar % len(self._peaks)
            self._peaks[slot] = max(self._peaks[slot], float(samples[:taken].max()))
            samples, position = samples[taken:], position + taken
        self.end = block.end

    def mark(self, mark: Mark) -> None:
        """Say who speaks in a stretch; it replaces what begins in it or later, and ends what reaches into it."""
        self.unmark(mark.start)
        if self._marks and not self._marks[-1].decided:
            self._marks.pop()
        if self._marks and self._marks[-1].end > mark.start:
            before = self._marks.pop()
            if mark.start - before.start >= SHORTEST:
                self._marks.append(replace(before, end=mark.start))
        self._marks.append(mark)
        while self._marks and self._marks[0].end < self.end - self.span:
            self._marks.popleft()

    def grow(self, end: int) -> None:
        """Whoever spoke last goes on to `end`."""
        if self._marks:
            self._marks[-1] = replace(self._marks[-1], end=end)

    def unmark(self, start: int) -> None:
        """What was said from there on does not count."""
        while self._marks and self._marks[-1].start >= start:
            self._marks.pop()

    def marks(self) -> list[Mark]:
        """What is still on the strip, oldest first."""
        return [mark for mark in self._marks if mark.end > self.end - self.span]

    def bars(self) -> tuple[int, np.ndarray]:
        """The index of the oldest bar and the peaks from there on, float32 (n,) in [0, 1]."""
        first = max(0, self._newest_bar - len(self._peaks) + 1)
        return first, self._peaks[np.arange(first, self._newest_bar + 1) % len(self._peaks)]

    def _advance_to(self, bar: int) -> None:
        fresh = np.arange(self._newest_bar + 1, bar + 1)[-len(self._peaks) :]
        self._peaks[fresh % len(self._peaks)] = 0.0
        self._newest_bar = max(self._newest_bar, bar)
