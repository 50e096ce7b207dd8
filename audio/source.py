"""What the rest of the program hears: 16 kHz mono float32 blocks, whatever they came from.

A source is a context manager that is iterated once. It ends by exhaustion, by `close()` from any thread, or by one
`AudioError`. Between blocks it may yield a `Notice`: something the listener should know that does not end the stream.
"""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, Self

import numpy as np

from audio.errors import AudioError as AudioError

RATE = 16_000
"""Samples per second everywhere behind a source's door."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A stretch of sound: `samples` float32 (n,) in [-1, 1] at `RATE`; `start` in samples since the stream began.

    `start` of a block is the end of the one before, unless sound was lost in between: then it jumps, so that time
    stays right.
    """

    samples: np.ndarray
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.samples)


NoticeKind = Literal["lost", "retrying", "recovered", "muted", "unmuted", "dropped"]


@dataclass(frozen=True, slots=True)
class Notice:
    """News of a device that does not end the stream; `message` is one sentence for the user."""

    kind: NoticeKind
    message: str


class AudioSource(Protocol):
    """Anything that can be listened to."""

    name: str

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...

    def __iter__(self) -> Iterator[Block | Notice]: ...

    def close(self) -> None:
        """End the iteration soon; safe from any thread and more than once."""


class RecordedSource(ABC):
    """Sound that is there already, played at the speed of life (`realtime`) or as fast as it is taken."""

    def __init__(self, name: str, *, realtime: bool) -> None:
        self.name = name
        self._realtime = realtime
        self._closed = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Block | Notice]:
        began, start = time.monotonic(), 0
        for samples in self._pieces():
            block = Block(samples, start)
            # A block is heard once its last sample is; a listener who fell behind catches up without waiting.
            wait_s = began + block.end / RATE - time.monotonic() if self._realtime else 0.0
            if self._closed.wait(max(0.0, wait_s)):
                return
            yield block
            start = block.end

    def close(self) -> None:
        self._closed.set()

    @abstractmethod
    def _pieces(self) -> Iterator[np.ndarray]:
        """The samples, float32 (n,) in [-1, 1] at `RATE`, piece by piece."""


class ArraySource(RecordedSource):
    """`samples`, float32 (n,) in [-1, 1] at `RATE`, as a source of blocks of `block_ms`."""

    def __init__(self, samples: np.ndarray, *, realtime: bool = False, name: str = "array", block_ms: int = 20) -> None:
        super().__init__(name, realtime=realtime)
        self._samples = np.asarray(samples, dtype=np.float32)
        self._block = RATE * block_ms // 1000

    def _pieces(self) -> Iterator[np.ndarray]:
        for start in range(0, len(self._samples), self._block):
            yield self._samples[start : start + self._block]
