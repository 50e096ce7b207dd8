"""Sounds that nobody speaks, made for these tests: noises, music, hums; and a vowel of known pitch and tract."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.signal import lfilter

from audio.source import RATE

Sound = Callable[[float], np.ndarray]
"""So many seconds, float32 (n,) at 16 kHz."""


def _loud(sound: np.ndarray, peak: float = 0.3) -> np.ndarray:
    return np.asarray(peak * sound / np.abs(sound).max(), np.float32)


def _time(seconds: float) -> np.ndarray:
    return np.arange(int(seconds * RATE)) / RATE


def white(seconds: float) -> np.ndarray:
    return _loud(np.random.default_rng(1).standard_normal(int(seconds * RATE)))


def pink(seconds: float) -> np.ndarray:
    spectrum = np.fft.rfft(white(seconds))
    return _loud(np.fft.irfft(spectrum / np.sqrt(np.arange(len(spectrum)) + 1)))


def hum(seconds: float) -> np.ndarray:
    """Of the mains, with its harmonics, and hiss."""
    t = _time(seconds)
    return _loud(sum(np.sin(2 * np.pi * 50 * k * t) / k for k in (1, 2, 3, 5, 7)) + 0.05 * white(seconds))


def clatter(seconds: float) -> np.ndarray:
    """Keys and cups: short decaying bursts."""
    rng, t = np.random.default_rng(3), _time(0.08)
    sound = 0.002 * rng.standard_normal(int(seconds * RATE))
    for at in rng.integers(0, len(sound) - len(t), int(6 * seconds)):
        sound[at : at + len(t)] += rng.uniform(0.2, 1) * np.exp(-t / 0.01) * rng.standard_normal(len(t))
    return _loud(sound)


def _notes(seconds: float, hz: list[list[float]], length: float, timbre: Callable[[int], float]) -> np.ndarray:
    """Chords one after another, each struck and let ring."""
    t, out = _time(length), []
    for beat in range(int(np.ceil(seconds / length))):
        chord = hz[beat % len(hz)]
        envelope = np.minimum(t / 0.01, 1) * np.exp(-t / (0.6 * length))
        out.append(envelope * sum(timbre(k) * np.sin(2 * np.pi * f * k * t) for f in chord for k in range(1, 9)))
    return _loud(np.concatenate(out)[: int(seconds * RATE)])


def melody(seconds: float) -> np.ndarray:
    """One instrument, three notes a second, in the range of voices."""
    return _notes(
        seconds, [[f] for f in (220.0, 247.0, 262.0, 330.0, 294.0, 262.0, 196.0, 247.0)], 0.33, lambda k: 1 / k
    )


def flute(seconds: float) -> np.ndarray:
    """Long notes with vibrato of 15 cents."""
    t = _time(seconds)
    steps = np.array([294.0, 330.0, 349.0, 262.0])[(t / 0.8).astype(int) % 4]
    phase = 2 * np.pi * np.cumsum(steps * 2 ** (15 / 1200 * np.sin(2 * np.pi * 5 * t))) / RATE
    return _loud(
        (np.sin(phase) + 0.3 * np.sin(2 * phase) + 0.1 * np.sin(3 * phase)) * np.abs(np.sin(np.pi * t / 0.8)) ** 0.3
    )


def chords(seconds: float) -> np.ndarray:
    """Four chords of a song on an organ-like sound."""
    song = [[131.0, 165.0, 196.0], [98.0, 123.0, 147.0], [110.0, 131.0, 165.0], [87.0, 110.0, 131.0]]
    return _notes(seconds, song, 1.0, lambda k: 0.7**k)


def band(seconds: float) -> np.ndarray:
    """Chords, a melody and a drum together."""
    return _loud(chords(seconds) + melody(seconds) + 0.7 * clatter(seconds))


NOISES: tuple[Sound, ...] = (white, pink, hum, clatter)
MUSIC: tuple[Sound, ...] = (melody, flute, chords, band)


def vowel(hz: np.ndarray, tract_cm: float) -> np.ndarray:
    """A buzz of pitch `hz` (n,) through a uniform tube of `tract_cm`, closed at one end: float32 (n,)."""
    phase = np.cumsum(hz) / RATE
    sound = np.diff(np.floor(phase), prepend=0.0) + 1e-3 * np.random.default_rng(5).standard_normal(len(hz))
    spacing = 35_000 / (2 * tract_cm)
    for formant in np.arange(spacing / 2, 6500, spacing):
        pole = np.exp(-np.pi * 90 / RATE + 2j * np.pi * formant / RATE)
        sound = lfilter([1.0], [1.0, -2 * pole.real, abs(pole) ** 2], sound)
    return _loud(np.asarray(sound))
