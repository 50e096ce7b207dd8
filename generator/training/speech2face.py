"""Speech2Face's voice encoder, trained to say the face feature of whoever speaks (Oh et al., CVPR 2019)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from matplotlib.figure import Figure
from torch import nn
from torch.nn import functional as F

from audio.source import RATE
from generator.faces.network import FEATURES, FaceEmbedding
from generator.frontends.spectrogram import SECONDS, notebook, spectrogram
from generator.mapping.losses import angles
from generator.speech2face.decoder import FaceDecoder
from generator.speech2face.encoder import VoiceEncoder
from generator.speech2face.step import EncoderConfig, EncoderStep
from generator.training.course import Course
from generator.training.earlier import trained
from generator.training.material import HELD_OUT, SPEEDS, Material
from generator.weights import save
from sincnet.corpora.dataset import Shard, Speaker
from sincnet.training.team import Team

TESTED = 4
"""Recordings of each person never heard."""

SHARPNESS = 30.0
"""By how much the cosine to somebody's face counts for being taken for them, as the face embedding network learned."""


@dataclass(frozen=True, slots=True)
class Speech2FaceConfig:
    """`width` of the encoder, 1 being the 148 million numbers of the paper; `decoder` and `faces` are trained networks
    (.safetensors). Everybody is heard at each of `speeds`, as somebody else. Every person sits for `moments` pictures
    of `size` pixels, or comes out of a prepared folder of `photographs`; the mean feature is aimed at. In the place of
    VGG-Face's last layer, by which the paper distils, is one whose rows are these features."""

    kind: str = "speech2face"
    held_out: dict[str, int] = field(default_factory=lambda: dict(HELD_OUT))
    course: Course = field(default_factory=Course)
    decoder: str = "runs/speech2face_decoder/speech2face_decoder.safetensors"
    photographs: str = ""
    faces: str = "runs/face_embedding/face_embedding.safetensors"
    speeds: tuple[float, ...] = SPEEDS
    width: float = 0.25
    notebook: bool = False
    moments: int = 8
    size: int = 128
    encoder: EncoderConfig = field(default_factory=EncoderConfig)


class Speech2FaceTask:
    """See `generator.training.course.Task`."""

    figures: Sequence[str] = ("total", "decoder", "direction", "distilled")
    judged: Sequence[str] = ("angle",)

    def __init__(self, config: Speech2FaceConfig, material: Material, team: Team) -> None:
        torch.manual_seed(config.course.seed)
        self.config, self.team = config, team
        faces, decoder = trained(config.faces, FaceEmbedding), trained(config.decoder, FaceDecoder)
        self.ids = {"faces": faces.id, "decoder": decoder.id}
        self.known, self.seen = self._pairs(faces.network, material, material.training, config.speeds)
        self.unknown, self.unseen = self._pairs(faces.network, material, material.held_out, (1.0,))
        self.encoder = VoiceEncoder(config.width, FEATURES, config.notebook).to(team.device)
        first, last = decoder.network.first_layer.to(team.device), recogniser(self.seen).to(team.device)
        self.stepper = EncoderStep(self.encoder, config.encoder, first, last, team)
        self.networks = {"encoder": self.encoder}
        self.optimisers = self.stepper.optimisers

    def _pairs(
        self, faces: FaceEmbedding, material: Material, speakers: Sequence[Speaker], speeds: Sequence[float]
    ) -> tuple[Shard, torch.Tensor]:
        """Their recordings, and everybody's mean face feature (people, d)."""
        sat = material.faces(speakers, speeds, self.config.moments, self.config.size)
        seen = np.stack([faces.of_pictures(of_one).mean(0) for of_one in sat])
        return material.shard(speakers, speeds), F.normalize(torch.from_numpy(seen))

    def _heard(self, samples: np.ndarray) -> np.ndarray:
        return notebook(samples) if self.config.notebook else spectrogram(samples)

    def step(self, number: int) -> dict[str, torch.Tensor]:
        rng = np.random.default_rng([self.config.course.seed, number])
        mine, device = slice(self.team.rank, None, self.team.size), self.team.device
        who = rng.integers(len(self.seen), size=self.config.encoder.batch)
        clips = [int(rng.choice(self.known.of_class(person))) for person in who]
        sound = [self.known.crop(clip, SECONDS * RATE, rng) for clip in clips][mine]
        heard = torch.from_numpy(np.stack([self._heard(samples) for samples in sound])).to(device)
        for group in self.optimisers["encoder"].param_groups:  # whose rate the course has just set
            group["lr"] *= self.stepper.rate(number)
        self.encoder.train()
        return self.stepper(heard, self.seen[who[mine]].to(device))._asdict()

    @torch.inference_mode()
    def judge(self) -> dict[str, float]:
        """The mean angle in degrees between what is heard in recordings of people never heard and their faces."""
        self.encoder.eval()
        found = []
        for person, seen in enumerate(self.unseen):
            clips = self.unknown.of_class(person)[:TESTED]
            heard = np.stack([self._heard(self.unknown.samples(int(clip))) for clip in clips])
            said = self.encoder(torch.from_numpy(heard).to(self.team.device)).cpu()
            found.append(angles(said, seen.expand_as(said)).mean())
        return {"angle": float(torch.stack(found).mean().rad2deg())}

    def show(self) -> Figure | None:
        return None

    def release(self, folder: Path, steps: int) -> Path:
        path = folder / "speech2face.safetensors"
        save(path, self.encoder, {"steps": steps, **self.ids, "figures": self.judge()}, torch.float16)
        return path


def recogniser(seen: torch.Tensor) -> nn.Linear:
    """Of face features (n, d) to log-odds (n, people), for those whose unit features (people, d) were `seen`: one's row
    is one's feature, as somebody enrolled has a row in the recogniser of voices."""
    layer = nn.Linear(seen.shape[1], len(seen), bias=False).requires_grad_(False)
    layer.weight.copy_(SHARPNESS * seen)
    return layer
