"""Training: random crops, augmented, classified among the training speakers with an angular margin.

One script for one machine: it reads top to bottom, resumes from any kill and writes a CSV as it goes. Which people are
held out is decided by `dataset.split`; they are never looked at here.
"""

from __future__ import annotations

import csv
import math
import os
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset
from tqdm import tqdm

from audio.source import RATE
from sincnet.config import ModelConfig
from sincnet.corpora.dataset import Shard, read_speakers, split
from sincnet.events import WhoSpeaksError
from sincnet.model import CosineClassifier, SincNet, additive_angular_margin_loss
from sincnet.training.augment import Augmenter
from sincnet.windows import normalise


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """A run.

    `held_out` counts the speakers of each corpus that are kept away from it; `start_from` is the folder of a run on the
    same speakers whose averaged weights it begins with; `sinc_lr` is in Hz per step. Classes are drawn in proportion to
    their seconds of speech to the power of `by_length`: 0 draws every speaker alike, 1 every second of sound. `clean`
    is the share of crops that are not augmented.
    """

    model: ModelConfig = field(default_factory=ModelConfig)
    held_out: dict[str, int] = field(default_factory=dict)
    start_from: str = ""
    speeds: tuple[float, ...] = (1.0, 0.9, 1.1)
    by_length: float = 0.0
    steps: int = 6000
    batch: int = 64
    crop_ms: tuple[int, int] = (800, 2000)
    lr: float = 2e-3
    sinc_lr: float = 0.05
    weight_decay: float = 0.02
    warmup: int = 300
    margin: float = 0.2
    margin_from: float = 0.1
    scale: float = 30.0
    ema: float = 0.998
    augment: bool = True
    clean: float = 0.12
    bf16: bool = True
    seed: int = 1
    save_every: int = 200

    @classmethod
    def read(cls, path: Path) -> TrainConfig:
        """From a TOML file. Raises `WhoSpeaksError` for what cannot be read or is not a setting."""
        try:
            data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise WhoSpeaksError(f"{path} is not a readable training configuration ({error}).") from error
        unknown = set(data) - {f.name for f in fields(cls)}
        if unknown:
            raise WhoSpeaksError(f"{path} has settings that do not exist: {', '.join(sorted(unknown))}.")
        model = ModelConfig.from_dict(data.pop("model", {}))
        lists = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
        return replace(cls(), model=model, **{**data, **lists})


