"""The face decoder of the Ain Shams report (Figure 4.6): a face feature to a face of 224×224.

Deterministic, though the report calls it a variational autoencoder: nothing is sampled and no divergence is paid for.
"""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

import torch
from torch import nn

from audio.errors import WhoSpeaksError
from generator.speech2face.encoder import FEATURES
from generator.weights import Network

SIZE, COARSE = 224, 14
"""Pixels of a side, of the face and of what the dense layers make."""


class FaceDecoder(Network):
    """55,908,683 parameters as published. `width` scales all inner layers. Parameters have their published names."""

    KIND: ClassVar[str] = "Speech2Face face decoder"

    def __init__(self, width: float = 1.0, features: int = FEATURES) -> None:
        super().__init__(width=width, features=features)
        if not 0 < width <= 1:
            raise ValueError(f"a width is above 0 and at most 1, not {width}")
        hidden, *channels = (max(1, round(count * width)) for count in (1000, 256, 128, 64, 32, 32))
        self._coarse = channels[0]
        self.mlp = nn.Sequential(
            nn.Linear(features, hidden), nn.ReLU(), nn.Linear(hidden, channels[0] * COARSE**2), nn.ReLU()
        )
        layers: list[nn.Module] = []
        for inputs, outputs in pairwise(channels):
            layers += [nn.ConvTranspose2d(inputs, outputs, 6, 2, 2), nn.ReLU()]  # doubles the side
        self.texture_gen = nn.Sequential(*layers, nn.Conv2d(channels[-1], 3, 1))

    @property
    def first_layer(self) -> nn.Module:
        """features to 1000: where Oh et al. compare what a voice and a face are for the decoder."""
        return self.mlp[0]

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """(batch, features) to faces (batch, 3, 224, 224), 0 to 1."""
        if features.ndim != 2 or features.shape[1] != self.settings["features"]:
            raise WhoSpeaksError(
                "The face decoder takes rows of {size} numbers, not {shape}.",
                size=self.settings["features"],
                shape=tuple(features.shape),
            )
        maps = self.mlp(features).view(-1, self._coarse, COARSE, COARSE)  # (batch, 256, 14, 14)
        return self.texture_gen(maps).float().sigmoid()  # 28, 56, 112, 224
