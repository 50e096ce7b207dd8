"""A face feature to a picture: our decoder behind the mapping network, since the thesis's Vec2Face was never published.

A learnt 4×4 map grows to the picture by doublings. Enlarging bilinearly and then convolving leaves no checkerboard, as
transposed convolutions do (Odena, Dumoulin and Olah, Distill 2016). The feature enters at every size, as scale and
shift of the normalised maps (Dumoulin, Shlens and Kudlur, ICLR 2017), so few parameters decide much. Group
normalisation: the same feature gives the same picture whatever else is in the batch.

Beneath lies a sum of eigenfaces (Turk and Pentland, J. Cognitive Neuroscience 1991), weighed by the feature. Eyes and
mouth are small and always nearly in one place, which convolutions that grow from 4×4 take very long to find; so they
are there from the first step, and the convolutions add what no sum of pictures can be: edges.
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
EIGENFACES, EIGEN_PX = 96, 64
BLACKEST = 0.02
"""Of a picture whose logit is taken; as far from white, too."""


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


class Eigenfaces(nn.Module):
    """A mean face and the directions in which faces differ most, in logits; fitted first, trained on with the rest."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size
        self.mean = nn.Parameter(torch.empty(3, EIGEN_PX, EIGEN_PX))
        self.faces = nn.Parameter(torch.empty(EIGENFACES, 3, EIGEN_PX, EIGEN_PX))
        self.weigh = nn.Linear(STYLE, EIGENFACES)
        if not self.mean.is_meta:
            nn.init.zeros_(self.mean)
        normal(self.faces, std=0.01)

    @torch.no_grad()
    def fit(self, pictures: torch.Tensor) -> None:
        """To the principal components of pictures float32 (n, 3, px, px) in 0..1, each as large as a standard
        deviation. Of fewer people than `EIGENFACES` there are as many as people; the rest stays small and by chance."""
        small = F.interpolate(pictures, size=(EIGEN_PX, EIGEN_PX), mode="bilinear", antialias=True)
        logits = small.clamp(BLACKEST, 1 - BLACKEST).logit().flatten(1)
        mean = logits.mean(0)
        count = min(EIGENFACES, len(logits))
        _, deviations, directions = torch.pca_lowrank(logits - mean, count, center=False)  # (count,), (3·px², count)
        self.mean.copy_(mean.view_as(self.mean))
        self.faces[:count] = (directions * deviations / len(logits) ** 0.5).T.view(count, *self.mean.shape)

    def forward(self, style: torch.Tensor) -> torch.Tensor:
        """(batch, STYLE) to logits (batch, 3, size, size)."""
        summed = self.mean + torch.einsum("bk,kchw->bchw", self.weigh(style), self.faces)
        return F.interpolate(summed, size=(self.size, self.size), mode="bilinear", align_corners=False)


class FeatureDecoder(Network):
    """Face features to pictures; 2,685,435 parameters at 128 px."""

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
        self.beneath = Eigenfaces(size)
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
        return torch.sigmoid(self.beneath(style) + self.colours(maps))

    @torch.inference_mode()
    def draw(self, features: torch.Tensor) -> torch.Tensor:
        """As `forward`, to uint8 (batch, size, size, 3): pictures as everything else takes them."""
        return (self(features) * 255).round().byte().permute(0, 2, 3, 1).cpu()


def _doubled(maps: torch.Tensor) -> torch.Tensor:
    return F.interpolate(maps, scale_factor=2.0, mode="bilinear", align_corners=False)
