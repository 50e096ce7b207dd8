"""Contact sheets: many pictures on one page, each with its caption, to be looked at."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from audio.errors import WhoSpeaksError

PAPER, TEXT = (255, 255, 255), (20, 23, 31)
GAP = 8


def sheet(
    cells: Sequence[tuple[NDArray[np.uint8], str]], columns: int = 6, size: int = 256, title: str = ""
) -> NDArray[np.uint8]:
    """A page with every (picture, caption) in reading order, uint8 (height, width, 3) RGB.

    Pictures are uint8 (h, w, 3) and are scaled to `size` pixels square; a caption too long for its column is cut, and
    there is no room for captions where none has one.

    Raises:
        WhoSpeaksError: there is nothing to show.
    """
    if not cells:
        raise WhoSpeaksError("A contact sheet needs at least one picture.")
    font, large = ImageFont.load_default(max(11, size // 17)), ImageFont.load_default(max(14, size // 11))
    columns = min(columns, len(cells))
    captions = max(16, size // 11) + 6 if any(caption for _, caption in cells) else 0
    top = GAP + (round(size / 6.5) if title else 0)
    across, down = size + GAP, size + captions + GAP
    page = Image.new("RGB", (GAP + columns * across, top + math.ceil(len(cells) / columns) * down), PAPER)
    pen = ImageDraw.Draw(page)
    if title:
        pen.text((GAP, top / 2), title, TEXT, large, anchor="lm")
    for i, (picture, caption) in enumerate(cells):
        x, y = GAP + (i % columns) * across, top + (i // columns) * down
        image = Image.fromarray(picture)
        if image.size != (size, size):
            image = image.resize((size, size), Image.Resampling.LANCZOS)
        page.paste(image, (x, y))
        pen.text((x + 2, y + size + captions / 2), _cut(caption, font, size), TEXT, font, anchor="lm")
    return np.asarray(page)


def _cut(caption: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: int) -> str:
    if font.getlength(caption) <= width:
        return caption
    while caption and font.getlength(caption + "…") > width:
        caption = caption[:-1]
    return caption.rstrip() + "…"
