"""Any rate and any number of channels to 16 kHz mono, as a stream: the one door that all sound comes through."""

from __future__ import annotations

import numpy as np
import soxr

from audio.source import RATE


class Resampler:
    """Mixes down and resamples block by block, so that the blocks joined equal the whole converted in one piece.

    The filter looks ahead, so what comes out lags behind what went in; `finish` hands over the rest. The output stands
    in time where the input stood.
    """

    def __init__(self, rate: int) -> None:
        self._stream = soxr.ResampleStream(rate, RATE, 1, dtype=np.float32) if rate != RATE else None

    def push(self, frames: np.ndarray) -> np.ndarray:
        """Convert `frames`, float32 (n, channels) at the source's rate; float32 (m,) in [-1, 1] at `RATE`, m may be 0.

        Values that are no numbers (some float files hold them) become silence rather than spoil what follows.
        """
        mono = np.nan_to_num(frames.mean(axis=1, dtype=np.float32), posinf=1.0, neginf=-1.0)
        return self._convert(mono, last=False)

    def finish(self) -> np.ndarray:
        """Return what the filter still holds, float32 (m,); nothing may be pushed afterwards."""
        return self._convert(np.zeros(0, np.float32), last=True)

    def _convert(self, mono: np.ndarray, *, last: bool) -> np.ndarray:
        converted = mono if self._stream is None else self._stream.resample_chunk(mono, last=last)
        # The filter overshoots at full scale, and float files may exceed it.
        within: np.ndarray = np.clip(converted, -1.0, 1.0)
        return within


def at_rate(samples: np.ndarray, rate: int) -> np.ndarray:
    """The way out: float32 (n,) at `RATE` as float32 (m,) in [-1, 1] at the rate of a device that plays it."""
    played: np.ndarray = np.clip(samples if rate == RATE else soxr.resample(samples, RATE, rate), -1.0, 1.0)
    return played
