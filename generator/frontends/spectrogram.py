"""The front end of Speech2Face (Oh et al., CVPR 2019): the complex spectrogram of 6 s, its range compressed.

Real and imaginary part are both kept, each as sgn(S)|S|^0.3: a network can then use the phase, and loud harmonics do
not drown the rest. `notebook` is the same as the Ain Shams report's notebook has it, other way round and centred.
"""

from __future__ import annotations

import numpy as np
from scipy.fft import rfft
from scipy.signal.windows import hann

from audio.source import RATE
from generator.frontends.sound import HOP, WINDOW, checked

SECONDS = 6
POINTS = 512
POWER = 0.3

FRAMES, BINS = (SECONDS * RATE - WINDOW) // HOP + 1, POINTS // 2 + 1
"""598 and 257."""


def spectrogram(samples: np.ndarray, rate: int = RATE) -> np.ndarray:
    """Time by frequency by (real, imaginary): samples float (n,) in [-1, 1] at 16 kHz to float32 (598, 257, 2).

    The first 6 s; what is shorter is repeated. Windows begin at multiples of 10 ms, none reaches past the end (Oh et
    al., section 3). Raises `AudioError` for what is no sound of at least 25 ms at 16 kHz.
    """
    return _compressed(_six_seconds(checked(samples, rate)))


def notebook(samples: np.ndarray, rate: int = RATE) -> np.ndarray:
    """Frequency by time by (real, imaginary), float32 (257, 601, 2): windows are centred at multiples of 10 ms.

    As the Ain Shams report's encoder was run; beyond both ends there is silence. Raises as `spectrogram`.
    """
    sound = np.pad(_six_seconds(checked(samples, rate)), WINDOW // 2)
    # There the window lies in the middle of the 512 points, which turns every phase.
    return _compressed(sound, before=(POINTS - WINDOW) // 2).transpose(1, 0, 2)


def _six_seconds(sound: np.ndarray) -> np.ndarray:
    return np.resize(sound, SECONDS * RATE)


def _compressed(sound: np.ndarray, before: int = 0) -> np.ndarray:
    """(n,) to float32 (frames, 257, 2); of the zeros that fill a window up to 512 points, so many come `before` it."""
    windows = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[::HOP] * hann(WINDOW, sym=False)  # (frames, 400)
    spectrum = rfft(np.pad(windows, ((0, 0), (before, POINTS - WINDOW - before))))  # (frames, 257)
    parts = np.stack([spectrum.real, spectrum.imag], axis=-1)  # (frames, 257, 2)
    return (np.sign(parts) * np.abs(parts) ** POWER).astype(np.float32)
