"""A kitchen and other microphones, for test clips only, made by other means than `sincnet/training/augment.py`.

There are no recordings of noises or rooms here, and the noises that a network was trained with flatter it. So the
kitchen is modelled from its physics, and the microphones are real codecs and a room computed from its walls.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from io import BytesIO
from typing import Any

import numpy as np
import soundfile as sf
import soxr
from scipy import signal

from audio.source import RATE
from benchmarks._common import demo_scene

SPEED_OF_SOUND = 343.0  # m/s


@cache
def shoebox(
    size: tuple[float, float, float],
    source: tuple[float, float, float],
    microphone: tuple[float, float, float],
    reflection: float,
    seconds: float = 0.4,
) -> np.ndarray:
    """The impulse response of a rectangular room, float64 (n,); metres, and the walls' reflection coefficient.

    By the image method (J. Allen and D. Berkley, JASA 65, 1979), delays rounded to samples, the direct path first.
    """
    reach = [int(np.ceil(seconds * SPEED_OF_SOUND / (2 * length))) for length in size]
    orders = np.meshgrid(*(np.arange(-r, r + 1) for r in reach), indexing="ij")
    distance, bounces = np.zeros(1), np.zeros(1)
    for axis, (length, at, ear) in enumerate(zip(size, source, microphone, strict=True)):
        order = orders[axis].ravel()
        offset = np.concatenate([2 * order * length + at - ear, 2 * order * length - at - ear])
        walls = np.concatenate([np.abs(2 * order), np.abs(2 * order - 1)])
        choice = np.arange(8)[:, None] >> axis & 1  # which of the two images along this axis
        index = choice * order.size + np.arange(order.size)
        distance = distance + np.square(offset[index])
        bounces = bounces + walls[index]
    distance = np.sqrt(distance).ravel()
    delay = np.round((distance - distance.min()) / SPEED_OF_SOUND * RATE).astype(int)
    heard = delay < int(seconds * RATE)
    gain = reflection ** bounces.ravel()[heard] / distance[heard]
    return np.bincount(delay[heard], gain)


def kitchen(seconds: float = 60.0, seed: int = 762) -> np.ndarray:
    """A kitchen, float64 (n,) of unit RMS: crockery, a running tap, a fridge, the demo's voices on a small radio."""
    rng = np.random.default_rng(seed)
    n = int(seconds * RATE)
    parts = [(1.0, _crockery(rng, n)), (0.7, _tap(rng, n)), (0.6, _fridge(rng, n)), (0.6, _radio(n))]
    dry = sum(level * part / _rms(part) for level, part in parts)
    room = shoebox((3.6, 2.9, 2.5), (2.8, 0.6, 1.0), (0.9, 2.1, 1.2), reflection=0.8)
    wet = signal.fftconvolve(dry, room)[:n]
    return np.asarray(wet / _rms(wet))


def in_kitchen(clip: np.ndarray, background: np.ndarray, snr_db: float, rng: np.random.Generator) -> np.ndarray:
    """A clip float32 (n,) before a random stretch of a longer background."""
    at = int(rng.integers(len(background) - len(clip)))
    behind = background[at : at + len(clip)]
    return np.asarray(clip + _rms(clip) / _rms(behind) * 10 ** (-snr_db / 20) * behind, np.float32)