class Batches(IterableDataset[tuple[torch.Tensor, torch.Tensor]]):
    """Endless batches; batch number `step` depends on the seed and the step only, so that a resumed run goes on as if
    nothing had happened."""

    def __init__(self, shard: Shard, config: TrainConfig, first_step: int) -> None:
        self.shard, self.config, self.first_step = shard, config, first_step

    def __iter__(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        torch.set_num_threads(1)
        config = self.config
        augmenter = Augmenter(config.seed, clean=config.clean) if config.augment else None
        seconds = np.bincount(self.shard.labels, self.shard.lengths) / RATE
        chances = seconds**config.by_length / (seconds**config.by_length).sum()
        for step in range(self.first_step, config.steps):
            rng = np.random.default_rng([config.seed, step])
            length = int(rng.integers(*config.crop_ms, endpoint=True)) * RATE // 1000
            labels = rng.choice(len(chances), size=config.batch, p=chances)
            crops = np.stack([self._crop(label, length, rng) for label in labels])
            if augmenter:
                crops = augmenter(crops, rng)
            yield torch.from_numpy(normalise(crops)), torch.from_numpy(labels)

    def _crop(self, label: int, length: int, rng: np.random.Generator) -> np.ndarray:
        clips = self.shard.of_class(label)
        weights = self.shard.lengths[clips].astype(np.float64)
        crop = self.shard.crop(rng.choice(clips, p=weights / weights.sum()), length, rng)
        return crop / (np.abs(crop).max() + 1e-7)


class Run:
    """The state of a training run: networks, their running average, optimiser and step, kept in `folder`."""

    def __init__(self, config: TrainConfig, classes: int, folder: Path) -> None:
        torch.manual_seed(config.seed)
        self.config, self.folder, self.step = config, folder, 0
        self.model = SincNet(config.model)
        self.classifier = CosineClassifier(classes, self.model.embedding_size)
        self.average = torch.optim.swa_utils.AveragedModel(
            self.model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(config.ema), use_buffers=True
        )
        sinc = [p for name, p in self.model.named_parameters() if name.endswith(("low_hz_", "band_hz_"))]
        rest = [p for name, p in self.model.named_parameters() if not name.endswith(("low_hz_", "band_hz_"))]
        matrices = [p for p in rest if p.ndim > 1] + [self.classifier.rows]
        vectors = [p for p in rest if p.ndim == 1]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": matrices, "lr": config.lr, "weight_decay": config.weight_decay},
                {"params": vectors, "lr": config.lr, "weight_decay": 0.0},
                {"params": sinc, "lr": config.sinc_lr, "weight_decay": 0.0},
            ]
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        if (folder / "last.pt").exists():
            self._load()
        elif config.start_from:
            self._start_from(Path(config.start_from) / "last.pt")

    def _rate(self, step: int) -> float:
        """Linear warm-up, then half a cosine down to a hundredth."""
        if step < self.config.warmup:
            return (step + 1) / self.config.warmup
        done = (step - self.config.warmup) / max(self.config.steps - self.config.warmup, 1)
        return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(done, 1)))

    def margin(self) -> float:
        """Grows from nothing over the second tenth of the run: a margin on random weights only stalls."""
        done = self.step / self.config.steps
        return self.config.margin * min(max((done - self.config.margin_from) / 0.1, 0), 1)

    def advance(self, crops: torch.Tensor, labels: torch.Tensor) -> tuple[float, float]:
        """One optimiser step; returns loss and share of windows classified rightly."""
        self.model.train()
        with torch.autocast("cpu", torch.bfloat16, enabled=self.config.bf16):
            embeddings = self.model(crops)
        cosines = self.classifier(embeddings)
        loss = additive_angular_margin_loss(cosines, labels, self.margin(), self.config.scale)
        if not torch.isfinite(loss):
            raise WhoSpeaksError(
                f"The loss is not a number at step {self.step}; the last good state is kept in {self.folder}. "
                "Lower the learning rate and start again from there."
            )
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*self.model.parameters(), *self.classifier.parameters()], 5.0)
        self.optimiser.step()
        self.schedule.step()
        self.average.update_parameters(self.model)
        self.step += 1
        return loss.item(), (cosines.argmax(1) == labels).float().mean().item()

    def _parts(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "classifier": self.classifier,
            "average": self.average,
            "optimiser": self.optimiser,
            "schedule": self.schedule,
        }

    def save(self) -> None:
        """Replaces `last.pt`; a full disk or a kill leaves the old one whole."""
        state = {name: part.state_dict() for name, part in self._parts().items()}
        temporary = self.folder / "last.pt.part"
        with temporary.open("wb") as file:
            torch.save({**state, "step": self.step}, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.folder / "last.pt")

    def _start_from(self, path: Path) -> None:
        try:
            state = torch.load(path, weights_only=True)
            self.average.load_state_dict(state["average"])
            self.model.load_state_dict(self.average.module.state_dict())
            self.classifier.load_state_dict(state["classifier"])
        except (OSError, KeyError, RuntimeError) as error:
            raise WhoSpeaksError(
                f"{path} cannot be started from ({str(error).splitlines()[0]}); train that run first, on the same "
                "speakers."
            ) from error

    def _load(self) -> None:
        state = torch.load(self.folder / "last.pt", weights_only=True)
        for name, part in self._parts().items():
            part.load_state_dict(state[name])
        self.step = state["step"]


def train(config: TrainConfig, corpus: Path, folder: Path, cache: Path) -> Iterator[tuple[int, float, float]]:
    """Trains on `corpus` without its held-out speakers; yields (step, loss, accuracy) after every step.

    `folder` receives `last.pt` and `log.csv`, `cache` the decoded corpus. Raises `WhoSpeaksError`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    speakers, _ = split(read_speakers(corpus), config.held_out)
    shard = Shard.build(cache, speakers, config.model.windows, config.speeds, tqdm)
    run = Run(config, len(shard.classes), folder)
    loader = DataLoader(Batches(shard, config, run.step), batch_size=None, num_workers=1, prefetch_factor=4)
    with (folder / "log.csv").open("a", newline="", encoding="utf-8") as file:
        log = csv.writer(file)
        started = time.monotonic()
        for crops, labels in loader:
            loss, accuracy = run.advance(crops, labels)
            yield run.step, loss, accuracy
            if run.step % 20 == 0:
                log.writerow([run.step, f"{loss:.4f}", f"{accuracy:.4f}", f"{time.monotonic() - started:.1f}"])
                file.flush()
            if run.step % config.save_every == 0 or run.step == config.steps:
                run.save()
