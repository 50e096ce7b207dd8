"""One training step of the voice encoder; the face decoder, through whose first layer it looks, is trained before."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from generator.optimising import autocast, descend, frozen
from generator.speech2face.encoder import VoiceEncoder
from generator.speech2face.losses import FeatureLoss, feature_loss
from sincnet.training.team import ALONE, Team, share_batch_norms


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """Oh et al. (CVPR 2019, section 3): Adam, the rate times `decay` every `decay_every` steps; lambdas and temperature
    of equation 1. With `absolute` the features' mean absolute difference instead of equation 1. As it is, it is the
    paper's; generator/configs/speech2face_ainshams.toml has that of the Ain Shams report."""

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


class EncoderStep:
    """Trains a voice encoder, which lies on its device already; a call is one step.

    `decoder` is the face decoder's first layer and `recogniser` the face recogniser's last, both trained; each may be
    left out, and its term with it. They stay as they are. In a team norms are shared and gradients averaged.
    """

    def __init__(
        self,
        encoder: VoiceEncoder,
        config: EncoderConfig,
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
