"""The face embedding network: an aligned crop to 512 numbers in which pictures of one person lie together.

Face features are what a voice is mapped to, what losses compare and what figures are measured in. A small residual
network (He et al., CVPR 2016) with a margin on the angle (Deng et al., ArcFace, CVPR 2019), trained by recognising the
training people as the voices are.
"""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from audio.errors import WhoSpeaksError
from generator.weights import Network
from sincnet.model import CosineClassifier, additive_angular_margin_loss

FEATURES = 512
LEAST_PX = 32
CHANNELS = (32, 32, 64, 128, 192)
BLOCKS = (1, 2, 2, 1)
PLACES = 2
"""Rows and columns of what is left of the picture: a mean over all of it would forget where the eyes were."""


class Residual(nn.Module):
    """Two convolutions 3×3 around a shortcut; `stride` 2 halves the size."""

    def __init__(self, before: int, after: int, stride: int) -> None:
        super().__init__()
        self.enter = nn.Conv2d(before, after, 3, stride, 1, bias=False)
        self.enter_norm = nn.BatchNorm2d(after)
        self.leave = nn.Conv2d(after, after, 3, 1, 1, bias=False)
        self.leave_norm = nn.BatchNorm2d(after)
        self.shortcut = nn.Conv2d(before, after, 1, stride, bias=False) if before != after or stride > 1 else None

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """(batch, before, h, w) to (batch, after, h / stride, w / stride)."""
        inner = self.leave_norm(self.leave(F.relu(self.enter_norm(self.enter(maps)))))
        return F.relu(inner + (maps if self.shortcut is None else self.shortcut(maps)))


class FaceEmbedding(Network):
    """Aligned crops to features of unit length; 1,649,952 parameters."""

    KIND: ClassVar = "face embedding network"

    def __init__(self, features: int = FEATURES) -> None:
        super().__init__(features=features)
        blocks: list[nn.Module] = []
        for (before, after), count in zip(pairwise(CHANNELS), BLOCKS, strict=True):
            blocks += [Residual(before if first else after, after, 2 if first else 1) for first in _firsts(count)]
        self.enter = nn.Sequential(
            nn.Conv2d(3, CHANNELS[0], 3, 1, 1, bias=False), nn.BatchNorm2d(CHANNELS[0]), nn.ReLU()
        )
        self.blocks = nn.Sequential(*blocks)
        self.sum_up = nn.Sequential(
            nn.AdaptiveAvgPool2d(PLACES),
            nn.Flatten(),
            nn.Linear(CHANNELS[-1] * PLACES**2, features, bias=False),
            nn.BatchNorm1d(features),
        )
        self.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # left out of torch's stubs

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        """RGB (batch, 3, h, w) in 0..1, of 64 to 128 px (of 32 at least), to features (batch, features).

        Raises `WhoSpeaksError` for anything of another shape.
        """
        if faces.ndim != 4 or faces.shape[1] != 3 or min(faces.shape[2:]) < LEAST_PX:
            raise WhoSpeaksError(
                "Faces are (batch, 3, height, width) of at least {least} px, not {shape}.",
                least=LEAST_PX,
                shape=tuple(faces.shape),
            )
        maps = self.blocks(self.enter(2 * faces - 1))  # (batch, 32, h, w) to (batch, 192, h / 16, w / 16)
        return F.normalize(self.sum_up(maps))

    @torch.inference_mode()
    def of_pictures(self, pictures: np.ndarray, batch: int = 64) -> np.ndarray:
        """The features, float32 (n, features), of pictures uint8 (n, h, w, 3); for a network in evaluation mode."""
        device = next(self.parameters()).device
        found = [
            self(planes(torch.from_numpy(np.array(pictures[at : at + batch])).to(device))).cpu().numpy()
            for at in range(0, len(pictures), batch)
        ]
        return np.concatenate(found) if found else np.zeros((0, int(self.settings["features"])), np.float32)


class FaceClassifier(nn.Module):
    """The network and the rows of the training people: what is trained; only the network is kept."""

    def __init__(self, network: FaceEmbedding, people: int, margin: float = 0.3, scale: float = 30.0) -> None:
        """`margin` in radians."""
        super().__init__()
        self.network = network
        self.rows = CosineClassifier(people, int(network.settings["features"]))
        self.margin, self.scale = margin, scale

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        """Faces as the network takes them to cosines (batch, people)."""
        return self.rows(self.network(faces))

    def loss(self, faces: torch.Tensor, people: torch.Tensor) -> torch.Tensor:
        """The margin softmax, a scalar, of faces whose `people` are int64 (batch,)."""
        return additive_angular_margin_loss(self(faces), people, self.margin, self.scale)


def planes(pictures: torch.Tensor) -> torch.Tensor:
    """uint8 (n, h, w, 3), as pictures are stored, to float32 (n, 3, h, w) in 0..1, as networks take them."""
    return pictures.permute(0, 3, 1, 2).float() / 255


def _firsts(count: int) -> list[bool]:
    return [number == 0 for number in range(count)]
