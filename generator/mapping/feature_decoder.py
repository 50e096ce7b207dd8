"""A face feature to a picture: our decoder behind the mapping network, since the thesis's Vec2Face was never published.

A learnt 4×4 map grows to the picture by doublings. Enlarging bilinearly and then convolving leaves no checkerboard, as
transposed convolutions do (Odena, Dumoulin and Olah, Distill 2016). The feature enters at every size, as scale and
shift of the normalised maps (Dumoulin, Shlens and Kudlur, ICLR 2017), so few parameters decide much. Group
normalisation: the same feature gives the same picture whatever else is in the batch.
"""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

import torch
from torch import nn
from torch.nn import functional as F

from generator.weights import Network

CHANNELS = {4: 192, 8: 160, 16: 112, 32: 72, 64: 48, 128: 24, 256: 16}
"""Maps by their size in pixels: most of the parameters are small maps', most of the time is large ones'."""
GROUP = 8
SLOPE = 0.2
STYLE = 192
"""Numbers that a feature is summed up in."""
SIZES = (64, 128, 256)


def normal(weight: torch.Tensor, std: float) -> None:
    """Fills it, except where a file will (`generator.weights.assembled`): on the meta device torch loads 800 modules
    for that, which takes a second and a half."""
    if not weight.is_meta:
        nn.init.normal_(weight, std=std)


class Styled(nn.Module):
    """Convolution 3×3, group normalisation, scale and shift by the style, LeakyReLU."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(before, after, 3, padding=1, bias=False)
        self.norm = nn.GroupNorm(after // GROUP, after, affine=False)
        self.modulation = nn.Linear(STYLE, 2 * after)
        normal(self.modulation.weight, std=0.05)
        nn.init.zeros_(self.modulation.bias)

    def forward(self, maps: torch.Tensor, style: torch.Tensor) -> torch.Tensor:
        """(batch, before, size, size) and (batch, style) to (batch, after, size, size)."""
        scale, shift = self.modulation(style)[:, :, None, None].chunk(2, 1)  # (batch, after, 1, 1) each
        return F.leaky_relu(torch.addcmul(shift, self.norm(self.convolution(maps)), 1 + scale), SLOPE)


class Doubling(nn.Module):
    """Twice the size, around a shortcut up to 64 px; beyond that a single convolution has to do."""

    def __init__(self, before: int, after: int, deep: bool) -> None:
        super().__init__()
        self.enter = Styled(before, after)
        self.leave = Styled(after, after) if deep else None
        self.shortcut = nn.Conv2d(before, after, 1, bias=False)

    def forward(self, maps: torch.Tensor, style: torch.Tensor) -> torch.Tensor:
        """(batch, before, size, size) to (batch, after, 2·size, 2·size)."""
        past = _doubled(self.shortcut(maps))  # the 1×1 before enlarging: the same result for a quarter of the work
        inner = self.enter(_doubled(maps), style)
        return past + (inner if self.leave is None else self.leave(inner, style))


class FeatureDecoder(Network):
    """Face features to pictures; 1,474,971 parameters at 128 px."""

    KIND: ClassVar = "feature decoder"

    def __init__(self, inputs: int = 512, size: int = 128) -> None:
        """`inputs` numbers of a face feature, `size` in pixels: one of `SIZES`."""
        super().__init__(inputs=inputs, size=size)
        if size not in SIZES:
            raise ValueError(f"pictures of {SIZES} px are drawn, not of {size}")
        self.inputs = inputs
        self.sum_up = nn.Sequential(
            nn.Linear(inputs, STYLE), nn.LeakyReLU(SLOPE), nn.Linear(STYLE, STYLE), nn.LeakyReLU(SLOPE)
        )
        self.start = nn.Parameter(torch.empty(1, CHANNELS[4], 4, 4))
        normal(self.start, std=1.0)
        steps = pairwise(step for step in CHANNELS if step <= size)
        self.doublings = nn.ModuleList(
            Doubling(CHANNELS[before], CHANNELS[after], deep=after <= 64) for before, after in steps
        )
        self.colours = nn.Conv2d(CHANNELS[size], 3, 3, padding=1)
        normal(self.colours.weight, std=0.5 * (2 / (9 * (CHANNELS[size] + 3))) ** 0.5)  # Xavier's, halved
        assert self.colours.bias is not None
        nn.init.zeros_(self.colours.bias)
        self.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # left out of torch's stubs

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """Features (batch, inputs), of any length, to RGB (batch, 3, size, size) in 0..1."""
        unit = F.normalize(features) * self.inputs**0.5  # numbers of about 1, which the layers expect
        style = self.sum_up(unit)
        maps = self.start.expand(len(features), -1, -1, -1).contiguous(memory_format=torch.channels_last)
        for doubling in self.doublings:
            maps = doubling(maps, style)
        return torch.sigmoid(self.colours(maps))

    @torch.inference_mode()
    def draw(self, features: torch.Tensor) -> torch.Tensor:
        """As `forward`, to uint8 (batch, size, size, 3): pictures as everything else takes them."""
        return (self(features) * 255).round().byte().permute(0, 2, 3, 1).cpu()


def _doubled(maps: torch.Tensor) -> torch.Tensor:
    return F.interpolate(maps, scale_factor=2.0, mode="bilinear", align_corners=False)
