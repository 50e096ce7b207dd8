"""The thesis's mapping network: from the voice embedding to the face feature of the same person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from generator.faces.network import FaceEmbedding
from generator.frontends.log_mel import repeated
from generator.gan.networks import VoiceEmbedding
from generator.mapping.losses import LossConfig, MappingLoss, angles
from generator.mapping.network import MappingNetwork
from generator.optimising import descend
from generator.training.course import Course
from generator.training.earlier import trained
from generator.training.material import HELD_OUT, SPEEDS, Material
from generator.training.voices import Voices
from generator.weights import save
from sincnet.corpora.dataset import Speaker
from sincnet.training.team import Team

CROP_FRAMES = (300, 1000)
"""Of what a voice is embedded for training: the shortest and the longest, in frames of 10 ms."""


@dataclass(frozen=True, slots=True)
class MappingTaskConfig:
    """`voice` and `faces` are trained networks (.safetensors), which stay as they are. Everybody is heard at each of
    `speeds`. Every utterance is embedded
    `crops` times, from another stretch each time; every person sits for `moments` pictures of `size` pixels, or comes
    out of a prepared folder of `photographs`. `noise` is added to each number of a voice, as the GAN does."""

    kind: str = "mapping"
    held_out: dict[str, int] = field(default_factory=lambda: dict(HELD_OUT))
    course: Course = field(default_factory=lambda: Course(steps=5000))
    voice: str = "runs/voice_embedding/voice_embedding.safetensors"
    photographs: str = ""
    faces: str = "runs/face_embedding/face_embedding.safetensors"
    speeds: tuple[float, ...] = SPEEDS
    crops: int = 8
    moments: int = 8
    size: int = 128
    batch: int = 64
    noise: float = 0.05
    literal: bool = False
    losses: LossConfig = field(default_factory=LossConfig)
    lr: float = 1e-3
    weight_decay: float = 0.05


class MappingTask:
    """See `generator.training.course.Task`."""

    figures: Sequence[str] = ("total", "angular", "softmax", "gromov_wasserstein")
    judged: Sequence[str] = ("angle",)

    def __init__(self, config: MappingTaskConfig, material: Material, team: Team) -> None:
        torch.manual_seed(config.course.seed)
        self.config, self.team = config, team
        voice, faces = trained(config.voice, VoiceEmbedding), trained(config.faces, FaceEmbedding)
        self.ids = {"voice": voice.id, "faces": faces.id}
        self.known = self._pairs(voice.network, faces.network, material, material.training, config.speeds, config.crops)
        self.unknown = self._pairs(voice.network, faces.network, material, material.held_out, (1.0,), 1)
        self.network = MappingNetwork(literal=config.literal)
        self.loss = MappingLoss(len(self.known[2]), config=config.losses)
        self.networks = {"network": self.network.to(team.device), "loss": self.loss.to(team.device)}
        learned = [*self.network.parameters(), *self.loss.parameters()]
        self.optimisers: dict[str, torch.optim.Optimizer] = {
            "all": torch.optim.AdamW(learned, config.lr, weight_decay=config.weight_decay)
        }

    def _pairs(
        self,
        voice: VoiceEmbedding,
        faces: FaceEmbedding,
        material: Material,
        speakers: Sequence[Speaker],
        speeds: Sequence[float],
        crops: int,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Embedded voices (n, 64), the number of who speaks (n,), and everybody's mean face feature (people, d)."""
        voices = material.voices(speakers, speeds)
        heard = embedded(voice, voices, crops, self.config.course.seed)
        who = np.repeat(voices.speakers, crops)
        sat = material.faces(speakers, speeds, self.config.moments, self.config.size)
        seen = np.stack([faces.of_pictures(of_one).mean(0) for of_one in sat])
        return torch.from_numpy(heard), torch.from_numpy(who), F.normalize(torch.from_numpy(seen))

    def step(self, number: int) -> dict[str, torch.Tensor]:
        rng = np.random.default_rng([self.config.course.seed, number])
        heard, who, seen = self.known
        rows = torch.from_numpy(rng.integers(len(heard), size=self.config.batch))
        noise = torch.from_numpy(rng.standard_normal((self.config.batch, heard.shape[1]), np.float32))
        device = self.team.device  # every process takes the whole batch: the network is small, and one term is of all
        voices = F.normalize(heard[rows] + self.config.noise * noise).to(device)
        people = who[rows]
        mapped = self.network.train()(voices)
        terms = self.loss(mapped, seen[people].to(device), people.to(device), number)
        descend(self.optimisers["all"], terms.total, self.team)
        return terms._asdict()

    @torch.inference_mode()
    def judge(self) -> dict[str, float]:
        """The mean angle in degrees between mapped voices never heard and the faces of those who spoke."""
        heard, who, seen = self.unknown
        mapped = self.network.eval()(heard.to(self.team.device)).cpu()
        return {"angle": float(angles(mapped, seen[who]).mean().rad2deg())}

    def show(self) -> Figure | None:
        return None

    def release(self, folder: Path, steps: int) -> Path:
        path = folder / "mapping.safetensors"
        save(path, self.network, {"steps": steps, **self.ids, "figures": self.judge()}, torch.float16)
        return path


@torch.inference_mode()
def embedded(network: VoiceEmbedding, voices: Voices, crops: int, seed: int) -> np.ndarray:
    """Unit embeddings float32 (utterances · crops, 64): the first of each utterance is of all of it, the others are of
    random stretches."""
    found = []
    for utterance in range(len(voices.speakers)):
        rng = np.random.default_rng([seed, utterance])
        for crop in range(crops):
            length = int(rng.integers(*CROP_FRAMES))
            heard = voices.crop(utterance, length, rng) if crop else repeated(voices.whole(utterance))
            found.append(F.normalize(network(torch.from_numpy(np.ascontiguousarray(heard))[None]))[0].numpy())
    return np.stack(found)
