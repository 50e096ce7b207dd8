"""What every front end asks of the sound that it is given."""

from __future__ import annotations

import numpy as np

from audio.errors import AudioError
from audio.source import RATE

WINDOW = RATE * 25 // 1000
"""Samples in an analysis window: 25 ms, in all published systems."""

HOP = RATE * 10 // 1000
"""Samples from one window to the next: 10 ms."""


def checked(samples: np.ndarray, rate: int = RATE) -> np.ndarray:
    """`samples`, float (n,) in [-1, 1], as float64, if they are sound of at least a window at 16 kHz.

    Raises `AudioError` naming what is wrong: the rate, the shape, whole numbers, numbers that are none, the length.
    """
    if rate != RATE:
        raise AudioError(
            "The sound has {rate} samples a second; resample it to {wanted} first.", rate=rate, wanted=RATE
        )
    samples = np.asarray(samples)
    if samples.ndim != 1:
        raise AudioError(
            "The sound has the shape {shape}, not one row of samples; mix it to one channel.", shape=samples.shape
        )
    if not np.issubdtype(samples.dtype, np.floating):
        raise AudioError(
            "The sound is {kind}, not numbers between -1 and 1; divide 16-bit samples by 32768.", kind=samples.dtype
        )
    if not np.isfinite(samples).all():
        raise AudioError("The sound is damaged, some of its samples are not numbers; use another recording.")
    if len(samples) < WINDOW:
        raise AudioError(
            "{count} samples of sound are too short; give at least {least} (25 ms).", count=len(samples), least=WINDOW
        )
    return samples.astype(np.float64)
