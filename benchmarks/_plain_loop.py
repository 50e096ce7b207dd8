"""The training that is compared with: `speaker_id.py` of the published SincNet, as plainly as it stands there.

Ravanelli and Bengio, SLT 2018: batches of 128 random chunks of 200 ms, cut one by one between the steps, amplitudes in
1 ± 0.2; float32; three RMSprops, for the CNN, the DNN and the last layer. Better off than theirs in one thing:
sentences lie in memory instead of being read from the disk for every chunk.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import nn

from sincnet.config import PUBLISHED
from sincnet.model import SincNet
from sincnet.published import CnnDnn, LogSoftmaxClassifier

BATCH = 128
JITTER = 0.2


def plain_loop(
    sentences: Sequence[np.ndarray], labels: Sequence[int], classes: int
) -> Iterator[tuple[int, int, float]]:
    """Trains for ever on sentences float32 (n,) with labels below `classes`.

    Yields of every step: windows, samples in each, seconds that it took.
    """
    torch.manual_seed(1)
    network = SincNet(PUBLISHED).train()
    assert isinstance(network.trunk, CnnDnn)
    classifier = LogSoftmaxClassifier(network.embedding_size, classes).train()
    parts: list[nn.Module] = [network.trunk.cnn, network.trunk.dnn, classifier]
    optimisers = [torch.optim.RMSprop(part.parameters(), lr=1e-3, alpha=0.95, eps=1e-8) for part in parts]
    cost = nn.NLLLoss()
    while True:
        started = time.perf_counter()
        chunks, truths = _random_batch(sentences, labels)
        log_posteriors = classifier(network(chunks))
        loss = cost(log_posteriors, truths)
        for optimiser in optimisers:
            optimiser.zero_grad()
        loss.backward()
        for optimiser in optimisers:
            optimiser.step()
        loss.item()
        yield BATCH, PUBLISHED.windows.window, time.perf_counter() - started


def _random_batch(sentences: Sequence[np.ndarray], labels: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
    """`create_batches_rnd`."""
    window = PUBLISHED.windows.window
    chunks, truths = np.zeros([BATCH, window]), np.zeros(BATCH)
    chosen = np.random.randint(len(sentences), size=BATCH)  # noqa: NPY002  # as they draw
    factors = np.random.uniform(1 - JITTER, 1 + JITTER, BATCH)  # noqa: NPY002
    for i in range(BATCH):
        sentence = sentences[chosen[i]]
        begin = np.random.randint(len(sentence) - window - 1)  # noqa: NPY002
        chunks[i] = sentence[begin : begin + window] * factors[i]
        truths[i] = labels[chosen[i]]
    return torch.from_numpy(chunks).float(), torch.from_numpy(truths).long()
