"""The voice encoder of Speech2Face (Oh et al., CVPR 2019, Table 1): a complex spectrogram to a face feature.

Convolutions use no padding: only so do the layers add up to the 148,067,584 numbers that a known re-implementation
counts. The table's average over all time is taken as such, so sound of any length fits. `notebook` is the other layout,
as the Ain Shams report's notebook ran it: its spectrogram lies the other way round, so that it pools over frequency.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import nn

from audio.errors import WhoSpeaksError
from generator.weights import Network

FEATURES = 4096
"""Of layer fc7 of VGG-Face."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Convolutions with so many `channels` and square `kernels`; after those `pooled` the first axis is halved.

    The last two have stride 2. `shape` is the spectrogram that it was made for.
    """

    channels: tuple[int, ...]
    kernels: tuple[int, ...]
    pooled: tuple[int, ...]
    shape: tuple[int, int]


PAPER = Layout((64, 64, 128, 128, 128, 256, 512, 512, 512), (4,) * 9, (2, 3, 4, 5), (598, 257))
NOTEBOOK = Layout((70, 70, 140, 140, 140, 275, 530, 530, 530), (4, 4, 4, 4, 3, 4, 4, 4, 4), (2, 3, 4, 5), (257, 601))


class VoiceEncoder(Network):
    """Spectrograms to face features. `width` scales all inner layers; 1 is as published, 592 MB of float32.

    The paper's layout averages over time and ends in a linear layer; the notebook's keeps every third step of time and
    ends in a ReLU, as the features that it learns do (after fc7's ReLU).
    """

    KIND: ClassVar[str] = "Speech2Face voice encoder"

    def __init__(self, width: float = 1.0, features: int = FEATURES, notebook: bool = False) -> None:
        super().__init__(width=width, features=features, notebook=notebook)
        if not 0 < width <= 1:
            raise ValueError(f"a width is above 0 and at most 1, not {width}")
        self.layout = NOTEBOOK if notebook else PAPER
        layers: list[nn.Module] = []
        inputs, (first, second) = 2, self.layout.shape
        for i, (channels, kernel) in enumerate(zip(self.layout.channels, self.layout.kernels, strict=True)):
            outputs, stride = max(1, round(channels * width)), 1 + (i >= 7)
            layers.append(nn.Conv2d(inputs, outputs, kernel, stride))
            if i < 8 or notebook:
                layers += [nn.ReLU(), nn.BatchNorm2d(outputs)]
            first, second = (first - kernel) // stride + 1, (second - kernel) // stride + 1
            if i in self.layout.pooled:
                layers.append(nn.MaxPool2d((2, 1)))
                first //= 2
            inputs = outputs
        layers += [nn.AvgPool2d(1, 3) if notebook else MeanOverTime(), nn.ReLU(), nn.BatchNorm2d(inputs)]
        self.convolutions = nn.Sequential(*layers)
        flat = inputs * ((second - 1) // 3 + 1 if notebook else second)
        hidden = max(1, round(FEATURES * width))
        self.dense = nn.Sequential(nn.Linear(flat, hidden), nn.ReLU(), nn.Linear(hidden, features))
        if notebook:
            self.dense.append(nn.ReLU())

    def forward(self, spectrograms: torch.Tensor) -> torch.Tensor:
        """(batch, time, frequency, 2), for the notebook's layout (batch, frequency, time, 2), to (batch, features).

        In the paper's layout there may be less time, down to 259 frames, or more.
        """
        found, wanted = tuple(spectrograms.shape[1:]), (*self.layout.shape, 2)
        if self.settings["notebook"]:
            fits = found == wanted
        else:
            fits = len(found) == 3 and found[0] >= LEAST_FRAMES and found[1:] == wanted[1:]
        if not fits:
            raise WhoSpeaksError(
                "The voice encoder takes spectrograms of the shape {wanted}, not {found}.", wanted=wanted, found=found
            )
        maps = self.convolutions(spectrograms.permute(0, 3, 1, 2))  # (batch, 512, 1, 57) or (batch, 530, 1, 48)
        return self.dense(maps.flatten(1))


class MeanOverTime(nn.Module):
    """The table's average pool of infinite length."""

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """(batch, channels, time, frequency) to (batch, channels, 1, frequency)."""
        return maps.mean(2, keepdim=True)


LEAST_FRAMES = 259
"""Of 10 ms, so that one is left where the paper's layout averages."""