def _crockery(rng: np.random.Generator, n: int) -> np.ndarray:
    """Plates and cutlery put down: bursts of knocks, each ringing in the modes of a free plate."""
    ratios = np.array(
        [1.0, 1.73, 2.33, 3.91, 4.11, 6.3]
    )  # of a free circular plate (Leissa, Vibration of Plates, 1969)
    sound = np.zeros(n)
    for burst in rng.integers(n, size=rng.poisson(1.5 * n / RATE)):
        pitch, quality = rng.uniform(600, 2600), rng.uniform(25, 120)
        for knock in burst + np.cumsum(rng.exponential(0.09 * RATE, size=rng.integers(1, 6))).astype(int):
            t = np.arange(min(n - knock, RATE // 2)) / RATE
            if len(t) == 0:
                break
            modes = pitch * ratios[ratios * pitch < 0.45 * RATE]
            ringing = np.sin(2 * np.pi * modes[:, None] * t) * np.exp(-np.pi * modes[:, None] / quality * t)
            sound[knock : knock + len(t)] += rng.lognormal(0, 0.7) * rng.uniform(0.2, 1, len(modes)) @ ringing
    return sound


def _tap(rng: np.random.Generator, n: int) -> np.ndarray:
    """Water into a sink: bubbles whose pitch rises as they near the surface (van den Doel, ACM TAP 2, 2005)."""
    jet = signal.sosfilt(signal.butter(2, (900, 5500), "bandpass", fs=RATE, output="sos"), rng.standard_normal(n))
    bubbles = np.zeros(n)
    for at in rng.integers(n, size=rng.poisson(90 * n / RATE)):
        pitch = rng.lognormal(np.log(1100), 0.5)
        t = np.arange(min(n - at, RATE // 20)) / RATE
        decay = 0.13 * pitch / 3 + 0.0072 * pitch**1.5 / 30
        bubbles[at : at + len(t)] += (
            rng.exponential() * np.exp(-decay * t) * np.sin(2 * np.pi * pitch * (1 + 4 * t) * t)
        )
    return np.asarray(0.5 * jet / _rms(jet) + bubbles / _rms(bubbles))


def _fridge(rng: np.random.Generator, n: int) -> np.ndarray:
    """A compressor: pulses at the mains' rhythm, a little unsteady, through the resonances of the casing."""
    phase = np.cumsum(50 / RATE * (1 + 0.002 * signal.lfilter([0.01], [1, -0.99], rng.standard_normal(n))))
    pulses = signal.square(2 * np.pi * phase, duty=0.1)
    return np.asarray(sum(signal.lfilter(*signal.iirpeak(f, 8, fs=RATE), pulses) for f in (100, 150, 290, 410)))


def _radio(n: int) -> np.ndarray:
    """Two programmes at once from a small loudspeaker."""
    speech, _ = demo_scene()
    both = np.resize(speech, n) + np.resize(np.roll(speech, len(speech) // 3), n)
    return small_loudspeaker(both.astype(np.float32))


def small_loudspeaker(clip: np.ndarray) -> np.ndarray:
    """No bass, two resonances of the case, and a little overdriven."""
    sound = signal.sosfilt(signal.butter(4, (420, 6000), "bandpass", fs=RATE, output="sos"), clip)
    for frequency, sharpness, gain in ((950, 5, 1.5), (2700, 6, 1.0)):
        sound = sound + gain * signal.lfilter(*signal.iirpeak(frequency, sharpness, fs=RATE), sound)
    peak = np.abs(sound).max() + 1e-9
    return np.asarray(np.tanh(2.5 * sound / peak) * peak / 2.5, np.float32)


def far_away(clip: np.ndarray) -> np.ndarray:
    """Three metres off in a bare office."""
    room = shoebox((5.2, 4.1, 2.7), (1.1, 1.3, 1.5), (4.0, 2.4, 0.8), reflection=0.85)
    return signal.fftconvolve(clip, room)[: len(clip)].astype(np.float32)


def coded(clip: np.ndarray, rate: int = RATE, **how: Any) -> np.ndarray:
    """float32 (n,) through one of libsndfile's codecs at `rate` and back; `how` as for `soundfile.write`."""
    file = BytesIO()
    sent = soxr.resample(clip, RATE, rate)
    sf.write(file, np.clip(sent, -1, 1), rate, **how)
    file.seek(0)
    received = soxr.resample(sf.read(file, dtype="float32")[0], rate, RATE)
    return np.asarray(np.pad(received, (0, max(0, len(clip) - len(received))))[: len(clip)])


def telephone(clip: np.ndarray) -> np.ndarray:
    """A land line: 300 to 3,400 Hz, 8 kHz, G.711 mu-law."""
    band = signal.butter(4, (300, 3400), "bandpass", fs=RATE, output="sos")
    return coded(signal.sosfilt(band, clip).astype(np.float32), 8000, format="WAV", subtype="ULAW")


MICROPHONES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "telephone": telephone,
    "GSM": partial(coded, rate=8000, format="WAV", subtype="GSM610"),
    # libsndfile spreads 6 to 256 kbit/s over levels 1 to 0: this is 12 kbit/s, a voice message's.
    "Opus": partial(coded, format="OGG", subtype="OPUS", compression_level=0.976),
    "small loudspeaker": small_loudspeaker,
    "far away": far_away,
}


def _rms(samples: np.ndarray) -> float:
    return float(np.sqrt(np.square(samples, dtype=np.float64).mean()) + 1e-12)
