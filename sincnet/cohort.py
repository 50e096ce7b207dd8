"""Adaptive score normalisation against speakers of the training (Matejka et al., Interspeech 2017).

A cosine of 0.5 is much for one voice and little for another. Each enrolled row and each probe is compared with the mean
d-vectors of the training speakers; the cosine is expressed in deviations from what its nearest impostors give.
"""

from __future__ import annotations

import numpy as np

NEAREST = 60


def impostors(embeddings: np.ndarray, cohort: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and deviation of the `NEAREST` highest cosines of each unit row (n, d) with the cohort (c, d): (n,) each."""
    cosines = embeddings @ cohort.T
    if cosines.shape[1] > NEAREST:
        cosines = np.partition(cosines, -NEAREST, axis=1)[:, -NEAREST:]
    return cosines.mean(axis=1), np.maximum(cosines.std(axis=1), 1e-3)


def normalised(
    cosines: np.ndarray, people: tuple[np.ndarray, np.ndarray], probe: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """Cosines (probes, people) as the mean of both sides' deviations (AS-norm 1), same shape."""
    (people_mean, people_deviation), (probe_mean, probe_deviation) = people, probe
    by_people = (cosines - people_mean) / people_deviation
    by_probe = (cosines - probe_mean[:, None]) / probe_deviation[:, None]
    return np.asarray((by_people + by_probe) / 2)
