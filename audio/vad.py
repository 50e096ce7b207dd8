"""WebRTC's voice activity detector: is this frame shaped like speech?"""

from __future__ import annotations

import numpy as np
import webrtcvad

from audio.level import dbfs
from audio.source import RATE

FRAME_MS = 20
FRAME = RATE * FRAME_MS // 1000

USUAL_DBFS = -20.0
"""How loud the loud parts of speech are in the telephone sound that the detector was made for."""

MOST_GAIN_DB = 20.0
FALL_DB = 0.02
"""Per frame: with 1 dB a second a pause leaves the gain as it is."""


class Vad:
    """Judges frame after frame; it adapts to what it hears, so every stream needs a new one.

    `mode` is 0 (lets most through) to 3 (lets least through). The detector misses half of a quiet recording, so sound
    whose loudest frames of late lie below `USUAL_DBFS` is amplified for it.
    """

    def __init__(self, mode: int = 2) -> None:
        self._vad = webrtcvad.Vad(mode)
        self._loudest_dbfs = USUAL_DBFS - MOST_GAIN_DB

    def is_speech(self, frame: np.ndarray) -> bool:
        """Judge the next frame, float32 (320,) in [-1, 1]: 20 ms at 16 kHz."""
        self._loudest_dbfs = max(dbfs(frame), self._loudest_dbfs - FALL_DB, USUAL_DBFS - MOST_GAIN_DB)
        gain = 10.0 ** (max(0.0, USUAL_DBFS - self._loudest_dbfs) / 20.0)
        pcm = (np.clip(frame * gain, -1.0, 1.0) * 32_767.0).astype(np.int16)
        return bool(self._vad.is_speech(pcm.tobytes(), RATE))


def voiced_frames(pcm: np.ndarray, mode: int = 2) -> np.ndarray:
    """Which whole frames the detector by itself calls speech: int16 (n,) at 16 kHz to bool (n // 320,).

    Nothing is amplified for it, as published systems that were trained on what it let through give it their files.
    """
    vad = webrtcvad.Vad(mode)
    frames = pcm[: len(pcm) // FRAME * FRAME].reshape(-1, FRAME)
    return np.array([vad.is_speech(frame.tobytes(), RATE) for frame in frames], dtype=bool)
