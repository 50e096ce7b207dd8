"""`SincNet`: windows of raw waveform in, d-vectors out; and the cosine softmax whose rows are the people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import torch
from torch import nn
from torch.nn import functional as F

from sincnet.config import CnnDnnConfig, EnsembleConfig, ModelConfig, Res2NetConfig
from sincnet.feature_dnn import FeatureDnn
from sincnet.published import CnnDnn
from sincnet.trunk import Res2Net


class Ensemble(nn.Module):
    """Res2Nets side by side. The d-vector holds theirs, each as long as the root of its share: its cosine to another
    is the mean of their cosines, weighed by the shares."""

    def __init__(self, config: EnsembleConfig) -> None:
        super().__init__()
        self.members = nn.ModuleList(Res2Net(member.sinc, member.trunk) for member in config.members)
        self.embedding_size = sum(member.trunk.embedding for member in config.members)
        self._lengths = [member.share**0.5 for member in config.members]

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        """(batch, samples) to (batch, embedding_size)."""
        return torch.cat([length * F.normalize(net(windows).float()) for net, length in self.nets()], 1)

    def nets(self) -> Iterator[tuple[Res2Net, float]]:
        """Each network with the length of its part of the d-vector."""
        return zip(cast(Iterable[Res2Net], self.members), self._lengths, strict=True)


class SincNet(nn.Module):
    """Learned sinc filters on the raw waveform and the trunk that the configuration names; or, to compare with, what
    the SincNet paper put in the filters' place.

    `embedding_size` is the length of a d-vector.
    """

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.trunk: Res2Net | CnnDnn | FeatureDnn | Ensemble
        match config.trunk:
            case Res2NetConfig():
                self.trunk = Res2Net(config.sinc, config.trunk)
            case EnsembleConfig():
                self.trunk = Ensemble(config.trunk)
            case CnnDnnConfig():
                self.trunk = CnnDnn(config.sinc, config.trunk, config.windows.window)
            case _:
                self.trunk = FeatureDnn(config.trunk, config.windows.window)
        self.embedding_size = self.trunk.embedding_size

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        """Normalised windows (batch, samples) to d-vectors (batch, embedding_size), not of unit length."""
        embeddings: torch.Tensor = self.trunk(windows)
        return embeddings


class CosineClassifier(nn.Module):
    """The last layer: a unit row per class; a class's score is the cosine between its row and the d-vector.

    Enrolling somebody is writing that person's mean d-vector as a new row (weight imprinting, Qi, Brown and Lowe, CVPR
    2018), so an enrolled person is a class like those of the training.
    """

    def __init__(self, classes: int, embedding_size: int) -> None:
        super().__init__()
        self.rows = nn.Parameter(torch.empty(classes, embedding_size))
        nn.init.xavier_normal_(self.rows)

    def forward(self, embeddings: torch.Tensor) -> torch.Tensor:
        """(batch, d) to cosines (batch, classes)."""
        return F.linear(F.normalize(embeddings.float()), F.normalize(self.rows))


def additive_angular_margin_loss(
    cosines: torch.Tensor, labels: torch.Tensor, margin: float, scale: float
) -> torch.Tensor:
    """Cross-entropy after adding `margin` radians to the true class's angle (Deng et al., ArcFace, CVPR 2019).

    `cosines` (batch, classes), `labels` int64 (batch,). Returns a scalar.
    """
    true = cosines.gather(1, labels[:, None]).clamp(-1 + 1e-6, 1 - 1e-6)
    shifted = torch.cos(torch.acos(true) + margin)
    # Past pi - margin the cosine would rise again; the published remedy is a linear continuation.
    shifted = torch.where(
        true > -torch.cos(torch.tensor(margin)), shifted, true - margin * torch.sin(torch.tensor(margin))
    )
    return F.cross_entropy(scale * cosines.scatter(1, labels[:, None], shifted), labels)
