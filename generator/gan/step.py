"""One training step of the GAN (Wen, Singh and Raj, NeurIPS 2019, section 3; as in their published code).

Faces and voices of a batch are drawn apart and share only the list of identities. First face network, discriminator
and classifier learn together what is real and who it is; then the generator learns to be taken for the person who
speaks. The voice embedding network never learns here.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional as F

from generator.gan.batches import Batch
from generator.gan.config import GanConfig
from generator.gan.networks import Classifier, Discriminator, FaceNetwork, Generator, VoiceEmbedding
from generator.optimising import autocast, descend, frozen
from sincnet.training.team import ALONE, Team, share_batch_norms


class Gan(nn.Module):
    """All five networks, for so many `identities`; `voice` is trained already and stays as it is."""

    def __init__(self, config: GanConfig, identities: int, voice: VoiceEmbedding) -> None:
        super().__init__()
        self.voice = voice.requires_grad_(False)
        self.generator = Generator(config.width, config.batch_norm_g, config.tanh)
        self.face = FaceNetwork(config.width, config.batch_norm_f)
        self.discriminator = Discriminator()
        self.classifier = Classifier(identities)
        self.train()

    def train(self, mode: bool = True) -> Gan:
        super().train(mode)
        self.voice.eval()
        return self

    @torch.no_grad()
    def embed(
        self, features: torch.Tensor, noise: float = 0.0, rng: torch.Generator | None = None, team: Team = ALONE
    ) -> torch.Tensor:
        """Log-mel features (batch, 64, frames) to voices of length 1, (batch, 64), after `noise`·N(0, 1) is added.

        In a team whose `rng` are alike, it is the noise that one process would add to the whole batch.
        """
        voices = F.normalize(self.voice(features).float())
        rows, numbers = voices.shape
        drawn = torch.randn(rows * team.size, numbers, generator=rng, device=rng.device if rng else voices.device)
        return F.normalize(voices + noise * drawn[team.rank :: team.size].to(voices.device))


class Losses(NamedTuple):
    """Scalars of one step, means over this process's share of the batch, without gradients.

    The first three are of the faces' side: real faces taken for real, drawn ones for drawn, real ones for who they
    are. The last two of the generator's: its faces taken for real, and for who speaks.
    """

    real: torch.Tensor
    drawn: torch.Tensor
    identity: torch.Tensor
    fooling: torch.Tensor
    likeness: torch.Tensor


class GanStep:
    """Trains a `Gan`, which lies on its device already; a call is one step. `optimisers` has the two of them by name.

    In a team the batch norms are shared and the gradients averaged. Batch norms of the face network take part in both
    halves of a step, as in the published code: their running figures move then too, no parameter does.
    """

    def __init__(self, gan: Gan, config: GanConfig, team: Team = ALONE) -> None:
        self.gan, self.config, self.team = gan, config, team
        if team.size > 1:
            share_batch_norms(gan.generator)  # before the optimisers are given their numbers
            share_batch_norms(gan.face)
        self.judges = (gan.face, gan.discriminator, gan.classifier)
        judging = [p for network in self.judges for p in network.parameters()]
        self.optimisers = {
            "judges": _optimiser(config, judging),
            "generator": _optimiser(config, list(gan.generator.parameters())),
        }

    def __call__(self, batch: Batch, rng: torch.Generator | None = None) -> Losses:
        """One step on a batch, which lies on the networks' device; `rng` draws the noise, the same in all of a team."""
        gan, config = self.gan, self.config
        voices = gan.embed(batch.voices, config.noise, rng, self.team)  # (batch, 64)
        with self._autocast(batch):
            faces = gan.generator(voices)  # (batch, 3, 64, 64)
            seen_real, seen_drawn = gan.face(batch.faces), gan.face(faces.detach())  # (batch, 64)
            real = _taken_for(gan.discriminator(seen_real), 1.0)
            drawn = _taken_for(gan.discriminator(seen_drawn), 0.0)
            identity = F.cross_entropy(gan.classifier(seen_real).float(), batch.face_ids)
        descend(self.optimisers["judges"], real + drawn + identity, self.team)
        # Another autocast, for the first has kept the judges' numbers as they were in bfloat16.
        with frozen(*self.judges), self._autocast(batch):
            seen = gan.face(faces)
            fooling = _taken_for(gan.discriminator(seen), 1.0)
            likeness = F.cross_entropy(gan.classifier(seen).float(), batch.voice_ids)
            descend(self.optimisers["generator"], fooling + likeness, self.team)
        return Losses(*(loss.detach() for loss in (real, drawn, identity, fooling, likeness)))

    def _autocast(self, batch: Batch) -> torch.autocast:
        return autocast(batch.faces.device, self.config.bf16)


def _taken_for(log_odds: torch.Tensor, what: float) -> torch.Tensor:
    """Binary cross entropy of (batch,) against all real (1) or all drawn (0)."""
    return F.binary_cross_entropy_with_logits(log_odds.float(), torch.full_like(log_odds, what, dtype=torch.float32))


def _optimiser(config: GanConfig, parameters: list[nn.Parameter]) -> torch.optim.Optimizer:
    if config.optimiser == "adam":
        return torch.optim.Adam(parameters, config.lr, config.betas, config.eps)
    return torch.optim.RMSprop(parameters, config.lr, config.alpha, config.eps)
