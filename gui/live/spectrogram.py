"""The last seconds of sound as a picture of pitch over time. Knows no Qt: push blocks, catch up, look at the columns.

Columns sit at fixed places in the stream (column `i` is heard in the window that ends with sample `(i + 1) * HOP`), so
each is computed once, when its last sample comes, and the picture only glides.
"""

from __future__ import annotations

import math
from collections import deque

import numpy as np

from audio.source import RATE, Block
from gui.live.envelope import MEMORY_S

HOP = 160
"""Samples from column to column (10 ms)."""

WINDOW = 512
"""Samples in a column (32 ms): a voice's harmonics stand apart."""

BANDS = 64
LOWEST_HZ, HIGHEST_HZ = 60.0, 7600.0
SOFTEST_DB, LOUDEST_DB = -82.0, -22.0
"""What is shown as nothing and as full strength, in dB below a full-scale sine."""


def _bands() -> np.ndarray:
    """Triangles as wide as hearing tells apart (mel scale), the highest first: float32 (bins, BANDS)."""
    lowest, highest = (2595 * math.log10(1 + hz / 700) for hz in (LOWEST_HZ, HIGHEST_HZ))
    mel = np.linspace(lowest, highest, BANDS + 2)
    edges = 700 * (10 ** (mel / 2595) - 1)
    bins = np.fft.rfftfreq(WINDOW, 1 / RATE)[:, None]
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    triangles = np.minimum((bins - low) / (middle - low), (high - bins) / (high - middle)).clip(0)
    for band, hz in enumerate(middle):  # low triangles are narrower than the bins are apart
        triangles[np.abs(bins[:, 0] - hz).argmin(), band] += 1e-3
    return np.asarray(triangles / triangles.sum(axis=0), np.float32)[:, ::-1]


_BANDS = _bands()
_HANN = np.hanning(WINDOW).astype(np.float32)
_FULL_SCALE = float(_HANN.sum() / 2) ** 2
"""Of the power spectrum: what a sine of amplitude 1 gives in its bin."""


class Spectrogram:
    """Remembers `seconds`; column `i` is `columns[:, i % columns.shape[1]]`, uint8 with high pitch first, and what has
    not been heard is 0. `end` is the number of columns so far."""

    def __init__(self, seconds: int = MEMORY_S) -> None:
        self._span = seconds * RATE
        self._waiting: deque[Block] = deque()
        self.columns = np.zeros((BANDS, self._span // HOP + 4), np.uint8)
        self.end = 0
        self._rest = np.zeros(WINDOW - HOP, np.float32)  # what the next column begins with
        self._heard = 0

    def push(self, block: Block) -> None:
        """Take a block in. It is looked at when somebody asks, for most of the time nobody does."""
        self._waiting.append(block)
        while self._waiting[0].end < block.end - self._span:
            self._waiting.popleft()

    def catch_up(self) -> None:
        """Make the columns of what came in; sound that was lost leaves silence behind."""
        while self._waiting:
            self._see(self._waiting.popleft())

    def _see(self, block: Block) -> None:
        if block.start != self._heard:
            self._skip_to(block.start)
        self._heard = block.end
        samples = np.concatenate([self._rest, block.samples])
        count = (len(samples) - WINDOW) // HOP + 1
        if count > 0:
            windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[: count * HOP : HOP]
            self._write(_strengths(windows))
        self._rest = samples[max(0, count) * HOP :]

    def _write(self, strengths: np.ndarray) -> None:
        size = self.columns.shape[1]
        kept = strengths[-size:]
        places = np.arange(self.end + len(strengths) - len(kept), self.end + len(strengths)) % size
        self.columns[:, places] = kept.T
        self.end += len(strengths)

    def _skip_to(self, position: int) -> None:
        column = position // HOP
        self._write(np.zeros((max(0, min(column - self.end, self.columns.shape[1])), BANDS), np.uint8))
        self.end = column
        self._rest = np.zeros(WINDOW - HOP + position % HOP, np.float32)


def _strengths(windows: np.ndarray) -> np.ndarray:
    """Windows float32 (n, WINDOW) to uint8 (n, BANDS)."""
    power = np.square(np.abs(np.fft.rfft(windows * _HANN))).astype(np.float32) @ _BANDS / _FULL_SCALE
    level = 10 * np.log10(power + 1e-12)
    return np.asarray(((level - SOFTEST_DB) / (LOUDEST_DB - SOFTEST_DB)).clip(0, 1) * 255, np.uint8)
