"""The trunk: the network itself goes on learning, from the enrolled people, without leaving what it knows.

No recording of the training is at hand, so it is held by other means, so that cohort and calibration stay valid:

- Voices which it must go on hearing as before are made from the enrolled people's own, at other speeds: new people
  through the same microphone (distillation on new data, after Li and Hoiem, "Learning without forgetting", ECCV 2016).
- The enrolled people may come nearer to their own rows and leave each other's, but on the whole neither come nearer to
  the training speakers nor leave them: scores are measured against these, and only where they were before is known.
- Batch norm keeps its statistics, the sinc filters stay, the steps are few and small.
"""

from __future__ import annotations

import copy
from collections.abc import Generator

import numpy as np
import torch
from torch.nn import functional as F

from sincnet.checkpoint import Weights
from sincnet.cohort import NEAREST
from sincnet.finetuning.speech import Piece, other_voice, spoiled
from sincnet.model import CosineClassifier, SincNet, additive_angular_margin_loss
from sincnet.training.augment import Augmenter
from sincnet.windows import normalise

STEPS = 120
BATCH = 24
"""Windows of enrolled people a step, and as many of other voices."""

LEARNING_RATE = 4e-4
ROWS_LEARNING_RATE = 1e-3
SCALE = 20.0
MARGIN = 0.2

STAY = 30.0
STAY_ENROLLED = 3.0
"""Weights of the mean cosine distance to the d-vector of before, of other voices and of the enrolled people's."""

IMPOSTORS = 100.0
"""Weight of the squared change of the mean cosine with the nearest training speakers."""

OTHER_SPEEDS = ((0.72, 0.88), (1.13, 1.35))


def train_trunk(
    weights: Weights, pieces: list[Piece], rows: np.ndarray, augmenter: Augmenter
) -> Generator[float, None, SincNet]:
    """Trains a copy of the network on `pieces` of people whose imprinted rows are `rows` (people, d).

    Yields the loss of every step and returns the new network, ready for use.
    """
    before, model = weights.model, copy.deepcopy(weights.model)
    classifier = CosineClassifier(len(rows), rows.shape[1])
    classifier.rows.data.copy_(torch.from_numpy(rows))
    learning = [p for name, p in model.named_parameters() if not name.endswith(("low_hz_", "band_hz_"))]
    optimiser = torch.optim.Adam(
        [
            {"params": [p.requires_grad_() for p in learning], "lr": LEARNING_RATE},
            {"params": classifier.parameters(), "lr": ROWS_LEARNING_RATE},
        ]
    )
    peaks = [group["lr"] for group in optimiser.param_groups]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, peaks, total_steps=STEPS, pct_start=0.2)
    middles = torch.from_numpy(_middles(rows, weights.cohort))
    rng = np.random.default_rng(0)
    for _ in range(STEPS):
        windows, people = _batch(pieces, weights.model.config.windows.window, augmenter, rng)
        with torch.no_grad():
            old = F.normalize(before(windows))
        new = F.normalize(model(windows))
        mine, others = slice(len(people)), slice(len(people), None)
        distances = 1 - (new * old).sum(1)
        shifts = ((new - old)[mine] * middles[people]).sum(1)
        loss = (
            additive_angular_margin_loss(classifier(new[mine]), people, MARGIN, SCALE)
            + STAY * distances[others].mean()
            + STAY_ENROLLED * distances[mine].mean()
            + IMPOSTORS * shifts.square().mean()
        )
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimiser.step()
        schedule.step()
        yield loss.item()
    return model.requires_grad_(False)


def _middles(rows: np.ndarray, cohort: np.ndarray) -> np.ndarray:
    """The mean of each row's nearest training speakers: (people, d), (c, d) to (people, d), shorter than 1."""
    count = min(NEAREST, len(cohort))
    return np.asarray(cohort[np.argpartition(rows @ cohort.T, -count, axis=1)[:, -count:]].mean(axis=1))


def _batch(
    pieces: list[Piece], length: int, augmenter: Augmenter, rng: np.random.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Windows (2·BATCH, length), first of enrolled people and then of other voices; and who the first are, (BATCH,).

    Everybody is drawn as often as everybody else.
    """
    by_person: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_person.setdefault(piece.person, []).append(piece)
    people = rng.choice(list(by_person), size=2 * BATCH)
    crops = []
    for number, person in enumerate(people):
        samples = by_person[person][rng.integers(len(by_person[person]))].samples
        if number >= BATCH:
            samples = other_voice(samples, rng.uniform(*OTHER_SPEEDS[rng.integers(len(OTHER_SPEEDS))]))
        at = int(rng.integers(max(len(samples) - length, 0) + 1))
        crops.append(spoiled(np.resize(samples[at : at + length], length), pieces, augmenter, rng))
    return torch.from_numpy(normalise(np.stack(crops))), torch.from_numpy(people[:BATCH])
