"""How near a face from a voice comes to the true one, probe by probe; `mean_of` makes figures of these."""

from __future__ import annotations

import numpy as np


def cosines(mapped: np.ndarray, true: np.ndarray) -> np.ndarray:
    """The cosines (n,) between features (n, d) of any length; NaN for a feature of length 0."""
    lengths = np.linalg.norm(mapped, axis=1) * np.linalg.norm(true, axis=1)
    return np.sum(mapped * true, axis=1) / np.where(lengths > 0, lengths, np.nan)


def angles(mapped: np.ndarray, true: np.ndarray) -> np.ndarray:
    """The angles in degrees (n,), 0 to 180, between features (n, d); as Speech2Face prints its cosine distance.

    From both the difference and the sum (Kahan): an arc cosine knows small angles to half of the digits only.
    """
    a, b = (np.asarray(x, float) / np.linalg.norm(x, axis=1, keepdims=True) for x in (mapped, true))
    return np.degrees(2 * np.arctan2(np.linalg.norm(a - b, axis=1), np.linalg.norm(a + b, axis=1)))


def picture_l1(drawn: np.ndarray, true: np.ndarray) -> np.ndarray:
    """The mean absolute difference (n,) of pictures uint8 (n, h, w, 3), on the scale of 0 to 255."""
    if drawn.dtype != np.uint8 or true.dtype != np.uint8 or drawn.shape != true.shape:
        raise ValueError(f"uint8 pictures of one shape are compared, not {drawn.dtype} {drawn.shape} and {true.shape}")
    return np.abs(drawn.astype(np.int16) - true).mean(axis=(1, 2, 3))
