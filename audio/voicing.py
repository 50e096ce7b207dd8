"""Is there a voice's pitch in it? What tells a vowel from a fan, a key or a door, which have none.

The height of the autocorrelation's peak at the lags of a speaking voice, relative to that of the window (Boersma 1993,
"Accurate short-term analysis of the fundamental frequency"), after a band-pass that leaves out rumble and hiss.
"""

from __future__ import annotations

import numpy as np

from audio.source import RATE

WINDOW = RATE * 60 // 1000
"""Four periods of a deep voice and more."""

_SIZE = 2048
_BAND_HZ = (100.0, 1500.0)
_PITCH_HZ = (70.0, 400.0)

_HANN = np.hanning(WINDOW).astype(np.float32)
_PASSED = slice(*(round(hz * _SIZE / RATE) for hz in _BAND_HZ))
_LAGS = slice(int(RATE / _PITCH_HZ[1]), int(RATE / _PITCH_HZ[0]))
_TAPER = (np.fft.irfft(np.abs(np.fft.rfft(_HANN, _SIZE)) ** 2) / np.dot(_HANN, _HANN))[_LAGS]


def voicing(samples: np.ndarray) -> float:
    """Return how periodic `samples`, float32 (960,) at 16 kHz, are: near 0 for noise, above 0.7 in vowels."""
    spectrum = np.fft.rfft(samples * _HANN, _SIZE)  # (1025,)
    power = np.zeros(len(spectrum))
    power[_PASSED] = np.abs(spectrum[_PASSED]) ** 2
    correlation = np.fft.irfft(power)  # (2048,) circular, but no lag below 1088 wraps round
    return float((correlation[_LAGS] / _TAPER).max() / correlation[0]) if correlation[0] > 0.0 else 0.0
