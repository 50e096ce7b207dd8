"""The paper: filled planes, clipped planes and planes in shadow, on a picture a few times larger than asked for.

Points are float64 (n, 2) in units of a frame 512 wide and high, x to the right and y down; a mask is a Pillow image of
mode "L" as large as the paper, 255 where a plane lies.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

from generator.portrait.colour import Colour, in_shadow

FRAME = 512.0
Points = NDArray[np.float64]
Box = tuple[int, int, int, int]


def oversampling(size: int) -> int:
    """How many times larger a picture of `size` pixels is painted: edges need it more where pixels are few."""
    return 6 if size <= 80 else 4 if size <= 160 else 3


class Canvas:
    """A square picture of `size` pixels being painted, from the ground forwards."""

    def __init__(self, size: int, ground: Colour) -> None:
        self.size, self.factor = size, oversampling(size)
        self.side = size * self.factor
        self.scale = self.side / FRAME
        self.image = Image.new("RGB", (self.side, self.side), _whole(ground))
        self.pen = ImageDraw.Draw(self.image)

    def fill(self, shape: Points, colour: Colour, alpha: float = 1.0, within: Image.Image | None = None) -> None:
        """Lays a plane of `colour` over what is there; with `within`, only where that mask is."""
        if alpha >= 1.0 and within is None:
            self.pen.polygon((shape * self.scale).ravel().tolist(), fill=_whole(colour))
            return
        cut = self._cut(shape, alpha, within)
        if cut is not None:
            box, mask = cut
            self.image.paste(_whole(colour), box, mask)

    def shade(self, shape: Points, share: float, within: Image.Image | None = None) -> None:
        """Puts what is painted there already into shadow, from 0 (not at all) to 1 (deepest)."""
        cut = self._cut(shape, 1.0, within)
        if cut is not None and share > 0:
            box, mask = cut
            there = self.image.crop(box)
            tint = Image.new("RGB", there.size, _whole(in_shadow((255.0, 255.0, 255.0), share)))
            self.image.paste(ImageChops.multiply(there, tint), box, mask)

    def mask(self, *shapes: Points) -> Image.Image:
        """Where any of the shapes lies."""
        mask = Image.new("L", (self.side, self.side))
        pen = ImageDraw.Draw(mask)
        for shape in shapes:
            pen.polygon((shape * self.scale).ravel().tolist(), fill=255)
        return mask

    def finished(self, tint: Colour = (1.0, 1.0, 1.0)) -> NDArray[np.uint8]:
        """The picture in its own size, uint8 (size, size, 3), its channels multiplied by `tint`."""
        small = np.asarray(self.image.reduce(self.factor), dtype=np.float32) * np.asarray(tint, dtype=np.float32)
        return np.clip(small + 0.5, 0, 255).astype(np.uint8)

    def _cut(self, shape: Points, alpha: float, within: Image.Image | None) -> tuple[Box, Image.Image] | None:
        """The part of a shape that lies on the paper, and within a mask: its box and its own small mask."""
        at = shape * self.scale
        low = np.maximum(np.floor(at.min(axis=0)), 0).astype(int)
        high = np.minimum(np.ceil(at.max(axis=0)) + 1, self.side).astype(int)
        if alpha <= 0 or (high <= low).any():
            return None
        box: Box = (int(low[0]), int(low[1]), int(high[0]), int(high[1]))
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        ImageDraw.Draw(mask).polygon((at - low).ravel().tolist(), fill=round(255 * min(alpha, 1.0)))
        return box, mask if within is None else ImageChops.multiply(mask, within.crop(box))


def _whole(colour: Colour) -> tuple[int, int, int]:
    red, green, blue = (min(255, max(0, round(value))) for value in colour)
    return red, green, blue
