"""How the voice embedding network learns: by telling speakers apart (Wen, Singh and Raj, NeurIPS 2019, section 3.1).

Afterwards its last layer is thrown away and what came before is frozen.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch.nn import functional as F

from generator.gan.networks import Classifier, VoiceEmbedding
from generator.optimising import autocast, descend
from sincnet.training.team import ALONE, Team, share_batch_norms


class Recognised(NamedTuple):
    """Scalars of one step, without gradients: the cross entropy and the share of crops that were recognised."""

    loss: torch.Tensor
    right: torch.Tensor


class RecognitionStep:
    """Trains a voice embedding network and its classifier of speakers, which lie on their device already.

    Adam at a rate of `lr`; the published training of this network is not described, so the rate is ours. In a team
    the batch norms are shared and the gradients averaged.
    """

    def __init__(
        self, voice: VoiceEmbedding, classifier: Classifier, lr: float = 1e-3, bf16: bool = True, team: Team = ALONE
    ) -> None:
        self.voice, self.classifier, self.bf16, self.team = voice.train(), classifier.train(), bf16, team
        if team.size > 1:
            share_batch_norms(voice)  # before the optimiser is given their numbers
        self._optimiser = torch.optim.Adam([*voice.parameters(), *classifier.parameters()], lr)

    def __call__(self, features: torch.Tensor, speakers: torch.Tensor) -> Recognised:
        """One step on crops float32 (batch, 64, frames) and who speaks in them, int64 (batch,)."""
        with autocast(features.device, self.bf16):
            scores = self.classifier(self.voice(features)).float()  # (batch, identities)
        loss = F.cross_entropy(scores, speakers)
        descend(self._optimiser, loss, self.team)
        return Recognised(loss.detach(), (scores.detach().argmax(1) == speakers).float().mean())

    def state_dict(self) -> dict[str, Any]:
        """What a resumed run needs besides the networks."""
        return self._optimiser.state_dict()

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Goes on from such a state."""
        self._optimiser.load_state_dict(state)
