"""The voice embedding network, trained to recognise speakers; afterwards it is left alone (Wen et al., section 3.2).

It learns from the shipped recogniser, too (Hinton, Vinyals and Dean, 2015): a linear map of the embedding is to be the
d-vector that SincNet has of the speaker. So voices that sound alike lie beside each other, which a softmax over a few
hundred people does not ask for. An additive angular margin takes the place of the published plain softmax: with so few
speakers instead of 1,225 it makes voices that were never heard fall apart more clearly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from matplotlib.figure import Figure
from torch import nn
from torch.nn import functional as F

from generator.frontends.log_mel import repeated
from generator.gan.networks import EMBEDDING, VoiceEmbedding
from generator.optimising import autocast, descend
from generator.training.course import Course
from generator.training.material import HELD_OUT, SPEEDS, Material
from generator.training.voices import Voices
from generator.weights import save
from sincnet.evaluation.metrics import equal_error_rate
from sincnet.model import CosineClassifier, additive_angular_margin_loss
from sincnet.training.team import Team, share_batch_norms


@dataclass(frozen=True, slots=True)
class VoiceEmbeddingConfig:
    """`frames` are the shortest and the longest crop in frames of 10 ms, one length a batch; every speaker comes once
    per one of the `speeds`, as a class each. `margin` in radians. `taught` weighs 1 minus the cosine to the
    d-vector."""

    kind: str = "voice_embedding"
    held_out: dict[str, int] = field(default_factory=lambda: dict(HELD_OUT))
    course: Course = field(default_factory=Course)
    speeds: tuple[float, ...] = SPEEDS
    batch: int = 64
    frames: tuple[int, int] = (200, 500)
    width: float = 1.0
    margin: float = 0.2
    scale: float = 30.0
    taught: float = 10.0
    lr: float = 1e-3
    weight_decay: float = 0.05
    bf16: bool = True


class VoiceEmbeddingTask:
    """See `generator.training.course.Task`."""

    figures = ("loss", "accuracy", "cosine")
    judged = ("eer",)

    def __init__(self, config: VoiceEmbeddingConfig, material: Material, team: Team) -> None:
        torch.manual_seed(config.course.seed)
        self.config, self.team = config, team
        self.voices = material.voices(material.training, config.speeds)
        self.unheard = material.voices(material.held_out)
        self.network = VoiceEmbedding(config.width)
        self.classifier = CosineClassifier(int(self.voices.speakers[-1]) + 1, EMBEDDING)
        if team.size > 1:
            share_batch_norms(self.network)
        d_vectors = material.d_vectors(material.training, config.speeds)
        self.taught = torch.from_numpy(d_vectors - d_vectors.mean(0)).to(
            team.device
        )  # what all have in common tells nothing
        self.pupil = nn.Linear(EMBEDDING, self.taught.shape[1])
        self.networks = {"network": self.network, "classifier": self.classifier, "pupil": self.pupil}
        learned = [
            parameter for network in self.networks.values() for parameter in network.to(team.device).parameters()
        ]
        self.optimisers = {"all": torch.optim.AdamW(learned, config.lr, weight_decay=config.weight_decay)}

    def step(self, number: int) -> dict[str, torch.Tensor]:
        features, labels = crops(self.voices, self.config.batch, self.config.frames, [self.config.course.seed, number])
        mine = slice(self.team.rank, None, self.team.size)
        heard, who = features[mine].to(self.team.device), labels[mine].to(self.team.device)
        self.network.train()
        with autocast(self.team.device, self.config.bf16):
            embeddings = self.network(heard).float()
        cosines = self.classifier(embeddings)
        loss = additive_angular_margin_loss(cosines, who, self.config.margin, self.config.scale)
        cosine = F.cosine_similarity(self.pupil(F.normalize(embeddings)), self.taught[who]).mean()
        descend(self.optimisers["all"], loss + self.config.taught * (1 - cosine), self.team)
        return {"loss": loss, "accuracy": (cosines.argmax(1) == who).float().mean(), "cosine": cosine}

    def judge(self) -> dict[str, float]:
        """The equal error rate of utterances of people never heard, every one against every other."""
        found = embed(self.network, self.unheard)
        scores = found @ found.T
        pairs = np.triu_indices(len(found), 1)
        own = self.unheard.speakers[pairs[0]] == self.unheard.speakers[pairs[1]]
        return {"eer": equal_error_rate(scores[pairs][own], scores[pairs][~own])}

    def show(self) -> Figure | None:
        return None

    def release(self, folder: Path, steps: int) -> Path:
        path = folder / "voice_embedding.safetensors"
        save(path, self.network, {"steps": steps, "figures": self.judge()}, torch.float16)
        return path


def crops(
    voices: Voices, batch: int, frames: tuple[int, int], seed: Sequence[int]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Random crops of one random length, float32 (batch, 64, frames), and whose they are, int64 (batch,).

    Every speaker is as likely as any other, and so is every one of a speaker's utterances.
    """
    rng = np.random.default_rng(seed)
    length = int(rng.integers(*frames, endpoint=True))
    who = rng.integers(int(voices.speakers[-1]) + 1, size=batch)
    chosen = [rng.choice(voices.of_speaker(speaker)) for speaker in who]
    return torch.from_numpy(np.stack([voices.crop(one, length, rng) for one in chosen])), torch.from_numpy(who)


@torch.inference_mode()
def embed(network: VoiceEmbedding, voices: Voices) -> np.ndarray:
    """Every utterance as it is heard when a face is imagined: unit vectors float32 (utterances, 64)."""
    network.eval()
    device = next(network.parameters()).device
    found = [
        F.normalize(network(torch.from_numpy(repeated(voices.whole(number)))[None].to(device)).float()).cpu().numpy()
        for number in range(len(voices.speakers))
    ]
    return np.concatenate(found)
