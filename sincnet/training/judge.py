"""Who decides which state of a run is the best: figures measured while it trains, on people that it does not train on.

These development speakers come from those that are not held out, so that nothing is chosen on the reported ones.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
import torch
from torch.nn import functional as F

from sincnet.corpora.dataset import Shard
from sincnet.evaluation.metrics import equal_error_rate
from sincnet.events import WhoSpeaksError
from sincnet.training.run import Run
from sincnet.windows import normalise

WINDOWS = 40
"""Of each speaker at most, evenly spread over what was said."""

BATCH = 64


class Judge(Protocol):
    """Measures a run. Of the first of its `figures`, which decides, less is better; all processes call it together."""

    figures: tuple[str, ...]

    def __call__(self, run: Run) -> dict[str, float]: ...


class SpeakersJudge:
    """Development speakers: the first half of each one's windows is the enrolment, every other window a probe.

    `eer` is over all pairs of probe and speaker, `error` the share of probes whose nearest speaker is another.
    """

    figures: tuple[str, ...] = ("eer", "error")

    def __init__(self, shard: Shard, window: int) -> None:
        """`window` in samples. Raises `WhoSpeaksError` when fewer than two speakers have two windows."""
        self._shard, self._window = shard, window
        of_speakers = [self._spread(label) for label in range(len(shard.classes))]
        of_speakers = [windows for windows in of_speakers if len(windows) > 1]
        if len(of_speakers) < 2:
            raise WhoSpeaksError("Fewer than two development speakers have enough speech; set more of them apart.")
        self._windows = np.concatenate(of_speakers)
        counts = [len(windows) for windows in of_speakers]
        self._labels = np.repeat(np.arange(len(counts)), counts)
        self._enrolment = np.concatenate([np.arange(count) < count // 2 for count in counts])

    def _spread(self, label: int) -> np.ndarray:
        """Clips of a speaker and where windows begin in them, int64 (windows, 2)."""
        every = [
            (clip, at)
            for clip in self._shard.of_class(label)
            for at in range(0, int(self._shard.lengths[clip]) - self._window + 1, self._window)
        ]
        chosen = np.linspace(0, len(every) - 1, min(len(every), WINDOWS)).astype(int)
        return np.array(every, np.int64).reshape(-1, 2)[chosen]

    def __call__(self, run: Run) -> dict[str, float]:
        d_vectors = self._embed(run)
        rows = np.zeros((self._labels[-1] + 1, d_vectors.shape[1]))
        np.add.at(rows, self._labels[self._enrolment], d_vectors[self._enrolment])
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        scores = d_vectors[~self._enrolment] @ rows.T
        truth = self._labels[~self._enrolment]
        own = truth[:, None] == np.arange(len(rows))
        return {
            "eer": equal_error_rate(scores[own], scores[~own]),
            "error": float(np.mean(scores.argmax(1) != truth)),
        }

    def _embed(self, run: Run) -> np.ndarray:
        """Unit d-vectors of all windows, (windows, d); every process makes its share."""
        network, team = run.network(), run.team
        d_vectors = torch.zeros(len(self._windows), network.embedding_size)
        mine = np.arange(len(self._windows))[team.rank :: team.size]
        for at in range(0, len(mine), BATCH):
            chosen = mine[at : at + BATCH]
            stretches = [self._shard.stretch(clip, at, self._window) for clip, at in self._windows[chosen]]
            windows = normalise(np.stack(stretches))
            with torch.inference_mode():
                made = network(torch.from_numpy(windows).to(team.device)).float()
            d_vectors[chosen] = F.normalize(made).cpu()
        return team.total(d_vectors).numpy()
