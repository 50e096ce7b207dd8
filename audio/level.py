"""How loud it is: dBFS, peak hold, noise floor and clipping, for the meter, the gate and enrolment."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import Literal

import numpy as np

from audio.source import RATE

SILENCE_DBFS = -120.0
"""What digital silence reads, in place of minus infinity."""

FULL_SCALE = 32_767 / 32_768
"""The largest sample a 16-bit device can give: an input that touches it is overloaded."""

Activity = Literal["calibrating", "silence", "noise", "speech"]


@dataclass(frozen=True, slots=True)
class Level:
    """The state of the meter after a block; all levels in dB relative to a full-scale square wave (0 dBFS).

    `rms_dbfs` of the newest block, `peak_dbfs` held and slowly falling, `floor_dbfs` the tracked background,
    `threshold_dbfs` what the amplitude gate asks for right now, `clipped` if a sample of the block touched full scale.
    """

    rms_dbfs: float
    peak_dbfs: float
    floor_dbfs: float
    threshold_dbfs: float
    clipped: bool
    activity: Activity


def dbfs(samples: np.ndarray) -> float:
    """The RMS of `samples`, float32 (n,), in dBFS; not below `SILENCE_DBFS`."""
    power = float(np.dot(samples, samples)) / max(1, len(samples))
    return max(SILENCE_DBFS, 10.0 * math.log10(power)) if power > 0.0 else SILENCE_DBFS


class Meter:
    """What a level meter shows of a stream: loudness now, the peak that lingers, whether the input overloads."""

    def __init__(self, *, hold_ms: int = 1000, fall_db_per_s: float = 12.0) -> None:
        self._hold = RATE * hold_ms // 1000
        self._fall_db_per_sample = fall_db_per_s / RATE
        self.rms_dbfs = SILENCE_DBFS
        self.peak_dbfs = SILENCE_DBFS
        self.clipped = False
        self._held = 0  # samples since the peak was set

    def push(self, samples: np.ndarray) -> None:
        """Take the newest samples, float32 (n,) at `RATE`, n at least 1."""
        loudest = float(np.abs(samples).max())
        peak_dbfs = max(SILENCE_DBFS, 20.0 * math.log10(loudest)) if loudest > 0.0 else SILENCE_DBFS
        self.rms_dbfs = dbfs(samples)
        self.clipped = loudest >= FULL_SCALE
        falling = min(len(samples), max(0, self._held + len(samples) - self._hold))
        self._held += len(samples)
        fallen_dbfs = self.peak_dbfs - falling * self._fall_db_per_sample
        if peak_dbfs >= fallen_dbfs:
            self._held = 0
        self.peak_dbfs = max(peak_dbfs, fallen_dbfs)


class NoiseFloor:
    """Tracks the background as a low percentile of the last seconds' levels (after minimum statistics, Martin 2001).

    Pauses between words keep it down while someone talks; when the background itself grows louder, it follows once the
    quiet has left the window; when it grows quieter, a tenth of the window is enough.
    """

    WINDOW_FRAMES = 250
    UPDATE_FRAMES = 5
    PERCENTILE = 10
    LOWEST_DBFS = -75.0
    """Below this nothing is heard anyway, and a floor of digital silence would take any rustle for loud."""

    def __init__(self) -> None:
        self._levels: deque[float] = deque(maxlen=self.WINDOW_FRAMES)
        self.frames = 0
        self.dbfs = self.LOWEST_DBFS

    def push(self, frame_dbfs: float) -> None:
        """Take the level of the next 20 ms frame."""
        self._levels.append(frame_dbfs)
        if self.frames % self.UPDATE_FRAMES == 0:
            quiet = np.partition(np.fromiter(self._levels, float), rank := len(self._levels) * self.PERCENTILE // 100)
            self.dbfs = max(self.LOWEST_DBFS, float(quiet[rank]))
        self.frames += 1
