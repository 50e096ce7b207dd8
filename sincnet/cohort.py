"""Adaptive score normalisation against speakers of the training (Matejka et al., Interspeech 2017).

A cosine of 0.5 is much for one voice and little for another. Each enrolled row and each probe is compared with the mean
d-vectors of the training speakers; a score is how far the cosine is above what the nearest of these impostors give. Of
the paper's AS-norm 1 the division by each voice's own deviation is left out: a voice unlike all of the training has
hardly any, and people with such voices were taken for each other (docs/experiments.md).
"""

from __future__ import annotations

import numpy as np

NEAREST = 20

SPREAD = 0.05
"""The unit of scores: the deviation of a voice's cosines with its nearest impostors, as it is for most voices."""


def impostors(embeddings: np.ndarray, cohort: np.ndarray) -> np.ndarray:
    """The mean of the `NEAREST` highest cosines of each unit row (n, d) with the cohort (c, d): (n,)."""
    cosines = embeddings @ cohort.T
    if cosines.shape[1] > NEAREST:
        cosines = np.partition(cosines, -NEAREST, axis=1)[:, -NEAREST:]
    return np.asarray(cosines.mean(axis=1))


def normalised(cosines: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How far cosines are above the mean of what impostors give to the `one` and to the `other` side of each, in units
    of `SPREAD`; what the two sides have is stretched to the shape of the cosines."""
    return np.asarray((cosines - (one + other) / 2) / SPREAD)
