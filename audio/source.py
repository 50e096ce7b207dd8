"""What the rest of the program hears: 16 kHz mono float32 blocks, whatever they came from.

A source is a context manager that is iterated once. It ends by exhaustion, by `close()` from any thread, or by one
`AudioError`. Between blocks it may yield a `Notice`: something the listener should know that does not end the stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, Self

import numpy as np

RATE = 16_000
"""Samples per second everywhere behind a source's door."""


class AudioError(Exception):
    """Something about sound that the user can act on; `str()` is one sentence saying what is wrong and what to do."""


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
