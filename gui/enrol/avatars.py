"""Drawn faces for those who want no photograph: flat planes in calm tones, a seed each, in the colour of a person.

Coordinates are those of a square of 100 units; light comes from the upper left.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from gui.enrol.hair import HAIRSTYLES

FACE_PX = 512
SKINS = ("#f3cfae", "#e3b087", "#c98f63", "#a56b47", "#7b4d36", "#5a382a")
HAIRS = ("#2b2328", "#3a2a26", "#b9b4b0", "#4a3328", "#7d4f2c", "#b5793c", "#d9b36a", "#8c4a3a")
DARK_HAIRS = 3
"""The first of them stand off from dark skin."""

INK = QColor("#2a1d22")
ZOOM = 1.1


@dataclass(frozen=True, slots=True)
class Look:
    """What tells one avatar from another; `tilt` in degrees, `turn` in units."""

    skin: QColor
    hair: QColor
    style: int
    cloth: QColor
    ground: QColor
    glasses: bool
    tilt: float
    turn: float
    smile: float


def look(seed: int, person: QColor) -> Look:
    """The look that `seed` stands for, in the family of a person's colour. Six in a row differ in hair and skin."""
    chance = random.Random(seed)
    tone = (5 * seed + 2 * (seed // len(HAIRSTYLES))) % len(SKINS)
    skin = QColor(SKINS[tone])
    hair = QColor(HAIRS[chance.randrange(len(HAIRS) if tone < 4 else DARK_HAIRS)])
    hue = person.hslHueF() if person.hslHueF() >= 0 else 0.6
    ground = QColor.fromHslF(hue, 0.34, 0.68)
    cloth = QColor.fromHslF((hue + chance.choice((0.0, 0.45, 0.55))) % 1, 0.42, chance.uniform(0.34, 0.44))
    return Look(skin, hair, seed % len(HAIRSTYLES), cloth, ground, chance.random() < 0.3, chance.uniform(-3, 3),
                chance.choice((-2.2, 2.2)), chance.uniform(2.4, 4.0))  # fmt: skip


def draw(seed: int, person: QColor, size_px: int = FACE_PX) -> QImage:
    """The avatar of `seed`, a square of `size_px`."""
    what = look(seed, person)
    image = QImage(size_px, size_px, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size_px / 100, size_px / 100)
    painter.fillRect(QRectF(0, 0, 100, 100), what.ground)
    painter.fillPath(_ellipse(34, 62, 56, 50), what.ground.lighter(110))
    painter.setTransform(QTransform().translate(50, 60).scale(ZOOM, ZOOM).translate(-50, -60) * painter.transform())
    tilted = QTransform().translate(50, 70).rotate(what.tilt).translate(-50, -70) * painter.transform()
    back, front = HAIRSTYLES[what.style]
    upright = painter.transform()
    painter.setTransform(tilted)
    painter.fillPath(back(), what.hair.darker(125))
    painter.setTransform(upright)
    _paint_body(painter, what)
    painter.setTransform(tilted)
    _paint_face(painter, what)
    _paint_lit(painter, front(), what.hair)
    painter.end()
    return image


def _paint_body(painter: QPainter, what: Look) -> None:
    neck = QPainterPath()
    neck.addRoundedRect(QRectF(42, 60, 16, 24), 6, 6)
    shoulders = QPainterPath(QPointF(4, 104))
    shoulders.cubicTo(6, 86, 22, 83, 38, 78)
    shoulders.quadTo(50, 90, 62, 78)
    shoulders.cubicTo(78, 83, 94, 86, 97, 104)
    shoulders.closeSubpath()
    painter.fillPath(neck, what.skin.darker(118))
    _paint_lit(painter, shoulders, what.cloth)


def _paint_face(painter: QPainter, what: Look) -> None:
    axis = 50 + what.turn
    for side in (-1, 1):
        painter.fillPath(_ellipse(50 + side * 20.5, 51, 3.2, 5), what.skin.darker(112 if side < 0 else 128))
    face = QPainterPath(QPointF(50, 24))
    face.cubicTo(64, 24, 71, 34, 70.5, 48)
    face.cubicTo(70, 62, 61, 73, 50, 73.5)
    face.cubicTo(39, 73, 30, 62, 29.5, 48)
    face.cubicTo(29, 34, 36, 24, 50, 24)
    _paint_lit(painter, face, what.skin, edge=axis + 11)
    cheek = QColor("#d0533c")
    cheek.setAlphaF(0.16)
    for side in (-1, 1):
        eye = axis + side * 8.5
        painter.fillPath(face.intersected(_ellipse(axis + side * 12.5, 57, 5.5, 3.8)), cheek)
        painter.fillPath(_ellipse(eye, 48.5, 1.9, 2.3), INK)
        painter.fillPath(_ellipse(eye - 0.7, 47.7, 0.6, 0.6), QColor("#fff0d6"))
        brow = QPainterPath(QPointF(eye - 4, 43.6 - (0.5 if side < 0 else 0)))
        brow.quadTo(QPointF(eye, 41.4), QPointF(eye + 4, 43.2))
        painter.strokePath(brow, _pen(what.hair.darker(140), 1.5))
    nose = QPainterPath(QPointF(axis + 0.6, 49))
    nose.quadTo(QPointF(axis + 4.2, 56.5), QPointF(axis - 1.4, 57))
    painter.strokePath(nose, _pen(what.skin.darker(135), 1.3))
    mouth = QPainterPath(QPointF(axis - 6, 62.6))
    mouth.quadTo(QPointF(axis, 62.6 + what.smile), QPointF(axis + 6.4, 61.8))
    painter.strokePath(mouth, _pen(QColor("#8d3b3c"), 1.6))
    if what.glasses:
        for side in (-1, 1):
            painter.strokePath(_ellipse(axis + side * 8.5, 48.8, 6.4, 6), _pen(INK, 1.1))
        painter.strokePath(_line(axis - 2.1, 48, axis + 2.1, 48), _pen(INK, 1.1))


def _paint_lit(painter: QPainter, shape: QPainterPath, colour: QColor, edge: float = 62.0) -> None:
    """A plane with its right side in shadow, from `edge` on."""
    shade = QPainterPath(QPointF(edge, 0))
    shade.cubicTo(edge + 6, 30, edge + 2, 60, edge - 8, 100)
    shade.lineTo(110, 104)
    shade.lineTo(110, 0)
    shade.closeSubpath()
    painter.fillPath(shape, colour)
    painter.fillPath(shape.intersected(shade), colour.darker(122))


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)


def _ellipse(x: float, y: float, rx: float, ry: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), rx, ry)
    return path


def _line(x0: float, y0: float, x1: float, y1: float) -> QPainterPath:
    path = QPainterPath(QPointF(x0, y0))
    path.lineTo(x1, y1)
    return path
