"""The outlines of islands: round, but nobody's is a circle, and nobody's changes."""

from __future__ import annotations

import zlib

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

CAPES = 9


def coast(person_id: str, centre: QPointF, radius_px: float) -> QPainterPath:
    """A closed curve around `centre`, always the same for a person."""
    rng = np.random.default_rng(zlib.crc32(person_id.encode()))
    radii = radius_px * rng.uniform(0.88, 1.14, CAPES)
    angles = 2 * np.pi * (np.arange(CAPES) + rng.uniform(-0.2, 0.2, CAPES)) / CAPES
    capes = [
        QPointF(centre.x() + radius * np.cos(angle), centre.y() + radius * np.sin(angle))
        for radius, angle in zip(radii, angles, strict=True)
    ]
    path = QPainterPath((capes[-1] + capes[0]) / 2)
    for at, cape in enumerate(capes):
        path.quadTo(cape, (cape + capes[(at + 1) % CAPES]) / 2)
    return path
