"""The thesis's mapping network: a voice embedding to the place in a face-feature space where that person's face lies.

The text says "Dense 128, 256, 512, LeakyReLU on every node" and does not say whether 512 is a hidden layer or the
output. A LeakyReLU on the output would fold most of the sphere that face features live on, so here 128, 256 and 512 are
hidden and a linear layer follows, whose output is made of unit length. `literal=True` is the text to the letter.
"""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

import torch
from torch import nn
from torch.nn import functional as F

from generator.weights import Network

HIDDEN = (128, 256, 512)
SLOPE = 0.2
"""Of the LeakyReLUs; not in the text, and usual in this field."""


class MappingNetwork(Network):
    """Voice embeddings to face features (thesis, section 3.3): 435,584 parameters, read literally 172,928."""

    KIND: ClassVar = "mapping network"

    def __init__(self, inputs: int = 64, outputs: int = 512, literal: bool = False) -> None:
        """`inputs` numbers of a voice embedding, 64 in the thesis; `outputs` of a face feature, 512 if `literal`."""
        super().__init__(inputs=inputs, outputs=outputs, literal=literal)
        if literal and outputs != HIDDEN[-1]:
            raise ValueError(f"read literally, the last layer is the output: {HIDDEN[-1]} numbers, not {outputs}")
        layers: list[nn.Module] = []
        for before, after in pairwise((inputs, *HIDDEN)):
            layers += [nn.Linear(before, after), nn.LeakyReLU(SLOPE)]
        if not literal:
            layers.append(nn.Linear(HIDDEN[-1], outputs))
        self.literal = literal
        self.layers = nn.Sequential(*layers)

    def forward(self, voices: torch.Tensor) -> torch.Tensor:
        """Voice embeddings (batch, inputs), of any length, to face features (batch, outputs); of unit length unless
        `literal`. Only the direction of a voice embedding says who speaks, so that is all the network sees."""
        mapped: torch.Tensor = self.layers(F.normalize(voices))  # (batch, inputs) to (batch, outputs)
        return mapped if self.literal else F.normalize(mapped)
