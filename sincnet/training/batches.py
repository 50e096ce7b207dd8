"""Random crops of many voices, augmented: the batches that a network is trained on.

Row by row everything drawn depends on the seed, the step and the row only. So a resumed run goes on as if nothing had
happened, and several processes that share a batch train on what one would have seen.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from audio.source import RATE
from sincnet.corpora.dataset import Shard
from sincnet.training.augment import Augmenter
from sincnet.training.config import TrainConfig
from sincnet.training.targets import Targets
from sincnet.training.team import ALONE, Team
from sincnet.windows import normalise


class Batch(NamedTuple):
    """Crops float32 (batch, n), their classes int64 (batch,), and what the teacher says of them (batch, d), or (0,)."""

    crops: torch.Tensor
    labels: torch.Tensor
    targets: torch.Tensor


class Batches(IterableDataset[Batch]):
    """The batches from `first_step` to the last, of each the rows that are this process's share."""

    def __init__(
        self, shard: Shard, config: TrainConfig, first_step: int = 0, targets: Targets | None = None, team: Team = ALONE
    ) -> None:
        self.shard, self.config, self.first_step, self.targets, self.team = shard, config, first_step, targets, team
        seconds = np.bincount(shard.labels, shard.lengths, len(shard.classes)) / RATE
        # The longer a recording, the more often it is drawn: every second of a class is as likely as any other.
        self._chances = np.cumsum(shard.lengths * seconds[shard.labels] ** (config.by_length - 1))

    def __iter__(self) -> Iterator[Batch]:
        config, worker = self.config, get_worker_info()
        augmenter = Augmenter(config.seed, clean=config.clean) if config.augment else None
        ahead = (worker.id, worker.num_workers) if worker else (0, 1)
        for step in range(self.first_step + ahead[0], config.steps, ahead[1]):
            rng = np.random.default_rng([config.seed, step])
            length = int(rng.integers(*config.crop_ms, endpoint=True)) * RATE // 1000
            clips = self._draw(config.batch, rng)[self.team.rank :: self.team.size]
            rows = range(self.team.rank, config.batch, self.team.size)
            drawn = [self._row(clip, length, step, row, augmenter) for clip, row in zip(clips, rows, strict=True)]
            crops, places = np.stack([crop for crop, _ in drawn]), np.array([place for _, place in drawn])
            targets = self.targets.of(clips, places + length // 2) if self.targets else np.empty(0, np.float32)
            yield Batch(*map(torch.from_numpy, (crops, self.shard.labels[clips], targets)))

    def _draw(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Numbers of random clips, int64 (count,)."""
        return np.searchsorted(self._chances, rng.random(count) * self._chances[-1])

    def _row(self, clip: int, length: int, step: int, row: int, augmenter: Augmenter | None) -> tuple[np.ndarray, int]:
        """The crop, and where in the clip it begins."""
        rng = np.random.default_rng([self.config.seed, step, row])
        place = self.shard.place(clip, length, rng)
        crop = self._normalised(self.shard.stretch(clip, place, length))
        if augmenter:
            crop = augmenter(crop, lambda count: [self._crop(c, length, rng) for c in self._draw(count, rng)], rng)
            crop = self._normalised(crop)
        jitter = self.config.jitter
        return (crop * np.float32(rng.uniform(1 - jitter, 1 + jitter)) if jitter else crop), place

    def _crop(self, clip: int, length: int, rng: np.random.Generator) -> np.ndarray:
        return self._normalised(self.shard.crop(clip, length, rng))

    def _normalised(self, crop: np.ndarray) -> np.ndarray:
        return normalise(crop) if self.config.model.windows.normalise == "window" else crop


def loader(batches: Batches) -> DataLoader[Batch]:
    """The same batches, made ahead by processes of their own."""
    workers = batches.config.workers
    return DataLoader(
        batches,
        batch_size=None,
        num_workers=workers,
        prefetch_factor=4 if workers else None,
        worker_init_fn=_begin_worker,
        pin_memory=batches.team.device.type == "cuda",
    )


def _begin_worker(_: int) -> None:
    torch.set_num_threads(1)
    for number in (signal.SIGINT, signal.SIGTERM):  # both may reach the whole group; the trainer ends it in good order
        signal.signal(number, signal.SIG_IGN)
