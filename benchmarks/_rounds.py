"""A recording over and over, so that an hour of listening can be watched in minutes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np

from audio.source import RATE, RecordedSource

BLOCK = RATE // 10
BEHIND = 20
"""Blocks that the source may be ahead of the window."""


class Rounds(RecordedSource):
    """A recording over and over as one stream, as fast as the window takes it in: `room` is released for each block."""

    def __init__(self, recording: np.ndarray, minutes: int) -> None:
        super().__init__("demo", realtime=False)
        self._recording, self._length = recording, minutes * 60 * RATE
        self.room = threading.Semaphore(BEHIND)

    def _pieces(self) -> Iterator[np.ndarray]:
        for start in range(0, self._length, BLOCK):
            self.room.acquire()
            yield self._recording[np.arange(start, start + BLOCK) % len(self._recording)]

    def close(self) -> None:
        super().close()
        self.room.release()  # whoever waits for room has to hear of it
