"""Keeps a device's sound in time: raw chunks in, 16 kHz blocks out, with news of what was lost or is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from audio.resample import Resampler
from audio.source import RATE, Block, Notice

REPORT_S = 1.0
"""Losses are told at most this often, together."""


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """What a device delivered at once: `frames` float32 (n, channels) at its own rate, `at` the clock's seconds.

    `missing_s` seconds of sound were lost just before it; `overflowed` if the device says that it lost some.
    """

    frames: np.ndarray
    at: float
    missing_s: float = 0.0
    overflowed: bool = False


class Timeline:
    """The stream behind however many openings of a device.

    `dropped_s` and `overflows` count what was lost while the device was there; `muted_s` of zeros is a muted device.
    """

    def __init__(self, *, muted_s: float) -> None:
        self.dropped_s = 0.0
        self.overflows = 0
        self._muted_s = muted_s
        self._end = 0  # of what came out, in samples at RATE
        self._heard_at: float | None = None  # when the last chunk came, by the clock
        self._zeros_s = 0.0
        self._muted = False
        self._untold = False
        self._told_at = float("-inf")

    def connect(self, rate: int) -> None:
        """A device was opened, for the first time or again; its chunks come at `rate` frames per second."""
        self._rate = rate
        self._resampler = Resampler(rate)
        self._connecting = True

    def take(self, chunk: Chunk) -> Iterator[Block | Notice]:
        """Turn the next chunk into what the listener gets for it."""
        length_s = len(chunk.frames) / self._rate
        self.dropped_s += chunk.missing_s
        self.overflows += chunk.overflowed
        self._untold = self._untold or chunk.overflowed or chunk.missing_s > 0.0
        if self._connecting and self._heard_at is not None:
            self._end += round(max(0.0, chunk.at - self._heard_at - length_s) * RATE)
        elif chunk.missing_s > 0.0:
            yield from self.flush()
            self._end += round(chunk.missing_s * RATE)
        self._connecting, self._heard_at = False, chunk.at
        if self._untold and chunk.at - self._told_at >= REPORT_S:
            yield self._tell_dropped(chunk.at)
        sounds = bool(chunk.frames.any())
        if sounds and self._muted:
            yield Notice("unmuted", "The microphone can be heard again.")
        yield from self._block(self._resampler.push(chunk.frames))
        self._zeros_s = 0.0 if sounds else self._zeros_s + length_s
        if self._zeros_s >= self._muted_s and not self._muted:
            yield Notice(
                "muted",
                "The microphone is muted or blocked: nothing but zeros comes from it; check its switch and the "
                "system's sound and privacy settings.",
            )
        self._muted = self._zeros_s >= self._muted_s

    def flush(self) -> Iterator[Block]:
        """Hand over what the resampler still holds: the sound stops here, or goes on after a gap."""
        yield from self._block(self._resampler.finish())
        self._resampler = Resampler(self._rate)

    def _block(self, samples: np.ndarray) -> Iterator[Block]:
        if len(samples):
            block = Block(samples, self._end)
            self._end = block.end
            yield block

    def _tell_dropped(self, at: float) -> Notice:
        self._untold, self._told_at = False, at
        return Notice(
            "dropped",
            f"The computer is too busy to hear everything ({self.dropped_s:.1f} s lost so far); close other programs "
            "if this goes on.",
        )
