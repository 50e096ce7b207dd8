"""What of a voice can be told in words: how high it is, how much it moves, how long the vocal tract seems.

Of 60 ms windows every 20 ms, all at once, for a face has to be there 0.3 s after the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audio.source import RATE
from audio.vad import FRAME

PITCH_HZ = (65.0, 520.0)
"""From deep men to small children."""

VOICED = 0.6
"""The height of the autocorrelation's peak from which a frame counts as having pitch."""

OCTAVE_COST = 0.03
"""Per octave of a longer lag: a period repeats after two periods too (Boersma 1993, eq. 26, with three times his)."""

MOST_FRAMES = 400
"""So many frames, spread evenly, are measured of a long recording."""

CLEAR_FRAMES = 100
"""Of the half with the clearest pitch, so many frames at most tell of the vocal tract: each is 18 roots to find."""

HELD_FRAMES = 8
"""A pitch that stands for so many frames, 160 ms, is a note; in speech it glides."""

HELD_CENTS = 25.0
"""Standing still: all of it within so much of its median. A quarter of a semitone is a good singer's precision."""

_WINDOW = RATE * 60 // 1000
_SIZE = 2048
_HANN = np.hanning(_WINDOW).astype(np.float32)
_LAGS = np.arange(int(RATE / PITCH_HZ[1]), int(RATE / PITCH_HZ[0]))
_TAPER = (np.fft.irfft(np.abs(np.fft.rfft(_HANN, _SIZE)) ** 2) / np.dot(_HANN, _HANN))[: _LAGS[-1] + 2]
_BAND = slice(round(60.0 * _SIZE / RATE), round(1500.0 * _SIZE / RATE))

LPC_ORDER = 18
_EMPHASIS = 0.97
_SPEED_OF_SOUND = 35_000.0
"""In warm, moist air, cm/s."""

_SPACINGS = np.arange(800.0, 1700.0, 5.0)
"""Hz between formants: a tract of 22 cm has 800, one of 10 cm 1700."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Of the speech in a recording; all 0 where there was too little to measure.

    `pitch_hz` is the median fundamental frequency, `pitch_range` the semitones between its 10th and 90th percentile,
    `tract_cm` the vocal tract's apparent length, `voiced` the share of the speech that has pitch, `held` the share of
    that in which the pitch stands still, `moving` how much the spectrum's balance moves, in dB.
    """

    pitch_hz: float
    pitch_range: float
    tract_cm: float
    voiced: float
    held: float
    moving: float

    @staticmethod
    def together(measures: Sequence[Measures], seconds: NDArray[np.float64]) -> Measures:
        """The mean of several, weighted by their `seconds` of speech (n,); pitch is averaged in semitones."""
        pitch_hz, *others = np.array([astuple(m) for m in measures]).T
        known = (pitch_hz > 0) & (seconds > 0)  # what was not measured says nothing
        if not known.any():
            return NOTHING_MEASURED
        means = [float(np.average(column[known], weights=seconds[known])) for column in others]
        return Measures(mean_pitch_hz(pitch_hz, seconds), *means)


