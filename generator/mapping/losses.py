"""What the mapping network is trained on: 10·angular + 5·softmax (thesis, equation 3.1) + λ·Gromov-Wasserstein.

The thesis defines neither term. Angular is read as the angle between the mapped voice and the face feature of the same
person; the other reading, a margin on the angle to the person's own row among all training people (Deng et al.,
ArcFace, CVPR 2019), is `angular="margin"`. Softmax is the cross-entropy over the training people on the mapped feature.
The Gromov-Wasserstein term, which the thesis motivates and does not define, is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import torch
from torch import nn
from torch.nn import functional as F

from generator.mapping.gromov_wasserstein import Metric, Plan, gromov_wasserstein
from sincnet.model import CosineClassifier, additive_angular_margin_loss

NEAREST = 1 - 1e-4
"""The largest cosine whose angle is taken: the slope of the arc cosine is infinite at 1."""


@dataclass(frozen=True, slots=True)
class LossConfig:
    """The weights of the terms; `gromov_wasserstein` grows from 0 to its own over the first `ramp` steps, when the
    mapped features still say nothing. `scale` and `margin` (radians) are the cosine softmax's."""

    angular_weight: float = 10.0
    softmax_weight: float = 5.0
    gromov_wasserstein_weight: float = 1.0
    ramp: int = 1000
    angular: Literal["target", "margin"] = "target"
    scale: float = 30.0
    margin: float = 0.2
    metric: Metric = "cosine"
    plan: Plan = "solved"


class Terms(NamedTuple):
    """Scalars: the weighted `total`, and each term without its weight; `angular` in radians if it is to the target."""

    total: torch.Tensor
    angular: torch.Tensor
    softmax: torch.Tensor
    gromov_wasserstein: torch.Tensor


class MappingLoss(nn.Module):
    """Holds the rows of the training people, which are trained beside the network and not needed afterwards."""

    def __init__(self, people: int, feature_size: int = 512, config: LossConfig | None = None) -> None:
        super().__init__()
        self.config = config or LossConfig()
        self.classifier = CosineClassifier(people, feature_size)

    def forward(self, mapped: torch.Tensor, faces: torch.Tensor, people: torch.Tensor, step: int) -> Terms:
        """`mapped` voices and true `faces` (batch, feature_size), whose `people` are int64 (batch,); `step` counts from
        0. No gradient reaches `faces`."""
        config, faces = self.config, faces.detach()
        cosines = self.classifier(mapped)  # (batch, people)
        softmax = F.cross_entropy(config.scale * cosines, people)
        if config.angular == "target":
            angular = angles(mapped, faces).mean()
        else:
            angular = additive_angular_margin_loss(cosines, people, config.margin, config.scale)
        weight = config.gromov_wasserstein_weight * min(1.0, step / max(config.ramp, 1))
        relational = gromov_wasserstein(mapped, faces, config.metric, config.plan) if weight else mapped.new_zeros(())
        total = config.angular_weight * angular + config.softmax_weight * softmax + weight * relational
        return Terms(total, angular, softmax, relational)


def angles(one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """The angles in radians (batch,) between rows (batch, d), of any length; none is taken for less than 0.014."""
    return torch.acos(F.cosine_similarity(one.float(), other.float()).clamp(-NEAREST, NEAREST))
