"""The system that is compared with: the published network and the plain loop around it.

Ravanelli and Bengio, "Speaker recognition from raw waveform with SincNet", SLT 2018: 200 ms windows every 10 ms, each
through the whole network, 128 in a batch, a class per window and a majority vote.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from sincnet.checkpoint import Weights, load
from sincnet.config import PUBLISHED
from sincnet.events import WhoSpeaksError
from sincnet.model import SincNet
from sincnet.published import LogSoftmaxClassifier
from sincnet.windows import cut, plan

BATCH = 128


class PublishedLoop:
    """Identifies an utterance among `classes` people; untrained, because its time does not depend on its weights."""

    def __init__(self, classes: int) -> None:
        torch.manual_seed(1)
        self._network = SincNet(PUBLISHED).eval()
        self._classifier = LogSoftmaxClassifier(self._network.embedding_size, classes).eval()
        self._classes = classes

    def identify(self, samples: np.ndarray) -> tuple[int, int]:
        """float32 (n,) at 16 kHz to the class with most votes, and how many windows voted."""
        spans = plan(samples, PUBLISHED.windows)
        votes = np.zeros(self._classes, np.int64)
        for at in range(0, len(spans), BATCH):
            windows = torch.from_numpy(cut(samples, spans[at : at + BATCH], PUBLISHED.windows))
            with torch.inference_mode():
                log_posteriors = self._classifier(self._network(windows))
            votes += np.bincount(log_posteriors.argmax(1).numpy(), minlength=self._classes)
        return int(votes.argmax()), len(spans)


def trained_weights(folder: Path) -> Weights:
    """The network of a training run of the published configuration. Raises `WhoSpeaksError`."""
    weights = load(folder / "model.safetensors")
    if weights.model.config != PUBLISHED:
        raise WhoSpeaksError(f"{folder} is not a run of the published configuration; train published.toml.")
    return weights
