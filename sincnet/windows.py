"""The only place that trims, cuts and normalises, for training and for live use alike.

Which windows of an utterance exist depends on its sound alone, not on the silence around it or on when it arrived:
they start a whole number of hops after the sound does, so that they can be classified while somebody still speaks, and
at the end only the last ones are left. The published code leaves one window of zeros when the length is a multiple of
the hop; here no window holds padding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from audio.source import RATE
from sincnet.config import WindowConfig

Span = tuple[int, int]
"""Sample positions (start, stop)."""

FRAME = RATE // 50  # 20 ms: short enough for a syllable's edge, long enough for a stable level
LEAST_PEAK = np.float32(1e-7)


def trim(samples: np.ndarray, trim_db: float) -> Span:
    """Where sound begins and ends: the first and last 20 ms frame within `trim_db` of the loudest one.

    `samples` float32 (n,). Returns sample positions (start, stop); (0, n) when shorter than a frame, (0, 0) for digital
    silence.
    """
    count = len(samples) // FRAME
    if count == 0:
        return (0, len(samples)) if np.any(samples) else (0, 0)
    energy = np.square(samples[: count * FRAME].reshape(count, FRAME), dtype=np.float64).mean(axis=1)
    loud = np.flatnonzero(energy > max(energy.max() * 10 ** (-trim_db / 10), 1e-14))
    if loud.size == 0:
        return 0, 0
    last = int(loud[-1]) + 1
    return int(loud[0]) * FRAME, len(samples) if last == count else last * FRAME


def plan(samples: np.ndarray, config: WindowConfig) -> list[Span]:
    """The windows (start, stop) that vote for a finished utterance, in time order; none when there is too little sound.

    One every hop of the trimmed span, and one that ends where the sound ends, so that the last syllable counts. A span
    shorter than a window is one window.
    """
    start, stop = trim(samples, config.trim_db)
    if stop - start < config.shortest:
        return []
    if stop - start <= config.window:
        return [(start, stop)]
    starts = list(range(start, stop - config.window + 1, config.hop))
    tail = stop - config.window
    if tail - starts[-1] >= config.hop // 2:
        starts.append(tail)
    return [(at, at + config.window) for at in starts]


def cut(samples: np.ndarray, spans: Sequence[Span], config: WindowConfig) -> np.ndarray:
    """The windows at `spans`, all of one length: float32 (windows, length), normalised to a peak of 1."""
    windows = np.stack([samples[start:stop] for start, stop in spans]).astype(np.float32)
    return windows / peaks(samples, spans, config)[:, None]


def peaks(samples: np.ndarray, spans: Sequence[Span], config: WindowConfig) -> np.ndarray:
    """What the windows at `spans` are divided by, float32 (windows,); never nothing, so that silence stays silence."""
    if config.normalise == "utterance":
        found = [np.abs(samples).max()] * len(spans)
    else:
        found = [np.abs(samples[start:stop]).max() for start, stop in spans]
    return np.maximum(np.array(found, np.float32), LEAST_PEAK)


def normalise(windows: np.ndarray) -> np.ndarray:
    """Divides each window of float32 (windows, length) by its own peak; silence stays silence."""
    return windows / np.maximum(np.abs(windows).max(axis=-1, keepdims=True), LEAST_PEAK)
