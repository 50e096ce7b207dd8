"""The face embedding network, trained to recognise drawn people by chance; measured on drawn people it never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from generator.faces.network import FaceClassifier, FaceEmbedding
from generator.optimising import autocast, descend
from generator.training.course import Course
from generator.training.crowd import LEARNED, STRANGERS, UNSEEN, Crowd
from generator.training.material import HELD_OUT, Material
from generator.weights import save
from sincnet.evaluation.metrics import equal_error_rate
from sincnet.model import additive_angular_margin_loss
from sincnet.training.team import Team, share_batch_norms


@dataclass(frozen=True, slots=True)
class FaceEmbeddingConfig:
    """`people` by chance sit for `moments` pictures of `size` pixels each, or come out of a prepared folder of
    `photographs`; they are shown at any size down to `least`.
    `margin` in radians."""

    kind: str = "face_embedding"
    held_out: dict[str, int] = field(default_factory=lambda: dict(HELD_OUT))
    course: Course = field(default_factory=Course)
    photographs: str = ""
    people: int = 2000
    moments: int = 8
    size: int = 128
    least: int = 64
    batch: int = 64
    margin: float = 0.3
    scale: float = 30.0
    lr: float = 1e-3
    weight_decay: float = 0.05
    bf16: bool = True


class FaceEmbeddingTask:
    """See `generator.training.course.Task`."""

    figures: Sequence[str] = ("loss", "accuracy")
    judged: Sequence[str] = ("eer",)

    def __init__(self, config: FaceEmbeddingConfig, material: Material, team: Team) -> None:
        torch.manual_seed(config.course.seed)
        self.config, self.team = config, team
        self.crowd = Crowd.of(material, config.people, config.moments, config.size, LEARNED)
        self.strangers = Crowd.of(material, STRANGERS, config.moments, config.size, UNSEEN)
        self.network = FaceEmbedding()
        if team.size > 1:
            share_batch_norms(self.network)
        self.classifier = FaceClassifier(self.network, len(self.crowd.pictures), config.margin, config.scale).to(
            team.device
        )
        self.networks = {"classifier": self.classifier}
        adam = torch.optim.AdamW(self.classifier.parameters(), config.lr, weight_decay=config.weight_decay)
        self.optimisers: dict[str, torch.optim.Optimizer] = {"classifier": adam}

    def step(self, number: int) -> dict[str, torch.Tensor]:
        rng = np.random.default_rng([self.config.course.seed, number])
        seen, _, who = self.crowd.batch(self.config.batch, rng)
        size = int(rng.integers(self.config.least // 8, self.config.size // 8, endpoint=True)) * 8
        mine = slice(self.team.rank, None, self.team.size)
        faces = F.interpolate(seen[mine].to(self.team.device), size=(size, size), mode="bilinear", antialias=True)
        people = torch.from_numpy(who[mine]).to(self.team.device)
        self.classifier.train()
        with autocast(self.team.device, self.config.bf16):
            features = self.network(faces)
        cosines = self.classifier.rows(features.float())
        loss = additive_angular_margin_loss(cosines, people, self.config.margin, self.config.scale)
        descend(self.optimisers["classifier"], loss, self.team)
        return {"loss": loss, "accuracy": (cosines.argmax(1) == people).float().mean()}

    def judge(self) -> dict[str, float]:
        """The equal error rate of pictures of people never seen, every one against every other."""
        self.network.eval()
        people, moments = self.strangers.pictures.shape[:2]
        found = self.network.of_pictures(self.strangers.pictures.reshape(-1, *self.strangers.pictures.shape[2:]))
        who = np.arange(people).repeat(moments)
        pairs = np.triu_indices(len(found), 1)
        scores, own = (found @ found.T)[pairs], who[pairs[0]] == who[pairs[1]]
        return {"eer": equal_error_rate(scores[own], scores[~own])}

    def show(self) -> Figure | None:
        return None

    def release(self, folder: Path, steps: int) -> Path:
        path = folder / "face_embedding.safetensors"
        save(path, self.network, {"steps": steps, "figures": self.judge()}, torch.float16)
        return path
