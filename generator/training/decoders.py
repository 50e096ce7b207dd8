"""Decoders, trained by drawing again what the face embedding network saw: a feature of any moment to the still face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from generator.faces.network import FEATURES, FaceEmbedding, planes
from generator.mapping.feature_decoder import FeatureDecoder
from generator.optimising import autocast, descend, frozen
from generator.speech2face.decoder import SIZE, FaceDecoder
from generator.speech2face.losses import picture_loss
from generator.training.course import Course
from generator.training.crowd import LEARNED, STRANGERS, UNSEEN, Crowd
from generator.training.earlier import trained
from generator.training.material import HELD_OUT, Material
from generator.training.pictures import grid
from generator.weights import save
from sincnet.training.team import Team

SHOWN = 20


@dataclass(frozen=True, slots=True)
class DecoderTaskConfig:
    """`decoder`: the mapping network's, or Speech2Face's of `width`. `faces` are the face embedding network's weights.
    `people` by chance sit for `moments` pictures each, or come out of a prepared folder of `photographs`.

    The loss is the mean absolute difference of pictures (0 to 255); `edges` times that of neighbouring pixels'
    differences, in which eyes and mouth, a few thin lines, weigh more; and, so that it stays somebody,
    `likeness` times 1 minus the cosine of the drawn face's feature to that of the true one.
    """

    kind: str = "decoder"
    held_out: dict[str, int] = field(default_factory=lambda: dict(HELD_OUT))
    course: Course = field(default_factory=Course)
    decoder: Literal["feature", "speech2face"] = "feature"
    photographs: str = ""
    faces: str = "runs/face_embedding/face_embedding.safetensors"
    people: int = 2000
    moments: int = 8
    size: int = 128
    width: float = 0.25
    batch: int = 32
    edges: float = 0.0
    likeness: float = 20.0
    lr: float = 1e-3
    bf16: bool = True


class DecoderTask:
    """See `generator.training.course.Task`."""

    figures: Sequence[str] = ("l1", "cosine")
    judged: Sequence[str] = ("l1_unseen", "cosine_unseen")

    def __init__(self, config: DecoderTaskConfig, material: Material, team: Team) -> None:
        torch.manual_seed(config.course.seed)
        self.config, self.team = config, team
        stored = trained(config.faces, FaceEmbedding)
        size = config.size if config.decoder == "feature" else SIZE
        self.crowd = Crowd.of(material, config.people, config.moments, size, LEARNED)
        self.strangers = Crowd.of(material, STRANGERS, config.moments, size, UNSEEN)
        self.faces_id, self.faces = stored.id, stored.network.to(team.device)
        self.decoder: FeatureDecoder | FaceDecoder = (
            FeatureDecoder(size=size) if config.decoder == "feature" else FaceDecoder(config.width, FEATURES)
        )
        if isinstance(self.decoder, FeatureDecoder):
            self.decoder.beneath.fit(planes(torch.from_numpy(np.array(self.crowd.pictures[:, 0]))))
        self.networks = {"decoder": self.decoder.to(team.device)}
        self.optimisers: dict[str, torch.optim.Optimizer] = {
            "decoder": torch.optim.Adam(self.decoder.parameters(), config.lr)
        }

    def step(self, number: int) -> dict[str, torch.Tensor]:
        rng = np.random.default_rng([self.config.course.seed, number])
        mine = slice(self.team.rank, None, self.team.size)
        seen, still, _ = self.crowd.batch(self.config.batch, rng)
        seen, still = seen[mine].to(self.team.device), still[mine].to(self.team.device)
        self.decoder.train()
        with autocast(self.team.device, self.config.bf16):
            with torch.no_grad():
                features, wanted = self.feature(seen), self.feature(still)
            with frozen(self.faces):
                drawn = self.decoder(features).float()
                cosine = F.cosine_similarity(self.feature(drawn), wanted).mean()
        l1 = picture_loss(drawn, still)
        loss = l1 + self.config.likeness * (1 - cosine)
        if self.config.edges:
            loss = loss + self.config.edges * sum(
                picture_loss(drawn.diff(dim=axis), still.diff(dim=axis)) for axis in (2, 3)
            )
        descend(self.optimisers["decoder"], loss, self.team)
        return {"l1": l1, "cosine": cosine}

    def feature(self, faces: torch.Tensor) -> torch.Tensor:
        """Unit features float32 (n, d) of pictures (n, 3, size, size), seen as small as the network was trained on."""
        if faces.shape[2] > 128:
            faces = F.interpolate(faces, size=(128, 128), mode="bilinear", antialias=True)
        features: torch.Tensor = self.faces(faces).float()
        return features

    @torch.inference_mode()
    def unseen(self, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """The still faces of people never seen, and what the decoder draws of another moment of theirs."""
        self.decoder.eval()
        seen, still, _ = self.strangers.batch(count, np.random.default_rng(0))
        drawn = [self.decoder(self.feature(part.to(self.team.device))) for part in seen.split(16)]
        return still, torch.cat(drawn).float().cpu()

    def judge(self) -> dict[str, float]:
        still, drawn = self.unseen(STRANGERS)
        with torch.inference_mode():
            wanted, found = (self.feature(faces.to(self.team.device)) for faces in (still, drawn))
        cosine = F.cosine_similarity(wanted, found)
        return {"l1_unseen": float(picture_loss(drawn, still)), "cosine_unseen": float(cosine.mean())}

    def show(self) -> Figure | None:
        """People never seen: as they are, and below as they are drawn again."""
        still, drawn = self.unseen(SHOWN)
        rows = [part for pair in zip(still.split(10), drawn.split(10), strict=True) for part in pair]
        return grid((torch.cat(rows) * 255).round().byte().permute(0, 2, 3, 1).numpy())

    def release(self, folder: Path, steps: int) -> Path:
        path = folder / f"{self.config.decoder}_decoder.safetensors"
        save(path, self.decoder, {"steps": steps, "faces": self.faces_id, "figures": self.judge()}, torch.float16)
        return path
