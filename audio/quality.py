"""Is this speech good enough to know a voice by? How loud, noisy and overloaded it is, in numbers and faults."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

import numpy as np

from audio.level import FULL_SCALE, SILENCE_DBFS, Level
from audio.vad import FRAME, FRAME_MS

Fault = Literal["quiet", "loud", "noisy"]

QUIET_DBFS = -48.0
"""Vowels below this are mostly the noise of the device."""

NOISY_DB = 12.0
"""Speech that stands out from its background by less is recognised noticeably worse."""

CLIPPED_SHARE = 0.04
"""A plosive that touches full scale does no harm; a microphone that is turned up too far clips every vowel."""

LOUD_PERCENTILE, QUIET_PERCENTILE = 80, 5
SPEECH_DB = 30.0
"""A frame this far below the vowels is a pause."""

GAP_FRAMES = 15
"""Shorter pauses are part of a sentence: the closure of a plosive, a breath."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Of one stretch of speech: `speech_dbfs` the level of its vowels, `snr_db` how far they stand above the
    background, `clipped` the share of its 20 ms frames that touch full scale, `speech_s` its seconds without the
    pauses."""

    speech_dbfs: float
    snr_db: float
    clipped: float
    speech_s: float

    @property
    def fault(self) -> Fault | None:
        """What is worst about it, or None."""
        if self.clipped > CLIPPED_SHARE:
            return "loud"
        if self.speech_dbfs < QUIET_DBFS:
            return "quiet"
        return "noisy" if self.snr_db < NOISY_DB else None


def quality(samples: np.ndarray, floor_dbfs: float) -> Quality:
    """The quality of speech, float32 (n,) at 16 kHz, over a background of `floor_dbfs`."""
    levels = _levels_dbfs(samples)
    if not len(levels):
        return Quality(SILENCE_DBFS, 0.0, 0.0, 0.0)
    vowels = float(np.percentile(levels, LOUD_PERCENTILE))
    frames = np.abs(samples[: len(levels) * FRAME]).reshape(-1, FRAME).max(axis=1)
    clipped = float((frames >= FULL_SCALE).mean())
    return Quality(vowels, vowels - floor_dbfs, clipped, _speech_frames(levels, vowels) * FRAME_MS / 1000)


def background_dbfs(recording: np.ndarray) -> float:
    """The level between the words of a recording, float32 (n,) at 16 kHz."""
    levels = _levels_dbfs(recording)
    return float(np.percentile(levels, QUIET_PERCENTILE)) if len(levels) else SILENCE_DBFS


def _speech_frames(levels: np.ndarray, vowels: float) -> int:
    spoken = np.flatnonzero(levels >= vowels - SPEECH_DB)
    gaps = np.diff(spoken) - 1
    return len(spoken) + int(gaps[gaps < GAP_FRAMES].sum())


def _levels_dbfs(samples: np.ndarray) -> np.ndarray:
    """Of every whole 20 ms frame."""
    count = len(samples) // FRAME
    power = np.square(samples[: count * FRAME].reshape(count, FRAME), dtype=np.float64).mean(axis=1)
    return np.maximum(SILENCE_DBFS, 10 * np.log10(np.maximum(power, 1e-12)))


class Background:
    """What is heard while nobody speaks. The gate's own floor climbs during long sentences, which have few pauses: so
    this is the lowest that it was of late."""

    MEMORY_S = 15.0
    STEP_S = 0.5

    def __init__(self) -> None:
        self._lowest: deque[float] = deque(maxlen=round(self.MEMORY_S / self.STEP_S))
        self._step_s = self.STEP_S

    def push(self, level: Level, duration_s: float) -> None:
        """Take the level after the next block, which was `duration_s` long."""
        if level.activity == "calibrating":  # a device may begin with digital silence
            return
        self._step_s += duration_s
        if self._step_s >= self.STEP_S:
            self._step_s = 0.0
            self._lowest.append(level.floor_dbfs)
        self._lowest[-1] = min(self._lowest[-1], level.floor_dbfs)

    @property
    def dbfs(self) -> float:
        return min(self._lowest, default=SILENCE_DBFS)


Reason = Literal["adjusting", "quiet", "loud", "noisy"]


class Ear:
    """Says why nothing comes of what is heard, from the level of one block after another; None while speech comes in.

    A reason stays for a moment, so that it can be read.
    """

    CLIPPING_S = 1.5
    SPEECH_S = 1.2
    PATIENCE_S = 4.0
    """So long somebody may think before they are told that nothing is heard."""

    NOISE_S = 2.0
    LOUD_ROOM_DBFS = -36.0

    def __init__(self) -> None:
        self._since_clipping_s = float("inf")
        self._since_speech_s = 0.0
        self._noise_s = 0.0
        self._spoken = False
        self._level: Level | None = None

    def push(self, level: Level, duration_s: float) -> None:
        """Take the level after the next block, which was `duration_s` long."""
        self._level = level
        self._since_clipping_s = 0.0 if level.clipped else self._since_clipping_s + duration_s
        self._since_speech_s = 0.0 if level.activity == "speech" else self._since_speech_s + duration_s
        self._spoken = self._spoken or level.activity == "speech"
        step = duration_s if level.activity == "noise" else -duration_s
        self._noise_s = 0.0 if level.activity == "speech" else min(self.NOISE_S, max(0.0, self._noise_s + step))

    @property
    def hears(self) -> bool:
        """Whether somebody speaks, or did a moment ago."""
        return self._spoken and self._since_speech_s < self.SPEECH_S

    @property
    def reason(self) -> Reason | None:
        if self._level is None:
            return None
        if self._level.activity == "calibrating":
            return "adjusting"
        if self._since_clipping_s < self.CLIPPING_S:
            return "loud"
        if self._since_speech_s < self.SPEECH_S:
            return None
        if self._noise_s >= self.NOISE_S / 2 or self._level.floor_dbfs > self.LOUD_ROOM_DBFS:
            return "noisy"
        return "quiet" if self._since_speech_s >= self.PATIENCE_S else None
