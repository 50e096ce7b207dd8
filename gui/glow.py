"""The soft light behind a face, as an image: dithered, for on a projector eight bits of it would show as rings."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

# How the light falls off from its centre, where 1 is its reach.
FALL_OFF = ((0.0, 1.0), (0.42, 0.72), (0.6, 0.34), (0.8, 0.1), (1.0, 0.0))

STEP_PX = 16
"""A window that is being resized makes a new image only so often; in between the last one is stretched."""


def glow(colour: QColor, strength: float, reach_px: float) -> QImage:
    """Light of a colour with an opacity of `strength` at the centre, a square of twice about `reach_px`."""
    return _tinted(colour.rgb(), round(255 * strength), max(1, round(reach_px / STEP_PX)) * STEP_PX)


@lru_cache(maxsize=4)
def _tinted(rgb: int, strength: int, reach_px: int) -> QImage:
    mask = _mask(strength, reach_px)
    image = QImage(mask.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor.fromRgb(rgb))
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, mask)
    painter.end()
    return image


@lru_cache(maxsize=2)
def _mask(strength: int, reach_px: int) -> QImage:
    """The opacity alone, from 0 to `strength`; between two levels chance decides, in proportion."""
    along = (np.arange(reach_px, dtype=np.float32) + 0.5) / reach_px
    radius = np.sqrt(along[:, None] ** 2 + along[None, :] ** 2)  # of a quarter: (reach, reach)
    places, shares = zip(*FALL_OFF, strict=True)
    levels = strength * np.interp(radius, places, shares) + np.random.default_rng(1).random(radius.shape)
    quarter = np.where(radius < 1.0, levels, 0.0).astype(np.uint8)
    half = np.concatenate([quarter[::-1], quarter])
    whole = np.ascontiguousarray(np.concatenate([half[:, ::-1], half], axis=1))
    side = 2 * reach_px
    return QImage(whole.data, side, side, side, QImage.Format.Format_Alpha8).copy()
