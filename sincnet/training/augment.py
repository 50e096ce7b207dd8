"""What a lab's room and microphone do to a voice, done to training crops: reverberation, colour, noise, babble, codecs.

Two corpora mean two kinds of microphone; without this a network learns the microphone instead of the voice. Everything
is synthetic: there are no recordings of rooms or noises behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy import fft

from audio.source import RATE

Others = Callable[[int], Sequence[np.ndarray]]
"""So many crops of random voices, each float32 (n,)."""


def room_response(rng: np.random.Generator, seconds: float = 0.5) -> np.ndarray:
    """A synthetic room impulse response, float32 (n,), unit energy: direct sound, early echoes, decaying noise.

    Reverberation time 0.1 to 0.8 s, shorter at high frequencies; direct-to-reverberant ratio -3 to 15 dB.
    """
    n = int(seconds * RATE)
    t = np.arange(n) / RATE
    rt60 = rng.uniform(0.1, 0.8)
    tail = rng.standard_normal(n) * np.exp(-6.9 * t / rt60)
    # High frequencies die sooner: cross-fade to a smoothed copy of the tail.
    dull = np.convolve(tail, np.full(4, 0.25), "same")
    fade = np.exp(-t / (0.3 * rt60))
    tail = fade * tail + (1 - fade) * dull
    tail[: int(rng.uniform(0.001, 0.008) * RATE)] = 0
    for delay in rng.uniform(0.002, 0.03, size=rng.integers(2, 7)):
        tail[int(delay * RATE)] += rng.choice([-1, 1]) * rng.uniform(0.5, 3) * np.exp(-6.9 * delay / rt60)
    tail *= 10 ** (-rng.uniform(-3, 15) / 20) / max(np.sqrt(np.square(tail).sum()), 1e-9)
    tail[0] += 1.0
    return (tail / np.sqrt(np.square(tail).sum())).astype(np.float32)


def colour(rng: np.random.Generator, frequencies: np.ndarray) -> np.ndarray:
    """The gain of a random microphone at `frequencies` in Hz: a tilt, a few wide bumps, sometimes a narrow band."""
    octaves = np.log2(np.maximum(frequencies, 20) / 1000)
    gain_db = rng.uniform(-4, 4) * octaves
    for _ in range(rng.integers(1, 5)):
        gain_db += rng.uniform(-10, 10) * np.exp(-0.5 * ((octaves - rng.uniform(-4, 3)) / rng.uniform(0.2, 1.2)) ** 2)
    if rng.random() < 0.5:
        gain_db -= 12 * np.maximum(0, np.log2(rng.uniform(60, 350)) - np.log2(np.maximum(frequencies, 20)))
    if rng.random() < 0.35:
        gain_db -= 40 * np.maximum(0, np.log2(np.maximum(frequencies, 20)) - np.log2(rng.uniform(3000, 7500)))
    return 10 ** (np.clip(gain_db, -60, 30) / 20)


def noise(rng: np.random.Generator, n: int) -> np.ndarray:
    """Background that is not speech, float64 (n,): a fan or hiss, a hum, and in some the clatter of a kitchen."""
    size = fft.next_fast_len(n, real=True)
    frequencies = fft.rfftfreq(size, 1 / RATE)
    spectrum = (rng.standard_normal(len(frequencies)) + 1j * rng.standard_normal(len(frequencies))) * colour(
        rng, frequencies
    )
    spectrum *= np.maximum(frequencies, 50) ** -rng.uniform(0, 1.2)
    sound = fft.irfft(spectrum, size)[:n]
    sound /= np.sqrt(np.square(sound).mean()) + 1e-12
    t = np.arange(n) / RATE
    if rng.random() < 0.5:  # slow swell: traffic, a fridge, people moving
        sound *= 1 + 0.8 * np.sin(2 * np.pi * rng.uniform(0.2, 4) * t + rng.uniform(0, 6.3))
    if rng.random() < 0.2:
        mains = rng.choice([50.0, 60.0, rng.uniform(80, 400)])
        sound += rng.uniform(0.3, 2) * sum(
            np.sin(2 * np.pi * mains * k * t + rng.uniform(0, 6.3)) / k for k in range(1, rng.integers(2, 9))
        )
    if rng.random() < 0.45:
        for _ in range(rng.poisson(4 * n / RATE)):
            at, ring = int(rng.integers(n)), rng.uniform(0.003, 0.15)
            length = min(n - at, int(6 * ring * RATE))
            modes = rng.uniform(300, 7500, size=rng.integers(2, 7))
            decay = np.exp(-t[:length] / ring)
            hit = sum(np.sin(2 * np.pi * f * t[:length]) * rng.uniform(0.2, 1) for f in modes)
            hit = hit + rng.uniform(0, 2) * rng.standard_normal(length) * np.exp(-t[:length] / 0.004)
            sound[at : at + length] += rng.uniform(0.5, 6) * decay * hit
    return np.asarray(sound)


class Augmenter:
    """Makes crops sound as if they came through another room and microphone.

    `rooms` responses are drawn once; noises are a ring of one long stretch each, since drawing them anew for every crop
    would cost more than the network.
    """

    def __init__(self, seed: int, rooms: int = 400, noises: int = 120, clean: float = 0.12) -> None:
        self.clean = clean
        rng = np.random.default_rng(seed)
        self.rooms = [room_response(rng) for _ in range(rooms)]
        self.noises = [noise(rng, 10 * RATE).astype(np.float32) for _ in range(noises)]

    def __call__(self, crop: np.ndarray, others: Others, rng: np.random.Generator) -> np.ndarray:
        """float32 (n,) in, the same shape out; with the chance `clean` as it is. `others` gives voices for babble."""
        n = len(crop)
        if rng.random() < self.clean:
            return crop
        heard = self._through_room_and_microphone(crop, rng)
        if rng.random() < 0.75:
            heard += self._background(others, n, rng) * _rms(heard)
        if rng.random() < 0.1:  # driven too hard
            limit = np.abs(heard).max() * rng.uniform(0.2, 0.8)
            heard = np.clip(heard, -limit, limit)
        if rng.random() < 0.08:  # a telephone's mu-law
            heard = _mu_law(heard)
        return heard

    def _through_room_and_microphone(self, crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        size = fft.next_fast_len(len(crop) + RATE // 2, real=True)
        spectrum = fft.rfft(crop, size)
        if rng.random() < 0.55:
            spectrum *= fft.rfft(self.rooms[rng.integers(len(self.rooms))], size)
        if rng.random() < 0.75:
            spectrum *= colour(rng, fft.rfftfreq(size, 1 / RATE)).astype(np.float32)
        return np.asarray(fft.irfft(spectrum, size)[: len(crop)], np.float32)

    def background(self, clip: np.ndarray, snr_db: float, rng: np.random.Generator) -> np.ndarray:
        """A clip float32 (n,) of any length with one of the noises behind it, repeated where it is too short."""
        ring = np.roll(self.noises[rng.integers(len(self.noises))], int(rng.integers(RATE)))
        sound = np.resize(ring, len(clip))
        return np.asarray(clip + sound * np.float32(10 ** (-snr_db / 20) * _rms(clip) / _rms(sound)))

    def _background(self, others: Others, n: int, rng: np.random.Generator) -> np.ndarray:
        """Noise or the babble of others, scaled to a signal-to-noise ratio of 0 to 30 dB against a unit signal."""
        if rng.random() < 0.3:
            sound = np.sum(others(int(rng.integers(3, 8))), axis=0)
            snr_db = rng.uniform(6, 25)
        else:
            ring = self.noises[rng.integers(len(self.noises))]
            at = int(rng.integers(len(ring) - n))
            sound = ring[at : at + n]
            snr_db = rng.uniform(0, 30)
        return sound * np.float32(10 ** (-snr_db / 20) / _rms(sound))


def _rms(samples: np.ndarray) -> float:
    return float(np.sqrt(np.square(samples).mean()) + 1e-9)


def _mu_law(samples: np.ndarray, levels: int = 255) -> np.ndarray:
    peak = np.abs(samples).max() + 1e-9
    coded = np.sign(samples) * np.log1p(levels * np.abs(samples) / peak) / np.log1p(levels)
    coded = np.round(coded * 127) / 127
    return np.asarray(np.sign(coded) * np.expm1(np.abs(coded) * np.log1p(levels)) / levels * peak, np.float32)
