"""The front end of Wen, Singh and Raj, "Face reconstruction from voice using GANs" (NeurIPS 2019).

Voiced sound, 64 log-mel energies every 10 ms, each band brought to mean 0 and variance 1, at least 10 s of it. The lab
thesis and the Ain Shams report use the same (the thesis calls it MFCC; there is no cosine transform in it). The numbers
are those of the published code, for its weights know no others: samples at the scale of 16-bit files, a window whose
pre-emphasis looks back to the end of the window before, not to the sample before its first.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.fft import rfft

from audio.errors import AudioError
from audio.source import RATE
from audio.vad import FRAME, voiced_frames
from generator.frontends.sound import HOP, WINDOW, checked

BANDS = 64
FRAMES = 1000
"""The least a network is given: 10 s."""

FULL_SCALE = 32_768
POINTS = 1024
LOWEST_HZ, HIGHEST_HZ = 20.0, 7200.0
PRE_EMPHASIS = 0.97
FLOOR = 1e-5
EPS = float(np.finfo(np.float32).eps)

RING = 2
"""Frames of 20 ms that open and close a stretch of speech: 50 ms of padding, taken down to whole frames."""


class NoSpeechError(AudioError):
    """Nothing in the sound is speech."""


def network_input(samples: np.ndarray, rate: int = RATE) -> np.ndarray:
    """All of it: samples float (n,) in [-1, 1] at 16 kHz to float32 (64, at least 1000).

    Raises `NoSpeechError`, and `AudioError` for what is no such sound.
    """
    return repeated(normalised(log_mel(only_speech(samples, rate))))


def only_speech(samples: np.ndarray, rate: int = RATE) -> np.ndarray:
    """The stretches of speech, joined: float (n,) in [-1, 1] to float64 (m,), m a multiple of 320.

    A stretch begins with two voiced frames and ends with two unvoiced ones, all four included. A frame that ends with
    the last sample is left out, as the published loop does. Raises as `network_input`.
    """
    sound = checked(samples, rate)
    usable = (len(sound) - 1) // FRAME * FRAME
    pcm = np.clip(np.rint(sound[:usable] * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
    kept = _stretches(voiced_frames(pcm))
    if not kept.any():
        raise NoSpeechError("There is no speech in this sound; speak closer to the microphone or use another file.")
    return sound[:usable].reshape(-1, FRAME)[kept].ravel()


def _stretches(voiced: np.ndarray) -> np.ndarray:
    """Which frames lie in a stretch of speech, bool (frames,), from which are `voiced`."""
    kept = np.zeros_like(voiced)
    inside, since = False, 0  # `since` the last change, when the ring was emptied
    for i in range(len(voiced)):
        kept[i] = inside
        ring = voiced[max(since, i - RING + 1) : i + 1]
        if len(ring) == RING and (not ring.any() if inside else ring.all()):
            kept[i - RING + 1 : i + 1] = True
            inside, since = not inside, i + 1
    return kept


def log_mel(samples: np.ndarray, rate: int = RATE) -> np.ndarray:
    """Natural log of the mel energies: samples float (n,) in [-1, 1] to float64 (64, n // 160 + 1).

    Raises `AudioError` for what is no sound of at least 25 ms at 16 kHz.
    """
    frames = _frames(checked(samples, rate) * FULL_SCALE)  # (frames, 400)
    before = np.concatenate([[0.0], frames[:-1, -1]])[:, None]  # (frames, 1): where the window before it ended
    frames = frames - PRE_EMPHASIS * np.hstack([before, frames[:, :-1]])
    spectrum = rfft(frames * np.hamming(WINDOW), POINTS)  # (frames, 513)
    power = spectrum.real**2 + spectrum.imag**2
    return np.log(np.maximum(_filters() @ power.T, FLOOR))  # (64, frames)


def _frames(sound: np.ndarray) -> np.ndarray:
    """(n,) to windows (n // 160 + 1, 400). Those that reach past the end repeat what they have."""
    count = len(sound) // HOP + 1
    whole = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[::HOP]
    tail = [np.resize(sound[start * HOP :], WINDOW) for start in range(len(whole), count)]  # nothing left: zeros
    return np.vstack([whole, *tail])


@cache
def _filters() -> np.ndarray:
    """Triangles float64 (64, 513): edges equally far apart in mel, moved to whole bins, all of one area."""
    lowest, highest = (2595 * np.log10(1 + hz / 700) for hz in (LOWEST_HZ, HIGHEST_HZ))
    edges_hz = 700 * (10 ** (np.linspace(lowest, highest, BANDS + 2) / 2595) - 1)
    bin_hz = RATE / POINTS
    edges = np.rint(edges_hz / bin_hz)[:, None]  # (66, 1), in bins, each at least one above the one before
    left, centre, right = edges[:-2], edges[1:-1], edges[2:]  # (64, 1)
    bins = np.arange(POINTS // 2 + 1)  # (513,)
    rise, fall = (bins - left) / (centre - left), (right - bins) / (right - centre)  # (64, 513)
    return np.maximum(np.minimum(rise, fall), 0.0) * 2 / ((right - left) * bin_hz)


def normalised(energies: np.ndarray) -> np.ndarray:
    """Every band at mean 0 and variance 1 over the utterance: (64, frames) to float32 (64, frames)."""
    energies = energies.astype(np.float64)
    deviations = energies - energies.mean(1, keepdims=True)
    return (deviations / (energies.std(1, keepdims=True) + EPS)).astype(np.float32)


def repeated(features: np.ndarray) -> np.ndarray:
    """At least 1000 frames: (64, frames) shorter than that from the start again and again, cut at exactly 1000."""
    frames = features.shape[1]
    return features if frames >= FRAMES else np.tile(features, -(-FRAMES // frames))[:, :FRAMES]
