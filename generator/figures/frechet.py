"""The Fréchet distance between the features of two sets of pictures (Dowson and Landau 1982; Heusel et al., NIPS 2017).

    |m1 - m2|² + tr(S1 + S2 - 2 (S1 S2)^½)

With Inception's features this is the FID; with our face network's it is not, and is never to be called that.

The square root of S1 S2 itself is where this figure usually goes wrong: with fewer pictures than features (30 pictures
and 2048 features, as published) the matrix is singular, and a general matrix root gives complex or random numbers. Only
its trace is needed, and that is the sum of the singular values of A Bᵀ, where A and B are the centred features divided
by √(n - 1): S1 = Aᵀ A, S2 = Bᵀ B. So no root is taken, and any number of pictures will do.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import svdvals

from generator.figures.intervals import Figure

GROUPS = 20


def frechet_distance(drawn: np.ndarray, true: np.ndarray) -> float:
    """From features (n, d) and (m, d) of two pictures each at least; the squared distance, as FID is."""
    if min(len(drawn), len(true)) < 2:
        return float("nan")
    (m1, a), (m2, b) = (_root(np.asarray(features, float)) for features in (drawn, true))
    traces = np.square(a).sum() + np.square(b).sum() - 2 * svdvals(a @ b.T).sum()
    return float(max(0.0, np.square(m1 - m2).sum() + traces))


def frechet_figure(drawn: np.ndarray, true: np.ndarray, speakers: np.ndarray) -> Figure:
    """The distance of features (n, d) and (n, d) of pictures of the same `speakers` (n,), with its 95 % interval.

    The interval is a jackknife's over groups of speakers (Efron and Stein 1981): a resample with repetitions has a
    smaller covariance, so a bootstrap's distances all lie above the distance itself.
    """
    value = frechet_distance(drawn, true)
    names, which = np.unique(speakers, return_inverse=True)
    groups = min(GROUPS, len(names))
    if groups < 2:
        return Figure(value, len(drawn), len(names))
    group = np.random.default_rng(0).permutation(len(names))[which] % groups
    without = np.array([frechet_distance(drawn[group != g], true[group != g]) for g in range(groups)])
    if not np.isfinite(without).all():
        return Figure(value, len(drawn), len(names))
    error = np.sqrt((groups - 1) / groups * np.square(without - without.mean()).sum())
    return Figure(value, len(drawn), len(names), float(max(0.0, value - 1.96 * error)), float(value + 1.96 * error))


def _root(features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean (d,) and a matrix (at most d, d) whose product with itself is the covariance."""
    mean = features.mean(0)
    centred = (features - mean) / np.sqrt(len(features) - 1)
    if len(centred) <= centred.shape[1]:
        return mean, centred
    triangle: np.ndarray = np.linalg.qr(centred).R
    return mean, triangle
