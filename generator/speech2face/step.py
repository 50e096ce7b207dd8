"""One training step of the voice encoder, and one of the face decoder; the decoder is trained first, by itself."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from generator.optimising import autocast, descend, frozen
from generator.speech2face.decoder import FaceDecoder
from generator.speech2face.encoder import VoiceEncoder
from generator.speech2face.losses import FeatureLoss, feature_loss, picture_loss
from sincnet.training.team import ALONE, Team, share_batch_norms


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """Oh et al. (CVPR 2019, section 3): Adam, the rate times `decay` every `decay_every` steps; lambdas and temperature
    of equation 1. With `absolute` the features' mean absolute difference instead of equation 1."""

    lr: float = 1e-3
    betas: tuple[float, float] = (0.5, 0.999)
    eps: float = 1e-4
    decay: float = 0.95
    decay_every: int = 10_000
    batch: int = 8
    direction: float = 0.025
    distil: float = 200.0
    temperature: float = 2.0
    absolute: bool = False
    bf16: bool = True


PAPER = EncoderConfig()
NOTEBOOK = EncoderConfig(betas=(0.5, 0.9799), eps=1e-8, decay_every=7, batch=119, absolute=True)
"""The Ain Shams notebook: 833 clips, so 7 steps an epoch, after each of which the rate falls; eps is not told."""


@dataclass(frozen=True, slots=True)
class DecoderConfig:
    """The Ain Shams notebook: Adam, the mean absolute difference of pictures."""

    lr: float = 6e-4
    batch: int = 110
    bf16: bool = True


class EncoderStep:
    """Trains a voice encoder, which lies on its device already; a call is one step.

    `decoder` is the face decoder's first layer and `recogniser` the face recogniser's last, both trained; each may be
    left out, and its term with it. They stay as they are. In a team norms are shared and gradients averaged.
    """

    def __init__(
        self,
        encoder: VoiceEncoder,
        config: EncoderConfig = PAPER,
        decoder: nn.Module | None = None,
        recogniser: nn.Module | None = None,
        team: Team = ALONE,
    ) -> None:
        self.encoder, self.config, self.team = encoder.train(), config, team
        self._decoder, self._recogniser = decoder, recogniser
        if team.size > 1:
            share_batch_norms(encoder)  # before the optimiser is given their numbers
        adam = torch.optim.Adam(encoder.parameters(), config.lr, config.betas, config.eps)
        self.optimisers: dict[str, torch.optim.Optimizer] = {"encoder": adam}

    def rate(self, step: int) -> float:
        """The factor of the learning rate at `step`."""
        return self.config.decay ** (step // self.config.decay_every)

    def __call__(self, spectrograms: torch.Tensor, seen: torch.Tensor) -> FeatureLoss:
        """One step: spectrograms as the encoder takes them, the faces' features (batch, features)."""
        config = self.config
        with autocast(spectrograms.device, config.bf16):
            heard = self.encoder(spectrograms).float()  # (batch, features)
        with frozen(*(layer for layer in (self._decoder, self._recogniser) if layer is not None)):
            if config.absolute:
                none = heard.new_zeros(())
                losses = FeatureLoss(F.l1_loss(heard, seen), none, none, none)
            else:
                weighed = (config.direction, config.distil, config.temperature)
                losses = feature_loss(heard, seen, self._decoder, self._recogniser, *weighed)
            descend(self.optimisers["encoder"], losses.total, self.team)
        return FeatureLoss(*(loss.detach() for loss in losses))


class DecoderStep:
    """Trains a face decoder, which lies on its device already; a call is one step. In a team gradients are averaged."""

    def __init__(self, decoder: FaceDecoder, config: DecoderConfig | None = None, team: Team = ALONE) -> None:
        self.decoder, self.config, self.team = decoder.train(), config or DecoderConfig(), team
        adam = torch.optim.Adam(decoder.parameters(), self.config.lr)
        self.optimisers: dict[str, torch.optim.Optimizer] = {"decoder": adam}

    def __call__(self, features: torch.Tensor, faces: torch.Tensor) -> torch.Tensor:
        """One step on features (batch, d) and their faces (batch, 3, 224, 224), 0 to 1: the loss, 0 to 255."""
        with autocast(features.device, self.config.bf16):
            drawn = self.decoder(features)
        loss = picture_loss(drawn, faces)
        descend(self.optimisers["decoder"], loss, self.team)
        return loss.detach()
