"""The hairstyles of the drawn avatars, on a square of 100 units: what hangs behind the head, and what lies over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath


def _nothing() -> QPainterPath:
    return QPainterPath()


def _cap() -> QPainterPath:
    path = QPainterPath(QPointF(28.5, 50))
    path.cubicTo(26, 28, 36, 17, 51, 17)
    path.cubicTo(66, 17, 74, 29, 71.5, 50)
    path.cubicTo(70, 42, 67, 37, 63, 34.5)
    path.cubicTo(54, 36, 43, 34, 37, 34.5)
    path.cubicTo(32, 38, 30, 43, 28.5, 50)
    path.closeSubpath()
    return path


def _swept() -> QPainterPath:
    path = QPainterPath(QPointF(28.5, 51))
    path.cubicTo(25, 30, 32, 19, 46, 16)
    path.cubicTo(62, 12, 75, 22, 71.5, 51)
    path.cubicTo(70, 40, 67, 35, 62, 31)
    path.cubicTo(52, 38, 40, 39, 33, 37)
    path.cubicTo(30.5, 41, 29.5, 45, 28.5, 51)
    path.closeSubpath()
    return path


def _fringe() -> QPainterPath:
    path = QPainterPath(QPointF(25, 74))
    path.cubicTo(24, 58, 24, 40, 29, 30)
    path.cubicTo(35, 18, 65, 17, 71, 30)
    path.cubicTo(76, 40, 76, 58, 75, 73)
    path.cubicTo(71, 75.5, 68, 75, 66, 73)
    path.cubicTo(70, 62, 70.5, 50, 68.5, 40)
    path.cubicTo(60, 42, 42, 41.5, 32, 39.5)
    path.cubicTo(29.5, 50, 30, 62, 34, 73.5)
    path.cubicTo(31, 75.5, 28, 75.5, 25, 74)
    path.closeSubpath()
    return path


def _curtain() -> QPainterPath:
    path = QPainterPath(QPointF(28, 60))
    path.cubicTo(25, 36, 32, 18, 51, 17)
    path.cubicTo(69, 18, 75, 36, 72, 60)
    path.cubicTo(71, 47, 66, 37, 54, 28)
    path.cubicTo(47, 38, 33, 42, 28, 60)
    path.closeSubpath()
    return path


def _parted() -> QPainterPath:
    path = QPainterPath(QPointF(28.5, 52))
    path.cubicTo(26, 31, 35, 18, 51, 18)
    path.cubicTo(67, 18, 73.5, 31, 71.5, 52)
    path.cubicTo(69, 42, 63, 33, 46, 27)
    path.cubicTo(38, 32, 31, 40, 28.5, 52)
    path.closeSubpath()
    return path


def _curls() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(path.fillRule().WindingFill)
    for x, y, r in ((31, 42, 6), (32, 33, 7), (37, 25, 8), (46, 20, 8.5), (56, 20, 8.5), (64, 26, 8), (69, 34, 7),
                    (70, 43, 5.5), (42, 29, 8), (52, 27, 8), (60, 30, 7)):  # fmt: skip
        path.addEllipse(QPointF(x, y), r, r)
    return path


def _long() -> QPainterPath:
    path = QPainterPath(QPointF(50, 18))
    path.cubicTo(22, 18, 22, 52, 20, 88)
    path.lineTo(80, 88)
    path.cubicTo(78, 52, 78, 18, 50, 18)
    path.closeSubpath()
    return path


def _bob() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(25, 22, 50, 53), 20, 20)
    return path


def _bun() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(53, 15.5), 10, 8.5)
    return path


Plane = Callable[[], QPainterPath]
HAIRSTYLES: tuple[tuple[Plane, Plane], ...] = (
    (_nothing, _swept),
    (_bob, _fringe),
    (_nothing, _curls),
    (_long, _curtain),
    (_nothing, _cap),
    (_bun, _parted),
)
"""Behind the head, over it."""
