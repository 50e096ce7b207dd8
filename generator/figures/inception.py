"""Inception v3 (Szegedy et al., CVPR 2016) as the FID's eye: pictures to 2048 features, of weights that the user has.

The layout and its names are torchvision's, which the PyTorch port of the FID's own weights (1008 classes) has, too.
That one leaves the border out of its averages and takes a maximum in the last block (Heusel et al., NIPS 2017).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from audio.errors import WhoSpeaksError
from generator.gan.published import read_tensors

SIZE = 299
FID_CLASSES = 1008
NOT_FEATURES = ("AuxLogits.", "fc.")


class Conv(nn.Module):
    """A convolution, batch norm and ReLU."""

    def __init__(
        self,
        before: int,
        after: int,
        kernel: int | tuple[int, int],
        stride: int = 1,
        padding: int | tuple[int, int] = 0,
    ) -> None:
        super().__init__()
        self.conv = nn.Conv2d(before, after, kernel, stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(after, eps=0.001)

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        return F.relu(self.bn(self.conv(maps)))


def along(before: int, after: int, size: int) -> Conv:
    """A row of `size` pixels."""
    return Conv(before, after, (1, size), padding=(0, size // 2))


def down(before: int, after: int, size: int) -> Conv:
    """A column of `size` pixels."""
    return Conv(before, after, (size, 1), padding=(size // 2, 0))


class Block(nn.Module):
    """Named convolutions, of which `chains` are the branches, one after the other; then what is pooled."""

    def __init__(self, convs: dict[str, Conv], chains: tuple[str, ...], pool: str) -> None:
        super().__init__()
        for name, conv in convs.items():
            self.add_module(name, conv)
        self.chains, self.pool = chains, pool

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        found = [self._chain(maps, chain) for chain in self.chains]
        if self.pool == "halve":
            return torch.cat([*found, F.max_pool2d(maps, 3, 2)], 1)
        if self.pool == "max":
            pooled = F.max_pool2d(maps, 3, 1, 1)
        else:
            pooled = F.avg_pool2d(maps, 3, 1, 1, count_include_pad=self.pool == "all")
        return torch.cat([*found, self.get_submodule("branch_pool")(pooled)], 1)

    def _chain(self, maps: torch.Tensor, chain: str) -> torch.Tensor:
        for step in chain.split():
            maps = torch.cat([self.get_submodule(one)(maps) for one in step.split("+")], 1)
        return maps


def block_a(before: int, pooled: int, pool: str) -> Block:
    convs = {
        "branch1x1": Conv(before, 64, 1),
        "branch5x5_1": Conv(before, 48, 1),
        "branch5x5_2": Conv(48, 64, 5, padding=2),
        "branch3x3dbl_1": Conv(before, 64, 1),
        "branch3x3dbl_2": Conv(64, 96, 3, padding=1),
        "branch3x3dbl_3": Conv(96, 96, 3, padding=1),
        "branch_pool": Conv(before, pooled, 1),
    }
    return Block(convs, ("branch1x1", "branch5x5_1 branch5x5_2", numbered("branch3x3dbl", 3)), pool)


def block_b() -> Block:
    convs = {
        "branch3x3": Conv(288, 384, 3, 2),
        "branch3x3dbl_1": Conv(288, 64, 1),
        "branch3x3dbl_2": Conv(64, 96, 3, padding=1),
        "branch3x3dbl_3": Conv(96, 96, 3, 2),
    }
    return Block(convs, ("branch3x3", numbered("branch3x3dbl", 3)), "halve")


def block_c(inner: int, pool: str) -> Block:
    convs = {
        "branch1x1": Conv(768, 192, 1),
        "branch7x7_1": Conv(768, inner, 1),
        "branch7x7_2": along(inner, inner, 7),
        "branch7x7_3": down(inner, 192, 7),
        "branch7x7dbl_1": Conv(768, inner, 1),
        "branch7x7dbl_2": down(inner, inner, 7),
        "branch7x7dbl_3": along(inner, inner, 7),
        "branch7x7dbl_4": down(inner, inner, 7),
        "branch7x7dbl_5": along(inner, 192, 7),
        "branch_pool": Conv(768, 192, 1),
    }
    return Block(convs, ("branch1x1", numbered("branch7x7", 3), numbered("branch7x7dbl", 5)), pool)


def block_d() -> Block:
    convs = {
        "branch3x3_1": Conv(768, 192, 1),
        "branch3x3_2": Conv(192, 320, 3, 2),
        "branch7x7x3_1": Conv(768, 192, 1),
        "branch7x7x3_2": along(192, 192, 7),
        "branch7x7x3_3": down(192, 192, 7),
        "branch7x7x3_4": Conv(192, 192, 3, 2),
    }
    return Block(convs, (numbered("branch3x3", 2), numbered("branch7x7x3", 4)), "halve")


def block_e(before: int, pool: str) -> Block:
    convs = {
        "branch1x1": Conv(before, 320, 1),
        "branch3x3_1": Conv(before, 384, 1),
        "branch3x3_2a": along(384, 384, 3),
        "branch3x3_2b": down(384, 384, 3),
        "branch3x3dbl_1": Conv(before, 448, 1),
        "branch3x3dbl_2": Conv(448, 384, 3, padding=1),
        "branch3x3dbl_3a": along(384, 384, 3),
        "branch3x3dbl_3b": down(384, 384, 3),
        "branch_pool": Conv(before, 192, 1),
    }
    chains = (
        "branch1x1",
        "branch3x3_1 branch3x3_2a+branch3x3_2b",
        "branch3x3dbl_1 branch3x3dbl_2 branch3x3dbl_3a+branch3x3dbl_3b",
    )
    return Block(convs, chains, pool)


def numbered(name: str, count: int) -> str:
    return " ".join(f"{name}_{number + 1}" for number in range(count))


class Inception(nn.Module):
    """21,785,568 parameters; `of_fid` is the network of the FID's own weights, else it is torchvision's."""

    def __init__(self, of_fid: bool) -> None:
        super().__init__()
        pool = "inside" if of_fid else "all"
        self.Conv2d_1a_3x3 = Conv(3, 32, 3, 2)
        self.Conv2d_2a_3x3 = Conv(32, 32, 3)
        self.Conv2d_2b_3x3 = Conv(32, 64, 3, padding=1)
        self.Conv2d_3b_1x1 = Conv(64, 80, 1)
        self.Conv2d_4a_3x3 = Conv(80, 192, 3)
        self.Mixed_5b, self.Mixed_5c, self.Mixed_5d = (
            block_a(before, pooled, pool) for before, pooled in ((192, 32), (256, 64), (288, 64))
        )
        self.Mixed_6a = block_b()
        self.Mixed_6b, self.Mixed_6c, self.Mixed_6d, self.Mixed_6e = (
            block_c(inner, pool) for inner in (128, 160, 160, 192)
        )
        self.Mixed_7a = block_d()
        self.Mixed_7b, self.Mixed_7c = block_e(1280, pool), block_e(2048, "max" if of_fid else pool)

    @classmethod
    def read(cls, path: Path) -> Inception:
        """Of a state dict (.pth). Raises `WhoSpeaksError` for one of another layout, and for a file with code in it."""
        tensors = read_tensors(path)
        classes = tensors["fc.weight"].shape[0] if "fc.weight" in tensors else FID_CLASSES
        made = cls(classes == FID_CLASSES)
        wanted = {key: tensor for key, tensor in tensors.items() if not key.startswith(NOT_FEATURES)}
        counters = {key: tensor for key, tensor in made.state_dict().items() if key.endswith("num_batches_tracked")}
        try:
            made.load_state_dict(counters | wanted)
        except RuntimeError as error:
            raise WhoSpeaksError(
                f"{path.name} holds no Inception v3 in torchvision's layout; choose those that FIDs are made with."
            ) from error
        return made.eval().requires_grad_(False)

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        """RGB (n, 3, h, w) in 0..1 to (n, 2048)."""
        maps = 2 * F.interpolate(faces, (SIZE, SIZE), mode="bilinear", align_corners=False) - 1
        maps = self.Conv2d_2b_3x3(self.Conv2d_2a_3x3(self.Conv2d_1a_3x3(maps)))  # (n, 64, 147, 147)
        maps = self.Conv2d_4a_3x3(self.Conv2d_3b_1x1(F.max_pool2d(maps, 3, 2)))  # (n, 192, 71, 71)
        maps = self.Mixed_5d(self.Mixed_5c(self.Mixed_5b(F.max_pool2d(maps, 3, 2))))  # (n, 288, 35, 35)
        maps = self.Mixed_6e(self.Mixed_6d(self.Mixed_6c(self.Mixed_6b(self.Mixed_6a(maps)))))  # (n, 768, 17, 17)
        maps = self.Mixed_7c(self.Mixed_7b(self.Mixed_7a(maps)))  # (n, 2048, 8, 8)
        return maps.mean((2, 3))

    @torch.inference_mode()
    def of_pictures(self, pictures: np.ndarray, batch: int = 16) -> np.ndarray:
        """The features, float32 (n, 2048), of pictures uint8 (n, h, w, 3)."""
        parts = [torch.from_numpy(np.array(pictures[at : at + batch])) for at in range(0, len(pictures), batch)]
        return np.concatenate([self(part.permute(0, 3, 1, 2).float() / 255).numpy() for part in parts])
