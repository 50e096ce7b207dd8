"""The head: what is added to the imprinted rows of the cosine layer, so that they tell these people apart better.

A row is the imprint, the mean of somebody's d-vectors, plus a correction. Corrections begin at nothing and are held
near it: the imprint is the prior. The training speakers nearest to the enrolled are classes too, with fixed rows, so
that a row cannot win its person's windows by reaching for where strangers are.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence

import numpy as np
import torch
from torch.nn import functional as F

from sincnet.finetuning.speech import Heard
from sincnet.model import additive_angular_margin_loss

STEPS = 80
BATCH = 4096
LEARNING_RATE = 0.02
SCALE = 20.0
MARGIN = 0.2
RIVALS = 60
"""Training speakers nearest to somebody, who are classes beside them."""
HOLD = 3.0
"""Weight of the corrections' mean squared length."""


def unit(vectors: np.ndarray) -> np.ndarray:
    """(…, d) to the same directions with length 1; zeros stay zeros."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9), np.float32)


def imprints(spoken: Iterable[tuple[int, np.ndarray]], people: int) -> np.ndarray:
    """Unit mean d-vectors, float32 (people, d), of what was `spoken`: a person's number and d-vectors (windows, d)."""
    sums: list[np.ndarray | float] = [0.0] * people
    for person, d_vectors in spoken:
        sums[person] = sums[person] + d_vectors.sum(axis=0)
    return unit(np.stack(sums))


def nearest_cohort(rows: np.ndarray, cohort: np.ndarray) -> np.ndarray:
    """Of the training speakers those who are among the `RIVALS` of any row: (n, d), (c, d) to (≤ c, d)."""
    count = min(RIVALS, len(cohort))
    near = np.argpartition(rows @ cohort.T, -count, axis=1)[:, -count:]
    return np.asarray(cohort[np.unique(near)])


def train_rows(imprinted: np.ndarray, heard: Sequence[Heard], cohort: np.ndarray) -> Generator[float, None, np.ndarray]:
    """Trains corrections of `imprinted` rows (people, d) on what was `heard`, clean and spoiled.

    Yields the loss of every step and returns the corrections, float32 (people, d).
    """
    spoken = [(one.person, d_vectors) for one in heard for d_vectors, _ in one.versions]
    windows = torch.from_numpy(np.concatenate([d_vectors for _, d_vectors in spoken]))
    people = torch.tensor([person for person, d_vectors in spoken for _ in d_vectors])
    priors = torch.from_numpy(imprinted)
    others = torch.from_numpy(nearest_cohort(imprinted, cohort))
    corrections = torch.zeros_like(priors, requires_grad=True)
    optimiser = torch.optim.Adam([corrections], LEARNING_RATE)
    draws = torch.Generator().manual_seed(0)
    for _ in range(STEPS):
        batch = torch.randperm(len(windows), generator=draws)[:BATCH]
        classes = torch.cat([F.normalize(priors + corrections), others])
        loss = additive_angular_margin_loss(windows[batch] @ classes.T, people[batch], MARGIN, SCALE)
        loss = loss + HOLD * corrections.square().sum(1).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        yield loss.item()
    return corrections.detach().numpy()
