"""The five networks of Wen, Singh and Raj (NeurIPS 2019, Table 2), as their published code and weights have them.

Where table and code differ the code is followed, since only that gives the stated sizes and fits the weights: kernels
of 4 with stride 2 in G and F, no norm after the last layer of E, none and no bias in D and C. Every Sequential is
called `model`, so parameters have their published names. `width` scales all inner channel counts; 1 is as published.
"""

from __future__ import annotations

from typing import ClassVar

import torch
from torch import nn

from audio.errors import WhoSpeaksError
from generator.weights import Network

BANDS, EMBEDDING = 64, 64
SIZE = 64
"""Pixels of a side."""

VOICE_CHANNELS = (256, 384, 576, 864)
GENERATOR_CHANNELS = (1024, 512, 256, 128, 64)
FACE_CHANNELS = (32, 64, 128, 256, 512)


def scaled(channels: tuple[int, ...], width: float) -> list[int]:
    """`width` times as many channels in every layer, at least one."""
    if not 0 < width <= 1:
        raise ValueError(f"a width is above 0 and at most 1, not {width}")
    return [max(1, round(count * width)) for count in channels]


class VoiceEmbedding(Network):
    """E: log-mel features to a voice; 2,670,720 parameters. Trained to recognise speakers, then left alone."""

    KIND: ClassVar[str] = "voice embedding network"

    def __init__(self, width: float = 1.0) -> None:
        super().__init__(width=width)
        layers: list[nn.Module] = []
        inputs = BANDS
        for outputs in scaled(VOICE_CHANNELS, width):
            layers += [nn.Conv1d(inputs, outputs, 3, 2, 1, bias=False), nn.BatchNorm1d(outputs), nn.ReLU()]
            inputs = outputs
        self.model = nn.Sequential(*layers, nn.Conv1d(inputs, EMBEDDING, 3, 2, 1))

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """(batch, 64, frames) to (batch, 64), not yet of length 1."""
        if features.ndim != 3 or features.shape[1] != BANDS:
            raise WhoSpeaksError(
                "Voices are (batch, {bands}, frames) of log-mel features, not {shape}.",
                bands=BANDS, shape=_shape(features),
            )  # fmt: skip
        return self.model(features).mean(2)  # (batch, 64, about frames / 32) over time


class Generator(Network):
    """G: a voice of length 1 to a face; 12,191,875 parameters as published.

    `batch_norm` and `tanh` are of the Ain Shams variant: before every ReLU, and after the last layer.
    """

    KIND: ClassVar[str] = "generator"

    def __init__(self, width: float = 1.0, batch_norm: bool = False, tanh: bool = False) -> None:
        super().__init__(width=width, batch_norm=batch_norm, tanh=tanh)
        layers: list[nn.Module] = []
        inputs = EMBEDDING
        for outputs in scaled(GENERATOR_CHANNELS, width):
            # The first makes 4×4 pixels of one, the others double the side.
            layers.append(nn.ConvTranspose2d(inputs, outputs, 4, *((2, 1) if layers else (1, 0))))
            layers += [*([nn.BatchNorm2d(outputs)] * batch_norm), nn.ReLU()]
            inputs = outputs
        layers += [nn.ConvTranspose2d(inputs, 3, 1), *([nn.Tanh()] * tanh)]
        self.model = nn.Sequential(*layers)

    def forward(self, voices: torch.Tensor) -> torch.Tensor:
        """(batch, 64) to (batch, 3, 64, 64), about -1 to 1; without `tanh` some of it lies beyond."""
        if voices.ndim != 2 or voices.shape[1] != EMBEDDING:
            raise WhoSpeaksError(
                "The generator takes voices of {size} numbers, not {shape}.", size=EMBEDDING, shape=_shape(voices)
            )
        return self.model(voices[:, :, None, None])


class FaceNetwork(Network):
    """F: a face to what discriminator and classifier both judge by; 3,310,720 parameters as published.

    With `batch_norm` as the Ain Shams report describes: in all layers but the first and the last.
    """

    KIND: ClassVar[str] = "face embedding network"

    def __init__(self, width: float = 1.0, batch_norm: bool = False) -> None:
        super().__init__(width=width, batch_norm=batch_norm)
        layers: list[nn.Module] = []
        inputs = 3
        for outputs in scaled(FACE_CHANNELS, width):
            if layers:
                layers += [nn.Conv2d(inputs, outputs, 4, 2, 1), *([nn.BatchNorm2d(outputs)] * batch_norm)]
            else:
                layers.append(nn.Conv2d(inputs, outputs, 1))
            layers.append(nn.LeakyReLU(0.2))
            inputs = outputs
        self.model = nn.Sequential(*layers, nn.Conv2d(inputs, EMBEDDING, 4))

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        """(batch, 3, 64, 64), -1 to 1, to (batch, 64)."""
        if faces.ndim != 4 or faces.shape[1:] != (3, SIZE, SIZE):
            raise WhoSpeaksError("Faces are (batch, 3, {size}, {size}), not {shape}.", size=SIZE, shape=_shape(faces))
        return self.model(faces).flatten(1)


class Discriminator(Network):
    """D: how real the face is that F saw."""

    KIND: ClassVar[str] = "discriminator"

    def __init__(self) -> None:
        super().__init__()
        self.model = nn.Linear(EMBEDDING, 1, bias=False)

    def forward(self, seen: torch.Tensor) -> torch.Tensor:
        """(batch, 64) to log-odds (batch,); their sigmoid is the published output."""
        return self.model(seen)[:, 0]


class Classifier(Network):
    """C: whose face it is that F saw, of so many `identities`."""

    KIND: ClassVar[str] = "classifier"

    def __init__(self, identities: int) -> None:
        super().__init__(identities=identities)
        self.model = nn.Linear(EMBEDDING, identities, bias=False)

    def forward(self, seen: torch.Tensor) -> torch.Tensor:
        """(batch, 64) to (batch, identities); their log-softmax is the published output."""
        return self.model(seen)


def _shape(tensor: torch.Tensor) -> tuple[int, ...]:
    return tuple(tensor.shape)
