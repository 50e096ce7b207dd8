"""Where things are drawn: the map's coordinates in px, how large the faces are, and which names have room."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from sincnet.voice_map import OUTSIDE, Island, VoiceMap

LARGEST_PX, SMALLEST_PX = 72, 20
ROUND_ABOUT_PX = 28
"""Kept free around the strangers' waters."""

BESIDE_PX = 11
"""From the rim of a face to the pieces of speech that landed there."""

WIDEST = 1.7
"""The map may be that much wider than high: a screen is."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A map drawn into an area of `size`."""

    islands: tuple[Island, ...]
    size: QSizeF

    @property
    def reach(self) -> QSizeF:
        """How many px 1 on the map is, to the side and up."""
        up = max(1.0, self.size.height() / 2 - ROUND_ABOUT_PX) / OUTSIDE
        aside = max(1.0, self.size.width() / 2 - ROUND_ABOUT_PX) / OUTSIDE
        return QSizeF(min(aside, WIDEST * up), up)

    @property
    def face_px(self) -> int:
        """Diameter of the faces: the more there are, the smaller."""
        room = (self.reach.width() * self.reach.height() * 3.14 / max(1, len(self.islands))) ** 0.5
        return round(max(SMALLEST_PX, min(LARGEST_PX, 0.42 * room)))

    def point(self, x: float, y: float) -> QPointF:
        return QPointF(self.size.width() / 2 + x * self.reach.width(), self.size.height() / 2 + y * self.reach.height())

    def centre(self, island: Island) -> QPointF:
        return self.point(island.x, island.y)

    def radius(self, island: Island) -> float:
        """Of the island: its face with some land around, more where the voice varies more."""
        return self.face_px * (0.66 + 0.7 * island.spread)

    def at(self, where: QPointF) -> Island | None:
        """The island there; of several the one whose middle is nearest."""
        near = [(QPointF(where - self.centre(island)), island) for island in self.islands]
        hit = [(QPointF.dotProduct(way, way), i) for i, (way, _) in enumerate(near)]
        reached = [(square, i) for square, i in hit if square <= self.radius(self.islands[i]) ** 2]
        return self.islands[min(reached)[1]] if reached else None

    def beside_face(self, point: QPointF, voters: Collection[str], turn: float) -> QPointF:
        """`point`, or if the face of one of the `voters` would be covered there, a place around it: `turn` in [0, 1]
        clockwise from above."""
        reach = self.face_px / 2 + BESIDE_PX
        for island in self.islands:
            if island.person.id in voters:
                centre = self.centre(island)
                way = point - centre
                if QPointF.dotProduct(way, way) < reach**2:
                    angle = 2 * math.pi * turn
                    return QPointF(centre.x() + reach * math.sin(angle), centre.y() - reach * math.cos(angle))
        return point

    def label_area(self, island: Island, size: QSizeF) -> QRectF:
        """Under the island, for a name of that size."""
        centre = self.centre(island)
        top = centre.y() + self.radius(island) * 0.92
        return QRectF(centre.x() - size.width() / 2, top, size.width(), size.height())

    def with_room(self, sizes: Sequence[QSizeF]) -> list[tuple[int, QRectF]]:
        """Which islands' names, of these sizes, cover neither a face nor another name, and where; the rest have no
        room."""
        half = self.face_px / 2
        faces = [_square(self.centre(island), half) for island in self.islands]
        placed: list[tuple[int, QRectF]] = []
        for at, (island, size) in enumerate(zip(self.islands, sizes, strict=True)):
            area = self.label_area(island, size)
            covers = any(area.intersects(other) for _, other in placed)
            if not covers and not any(area.intersects(face) for face in [*faces[:at], *faces[at + 1 :]]):
                placed.append((at, area))
        return placed


def _square(centre: QPointF, half: float) -> QRectF:
    return QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)


NOWHERE = Chart(VoiceMap(()).islands, QSizeF(1, 1))
