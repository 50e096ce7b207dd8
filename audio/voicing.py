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
    return float(voicings(samples[None])[0])


def voicings(windows: np.ndarray) -> np.ndarray:
    """The `voicing` of each of float32 (windows, 960): float64 (windows,)."""
    spectra = np.fft.rfft(windows * _HANN, _SIZE)  # (windows, 1025)
    powers = np.zeros(spectra.shape)
    powers[:, _PASSED] = np.abs(spectra[:, _PASSED]) ** 2
    correlation = np.fft.irfft(powers)  # (windows, 2048) circular, but no lag below 1088 wraps round
    whole = correlation[:, 0]
    peaks = (correlation[:, _LAGS] / _TAPER).max(axis=1)
    return np.divide(peaks, whole, out=np.zeros(len(whole)), where=whole > 0.0)
