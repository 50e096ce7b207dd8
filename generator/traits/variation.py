"""What no voice tells of a face, drawn from it all the same: one voice, one face, and similar voices similar ones.

A fixed linear map of the d-vector. Its axes are those along which speakers differ most beside how much the recordings
of one speaker do (linear discriminant analysis, after what tells age, sex and the microphone of a corpus was projected
out), each scaled to a variance of 1 over speakers. So it is smooth, deterministic, and about N(0, 1) each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FARTHEST = 3.0
"""Standard deviations; beyond lies nobody, and no renderer was looked at there."""

SHRINKAGE = 0.1
"""How much of the spread within a speaker is taken to be alike in all directions: there are few recordings each."""


@dataclass(frozen=True, slots=True, eq=False)
class VariationMap:
    """`mean` float32 (d,) and `rows` float32 (k, d), the most telling axis first."""

    mean: NDArray[np.float32]
    rows: NDArray[np.float32]

    def of(self, embedding: NDArray[np.float32], length: int) -> NDArray[np.float64]:
        """The variation of a unit d-vector (d,): (length,), zeros where there are fewer axes than that."""
        found = np.zeros(length)
        rows = self.rows[:length]
        found[: len(rows)] = np.clip(rows @ (embedding - self.mean), -FARTHEST, FARTHEST)
        return found


def fit(
    clips: NDArray[np.float32], speakers: NDArray[np.int64], told: NDArray[np.float64], axes: int = 64
) -> VariationMap:
    """From unit d-vectors of clips (clips, d), whose speakers are numbered by `speakers` (clips,).

    `told` (t, d) are the directions that tell something, of which nothing is left in the map. Raises ValueError for
    fewer than two speakers.
    """
    names, first = np.unique(speakers, return_inverse=True)
    if len(names) < 2:
        raise ValueError("speakers can only differ where there are two of them")
    counts = np.bincount(first)
    means = np.stack([np.bincount(first, column) for column in clips.T.astype(np.float64)], axis=1) / counts[:, None]
    within = clips - means[first]
    directions = np.linalg.qr(told.T)[0].T if len(told) else np.zeros((0, clips.shape[1]))  # (t, d), orthonormal
    rest = _complement(directions, clips.shape[1])  # (d - t, d)
    mean = means.mean(axis=0)
    between = np.cov((means - mean) @ rest.T, rowvar=False)
    spread = (within @ rest.T).T @ (within @ rest.T) / max(len(clips) - len(names), 1)
    spread = (1 - SHRINKAGE) * spread + SHRINKAGE * np.trace(spread) / len(spread) * np.eye(len(spread))
    axis = np.linalg.solve(np.linalg.cholesky(spread), np.eye(len(spread)))  # whitens what varies within a speaker
    variances, vectors = np.linalg.eigh(axis @ between @ axis.T)
    order = np.argsort(-variances)[: min(axes, len(names) - 1)]
    rows = vectors[:, order].T @ axis @ rest
    scale = np.sqrt(np.einsum("ij,jk,ik->i", rows @ rest.T, between, rows @ rest.T))
    return VariationMap(mean.astype(np.float32), (rows / scale[:, None]).astype(np.float32))


def carried(
    before: VariationMap, then: NDArray[np.float32], now: NDArray[np.float32], ridge: float = 0.01
) -> VariationMap:
    """The map by which other d-vectors of the same clips, `now` (clips, e), come nearest to the faces that `before`
    gave to those of `then` (clips, d): ridge regression. So voices keep their faces when the network that hears them
    is exchanged for a better one, as far as both hear the same."""
    wanted = (then - before.mean) @ before.rows.T.astype(np.float64)  # (clips, k)
    mean = now.mean(axis=0, dtype=np.float64)
    heard = now - mean
    spread = heard.T @ heard
    damped = spread + ridge * np.trace(spread) / len(spread) * np.eye(len(spread))
    rows = np.linalg.solve(damped, heard.T @ (wanted - wanted.mean(axis=0))).T
    rows *= (wanted.std(axis=0) / (heard @ rows.T).std(axis=0))[:, None]  # what is damped is drawn as far apart as ever
    origin = mean - np.linalg.lstsq(rows, wanted.mean(axis=0), rcond=None)[0]
    return VariationMap(origin.astype(np.float32), rows.astype(np.float32))


def _complement(directions: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """An orthonormal basis (size - t, size) of what is perpendicular to the orthonormal `directions` (t, size)."""
    whole = np.linalg.svd(np.vstack([directions, np.zeros((1, size))]))[2]
    return np.asarray(whole[len(directions) :])


def another(variation: NDArray[np.float64], number: int) -> NDArray[np.float64]:
    """Another face of the same voice: `variation` (k,) turned in its space by a rotation of its own for each `number`;
    0 leaves it. So other faces of similar voices are similar, too, and as usual or unusual as the first."""
    if number == 0:
        return variation
    drawn = np.random.default_rng(number).standard_normal((len(variation), len(variation)))
    rotation, triangle = np.linalg.qr(drawn)
    return np.asarray(np.clip(rotation * np.sign(np.diag(triangle)) @ variation, -FARTHEST, FARTHEST))
