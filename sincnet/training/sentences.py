"""Identification among the people of the training, on other sentences of theirs: what the SincNet paper measures."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional as F

from sincnet.config import WindowConfig
from sincnet.corpora.dataset import Shard
from sincnet.events import WhoSpeaksError
from sincnet.training.run import Run
from sincnet.windows import cut, plan

BATCH = 128


def divide(shard: Shard) -> tuple[Shard, Shard]:
    """The sentences to train on and those to measure on.

    As the corpus has it for identification (TIMIT as in SincNet's lists: each speaker's five SX and three SI
    sentences); of people for whom it says nothing, every eight recordings give three to measure on, evenly spread.
    Raises `WhoSpeaksError` when nothing is left to measure on.
    """
    learned, measured = shard.closed_sets == "train", shard.closed_sets == "test"
    for label in range(len(shard.classes)):
        clips = shard.of_class(label)
        if not np.any(shard.closed_sets[clips] != ""):
            measured[clips] = np.arange(len(clips)) * 3 % 8 >= 5
            learned[clips] = ~measured[clips]
    if not measured.any():
        raise WhoSpeaksError("Nobody here has three recordings; judge by speakers, or give a corpus with more of each.")
    return shard.only(learned), shard.only(measured)


class SentencesJudge:
    """`frame_error`: the share of a sentence's windows given to somebody else, averaged over sentences.
    `sentence_error`: the share of sentences for which the sum of the windows' log-posteriors is highest for somebody
    else. Both as `speaker_id.py` of the published code reports them.
    """

    figures: tuple[str, ...] = ("frame_error", "sentence_error")

    def __init__(self, shard: Shard, windows: WindowConfig) -> None:
        """Raises `WhoSpeaksError` where every sentence is shorter than the shortest window."""
        if shard.lengths.max() < windows.shortest:
            raise WhoSpeaksError("No recording that is left to measure on is as long as a window; give longer ones.")
        self._shard, self._windows = shard, windows

    def __call__(self, run: Run) -> dict[str, float]:
        counts = torch.zeros(3, dtype=torch.float64)  # wrong frames as a share of each sentence, wrong sentences, all
        for clip in range(run.team.rank, len(self._shard.labels), run.team.size):
            log_posteriors = self._log_posteriors(run, self._shard.samples(clip))
            if len(log_posteriors):
                truth = int(self._shard.labels[clip])
                wrong = (log_posteriors.argmax(1) != truth).double().mean().item()
                counts += torch.tensor([wrong, float(log_posteriors.sum(0).argmax() != truth), 1.0])
        frames, sentences, total = run.team.total(counts).tolist()
        return {"frame_error": frames / total, "sentence_error": sentences / total}

    def _log_posteriors(self, run: Run, samples: np.ndarray) -> torch.Tensor:
        """Of a sentence, (windows, classes); no windows when it is too short for one."""
        network, classifier, config = run.network(), run.learner.classifier, run.config
        scale = config.scale if config.loss == "aam" else 1.0
        spans, found = plan(samples, self._windows), [torch.empty(0, len(run.classes))]
        for at in range(0, len(spans), BATCH):
            windows = torch.from_numpy(cut(samples, spans[at : at + BATCH], self._windows))
            with torch.inference_mode():
                scores = classifier(network(windows.to(run.team.device)).float())
                found.append(F.log_softmax(scale * scores, dim=1).cpu())
        return torch.cat(found)
