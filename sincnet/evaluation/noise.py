"""Background behind the probes, always the same for the same recordings however the work is shared out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sincnet.training.augment import Augmenter

Spoil = Callable[[np.ndarray, np.random.Generator], np.ndarray]
"""What is done to a probe, float32 (n,) to the same shape, with a generator of the speaker's own."""

NOISES = 40
SEED = 2  # noises that no training with the usual seed of 1 has heard


def clean(clip: np.ndarray, _: np.random.Generator) -> np.ndarray:
    return clip


def background(snr_db: float, seed: int = SEED) -> Spoil:
    """Synthetic background (fan, hum, clatter) at a signal-to-noise ratio in dB."""
    augmenter = Augmenter(seed, rooms=0, noises=NOISES)
    return lambda clip, rng: augmenter.background(clip, snr_db, rng)