NOTHING_MEASURED = Measures(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def measure(samples: np.ndarray, speech: NDArray[np.bool_]) -> Measures:
    """Measures float32 (n,) at 16 kHz where its 20 ms frames are `speech`, bool (n // 320,)."""
    places = np.flatnonzero(speech)
    if len(places) > MOST_FRAMES:  # runs of neighbours, so that notes can be told from glides
        first = np.linspace(0, len(places) - 20, MOST_FRAMES // 20).astype(int)
        places = np.unique(places[(first[:, None] + np.arange(20)).ravel()])
    frames = _frames(samples, places)
    spectra = np.fft.rfft(frames * _HANN, _SIZE)
    hz, strength = _pitches(spectra)
    voiced = strength >= VOICED
    if voiced.sum() < HELD_FRAMES:
        return NOTHING_MEASURED
    semitones = 12 * np.log2(hz)
    low, middle, high = np.percentile(semitones[voiced], [10, 50, 90])
    return Measures(
        pitch_hz=float(2 ** (middle / 12)),
        pitch_range=float(high - low),
        tract_cm=_tract_cm(frames[np.argsort(-strength, kind="stable")[: min(-(-len(frames) // 2), CLEAR_FRAMES)]]),
        voiced=float(voiced.mean()),
        held=_held(places, semitones, voiced),
        moving=_moving(spectra),
    )


def median_pitch_hz(samples: np.ndarray) -> float:
    """Of float32 (n,) that is speech throughout; 0 where too little of it has pitch."""
    hz, strength = _pitches(np.fft.rfft(_frames(samples, np.arange(len(samples) // FRAME)) * _HANN, _SIZE))
    voiced = strength >= VOICED
    return float(np.median(hz[voiced])) if voiced.sum() >= HELD_FRAMES else 0.0


def mean_pitch_hz(hz: NDArray[np.floating], weights: NDArray[np.floating]) -> float:
    """The weighted mean in semitones of the pitches (n,) that are known; 0 where none is."""
    known = (hz > 0) & (weights > 0)
    return float(np.exp(np.average(np.log(hz[known]), weights=weights[known]))) if known.any() else 0.0


def _frames(samples: np.ndarray, places: NDArray[np.int64]) -> NDArray[np.float32]:
    """60 ms round the middles of these 20 ms frames, float32 (places, 960)."""
    padded = np.pad(samples, (_WINDOW, _WINDOW))
    starts = places * FRAME + FRAME // 2 + _WINDOW - _WINDOW // 2
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[starts])


def _pitches(spectra: NDArray[np.complexfloating[Any, Any]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fundamental frequency in Hz and how periodic each frame is, (frames,) both, after Boersma (1993)."""
    power = np.zeros((len(spectra), _SIZE // 2 + 1))
    power[:, _BAND] = np.abs(spectra[:, _BAND]) ** 2
    correlation = np.fft.irfft(power)[:, : _LAGS[-1] + 2]
    correlation = correlation / np.maximum(correlation[:, :1], 1e-12) / _TAPER
    heights = correlation[:, _LAGS]
    peak = (heights >= correlation[:, _LAGS - 1]) & (heights >= correlation[:, _LAGS + 1])
    cost = OCTAVE_COST * np.log2(_LAGS / _LAGS[0])
    best = np.where(peak, heights - cost, -1.0).argmax(axis=1)
    rows = np.arange(len(spectra))
    lag = _LAGS[best]
    before, at, after = (correlation[rows, lag + step] for step in (-1, 0, 1))
    curve = np.minimum(before - 2 * at + after, -1e-9)
    return RATE / (lag + np.clip(0.5 * (before - after) / curve, -0.5, 0.5)), np.where(peak[rows, best], at, 0.0)


def _held(places: NDArray[np.int64], semitones: NDArray[np.float64], voiced: NDArray[np.bool_]) -> float:
    """The share of the frames with pitch that lie in stretches where it stands still."""
    held = np.zeros(len(places), bool)
    if len(places) >= HELD_FRAMES:
        runs = np.lib.stride_tricks.sliding_window_view(np.arange(len(places)), HELD_FRAMES)
        whole = (places[runs[:, -1]] - places[runs[:, 0]] == HELD_FRAMES - 1) & voiced[runs].all(axis=1)
        away = np.abs(semitones[runs] - np.median(semitones[runs], axis=1, keepdims=True)).max(axis=1)
        held[runs[whole & (100 * away <= HELD_CENTS)].ravel()] = True
    return float(held[voiced].mean())


def _moving(spectra: NDArray[np.complexfloating[Any, Any]]) -> float:
    """Standard deviation, in dB, of how much lies above 2.5 kHz to how much lies below: vowels and fricatives take
    turns in speech (E. Scheirer and M. Slaney, ICASSP 1997), a chord keeps its colour."""
    edge = round(2500.0 * _SIZE / RATE)
    power = np.abs(spectra) ** 2
    balance = 10 * np.log10((power[:, edge:].sum(axis=1) + 1e-9) / (power[:, 4:edge].sum(axis=1) + 1e-9))
    return float(balance.std())


def _tract_cm(frames: NDArray[np.float32]) -> float:
    """Apparent vocal tract length in cm from voiced frames, float32 (n, 960).

    A uniform tube closed at one end resonates at odd multiples of c / 4L. So this is the spacing D at which the
    formants of all frames, from linear prediction, together lie nearest to (k - 1/2) D, and c / 2D. After A. Lammert
    and S. Narayanan (PLOS ONE 2015), who fit numbered formants of one frame; here none has to be numbered.
    """
    emphasised = frames[:, 1:] - _EMPHASIS * frames[:, :-1]
    power = np.abs(np.fft.rfft(emphasised * _HANN[1:], _SIZE)) ** 2
    correlation = np.fft.irfft(power)[:, : LPC_ORDER + 1]
    usable = correlation[:, 0] > 1e-9
    if not usable.any():
        return 0.0
    roots = _roots(_predictor(correlation[usable]))
    hz = np.angle(roots) * RATE / (2 * np.pi)
    width = -np.log(np.maximum(np.abs(roots), 1e-9)) * RATE / np.pi
    formant = (hz > 1200.0) & (hz < 6500.0) & (width < 600.0)  # the first one depends on the vowel alone
    if not formant.any():
        return 0.0
    agreement = np.array([np.cos(2 * np.pi * (hz[formant] / spacing - 0.5)).mean() for spacing in _SPACINGS])
    return float(_SPEED_OF_SOUND / 2 / _SPACINGS[agreement.argmax()])


def _predictor(correlation: NDArray[np.float64]) -> NDArray[np.float64]:
    """Linear prediction by Levinson and Durbin: (n, order + 1) to the predictor's polynomials, (n, order + 1)."""
    count, size = correlation.shape
    found = np.zeros((count, size))
    found[:, 0] = 1.0
    # Hiss at -50 dB, as a pure tone would be predicted without error.
    correlation = correlation + 1e-5 * correlation[:, :1] * (np.arange(size) == 0)
    error = correlation[:, 0].copy()
    for order in range(1, size):
        reflection = -(found[:, :order] * correlation[:, order:0:-1]).sum(axis=1) / error
        found[:, 1 : order + 1] += reflection[:, None] * found[:, order - 1 :: -1][:, :order]
        error *= 1 - reflection**2
    return found


def _roots(polynomials: NDArray[np.float64]) -> NDArray[np.complex128]:
    """The roots of monic polynomials (n, order + 1), as eigenvalues of their companion matrices: (n, order)."""
    order = polynomials.shape[1] - 1
    companion = np.zeros((len(polynomials), order, order))
    companion[:, 1:, :-1] = np.eye(order - 1)
    companion[:, 0] = -polynomials[:, 1:]
    return np.asarray(np.linalg.eigvals(companion))
