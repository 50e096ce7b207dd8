"""When a sample was heard, by the computer's clock. Knows no Qt.

Blocks arrive late by whatever else the computer has to do, but never early: the earliest of the last ones tells when
the stream's sample 0 would have been heard (as in the clock filter of NTP, RFC 5905, section 10).
"""

from __future__ import annotations

from collections import deque

from audio.source import RATE

REMEMBERED = 250
"""Arrivals (5 s of blocks) among which the earliest counts: a sound card's clock drifts away from the computer's."""


class Pace:
    """Put every arrival in; ask how long ago a sample was heard, or which is heard now. Times in seconds."""

    def __init__(self) -> None:
        self._began: deque[float] = deque(maxlen=REMEMBERED)

    def arrived(self, end: int, now: float) -> None:
        """A block that ends at sample position `end` is here."""
        self._began.append(now - end / RATE)

    def ago(self, position: int, now: float) -> float | None:
        """Seconds since the sample at `position` was heard; None before anything was."""
        return now - min(self._began) - position / RATE if self._began else None

    def position(self, now: float) -> float:
        """The sample position that is being heard; 0 before anything was."""
        return (now - min(self._began)) * RATE if self._began else 0.0
