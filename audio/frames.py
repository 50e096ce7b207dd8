"""The 20 ms frames that the segmenter judges, and all that can be said of one before the background is known."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from audio.level import dbfs
from audio.vad import FRAME, Vad
from audio.voicing import WINDOW, voicing, voicings

VOICED = 0.7
"""The `voicing` of a frame that has pitch: noise that is coloured like a voice reaches it in 1 frame of 100."""

SMOOTH_FRAMES = 5
"""Frames whose levels are taken together, so that the level of noise stands nearly still and that of speech moves."""

STEADY_FRAMES = 40
"""Frames over which the level of speech is sure to move: a few syllables."""

AT_ONCE = 500
"""Frames whose spectra are held in memory together, where all of a recording is there."""


@dataclass(slots=True, eq=False)
class Frame:
    """20 ms of sound: `samples` float32 (320,), `start` in samples since the stream began.

    `level_dbfs` is its own level and `smooth_dbfs` that of the last `SMOOTH_FRAMES` together; `voice` if it is shaped
    like speech, `voiced` if it has pitch as well; `talk` is the segmenter's verdict.
    """

    samples: np.ndarray
    start: int
    level_dbfs: float
    smooth_dbfs: float
    voice: bool
    voiced: bool
    talk: bool = False


class FrameGauge:
    """Measures the frames of one stream, in order.

    A level that moves less than `steady_db` (standard deviation) is no voice's, whatever the detector of mode
    `vad_mode` says.
    """

    def __init__(self, *, vad_mode: int, steady_db: float) -> None:
        self._vad = Vad(vad_mode)
        self._steady_db = steady_db
        self._powers: deque[float] = deque(maxlen=SMOOTH_FRAMES)
        self._smooth: deque[float] = deque(maxlen=STEADY_FRAMES)
        self._window = np.zeros(WINDOW, np.float32)  # the newest samples

    def measure(self, samples: np.ndarray, start: int) -> Frame:
        """Measure the next frame, float32 (320,)."""
        level_dbfs = dbfs(samples)
        self._powers.append(10.0 ** (level_dbfs / 10.0))
        self._smooth.append(10.0 * math.log10(sum(self._powers) / len(self._powers)))
        voice = self._vad.is_speech(samples) and not self._steady()
        self._window = np.concatenate([self._window[FRAME:], samples])
        voiced = voice and voicing(self._window) >= VOICED
        return Frame(samples, start, level_dbfs, self._smooth[-1], voice, voiced)

    def _steady(self) -> bool:
        return len(self._smooth) == STEADY_FRAMES and float(np.std(self._smooth)) < self._steady_db


def levels_and_voiced(samples: np.ndarray, *, vad_mode: int, steady_db: float) -> tuple[np.ndarray, np.ndarray]:
    """The whole frames of a recording, float32 (n,), as a `FrameGauge` measures them, but all at once: `level_dbfs`
    float64 (n // 320,) and `voiced` bool (n // 320,)."""
    count = len(samples) // FRAME
    sound = samples[: count * FRAME]
    if not count:
        return np.zeros(0), np.zeros(0, bool)
    vad = Vad(vad_mode)
    frames = sound.reshape(-1, FRAME)
    voice = np.array([vad.is_speech(frame) for frame in frames])
    levels_dbfs = np.array([dbfs(frame) for frame in frames])
    powers = np.concatenate([np.zeros(SMOOTH_FRAMES - 1), 10.0 ** (levels_dbfs / 10.0)])
    sums = sliding_window_view(powers, SMOOTH_FRAMES).sum(axis=1)
    smooth_dbfs = 10.0 * np.log10(sums / np.minimum(np.arange(count) + 1, SMOOTH_FRAMES))
    if count >= STEADY_FRAMES:
        voice[STEADY_FRAMES - 1 :] &= sliding_window_view(smooth_dbfs, STEADY_FRAMES).std(axis=1) >= steady_db
    padded = np.concatenate([np.zeros(WINDOW - FRAME, np.float32), sound])
    windows = sliding_window_view(padded, WINDOW)[::FRAME]  # each ends where its frame does
    voiced = voice.copy()
    for places in np.array_split(np.flatnonzero(voice), -(-count // AT_ONCE)):
        voiced[places] = voicings(windows[places]) >= VOICED
    return levels_dbfs, voiced
