"""The shapes and tones that portraits are made of, and the hairstyles.

Coordinates are pixels of the 512 px picture; a head looks straight ahead with its axis on x = 256.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainterPath

INK, LIGHT = QColor("#2a1d22"), QColor("#fff0d6")
SHADOW = (0.55, 0.38, 0.47)  # what deepest shadow leaves of red, green and blue: it is warm and never grey

Point = tuple[float, float]


def mix(colour: QColor, other: QColor, share: float) -> QColor:
    """`share` of the other colour in the first."""
    channels = zip(_rgb(colour), _rgb(other), strict=True)
    return QColor.fromRgbF(*(a + (b - a) * share for a, b in channels))


def dark(colour: QColor, share: float) -> QColor:
    """The colour in shadow, from 0 (lit) to 1 (deepest)."""
    channels = zip(_rgb(colour), SHADOW, strict=True)
    return QColor.fromRgbF(*(value * (1 - share * (1 - kept)) for value, kept in channels))


def _rgb(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def curve(*points: Point) -> QPainterPath:
    """A closed smooth curve through the points (Catmull-Rom); a point given twice in a row is a corner."""
    nodes = [point for i, point in enumerate(points) if point != points[i - 1]]
    corners = {point for i, point in enumerate(points) if point == points[i - 1]}
    count = len(nodes)

    def handle(i: int) -> Point:
        (x0, y0), (x1, y1) = nodes[i - 1], nodes[(i + 1) % count]
        return (0.0, 0.0) if nodes[i] in corners else ((x1 - x0) / 6, (y1 - y0) / 6)

    path = QPainterPath(QPointF(*nodes[0]))
    for i, (x, y) in enumerate(nodes):
        j = (i + 1) % count
        (u, v), (hx, hy), (gx, gy) = nodes[j], handle(i), handle(j)
        path.cubicTo(x + hx, y + hy, u - gx, v - gy, u, v)
    return path


def stroke(start: Point, bend: Point, end: Point, weight: float) -> QPainterPath:
    """A brush stroke, pointed at both ends: an arc pulled towards `bend`, about `weight` thick in its middle."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    nx, ny = dy / math.hypot(dx, dy) * weight, -dx / math.hypot(dx, dy) * weight
    path = QPainterPath(QPointF(*start))
    path.quadTo(QPointF(bend[0] + nx, bend[1] + ny), QPointF(*end))
    path.quadTo(QPointF(bend[0] - nx, bend[1] - ny), QPointF(*start))
    return path


def ellipse(x: float, y: float, rx: float, ry: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), rx, ry)
    return path


SKULL = ellipse(256, 206, 103, 96)  # closes any gap between hair, face and ear


class Hair(NamedTuple):
    """What hangs behind the head, what lies over it, and the strands that catch the light."""

    back: QPainterPath
    front: QPainterPath
    strands: tuple[QPainterPath, ...]


def quiff() -> Hair:
    front = curve(
        (157, 268), (157, 268), (151, 205), (160, 150), (186, 112), (226, 90), (272, 66), (318, 70), (348, 96),
        (361, 140), (361, 205), (355, 268), (355, 268), (347, 226), (338, 188), (316, 160), (284, 158),
        (244, 172), (204, 172), (180, 192), (167, 228),
    )
    strands = (
        stroke((196, 160), (226, 104), (300, 92), 5), stroke((232, 160), (262, 118), (324, 112), 6),
        stroke((176, 180), (178, 140), (210, 116), 4),
    )
    return Hair(QPainterPath(), front, strands)


def waves() -> Hair:
    front = curve(
        (160, 262), (160, 262), (146, 236), (152, 206), (142, 176), (156, 146), (168, 114), (202, 104), (228, 82),
        (264, 90), (296, 80), (326, 100), (350, 118), (358, 150), (370, 180), (361, 208), (366, 238), (354, 264),
        (354, 264), (348, 226), (334, 196), (318, 190), (296, 164), (270, 176), (238, 160), (206, 180), (184, 186),
        (170, 226),
    )
    strands = (
        stroke((172, 170), (186, 120), (232, 112), 6), stroke((226, 146), (246, 104), (300, 116), 6),
        stroke((300, 150), (318, 120), (344, 156), 5),
    )
    return Hair(QPainterPath(), front, strands)


def bob() -> Hair:
    back = curve((256, 100), (166, 140), (140, 260), (142, 384), (256, 408), (370, 384), (372, 260), (346, 140))
    front = curve(
        (256, 86), (198, 96), (156, 138), (138, 206), (132, 290), (124, 388), (124, 388), (158, 400), (192, 386),
        (192, 386), (176, 330), (170, 270), (178, 204), (178, 204), (214, 205), (250, 198), (296, 203), (336, 200),
        (336, 200), (344, 270), (338, 330), (324, 390), (324, 390), (356, 400), (386, 384), (386, 384), (380, 290),
        (374, 206), (356, 138), (314, 96),
    )
    strands = (
        stroke((170, 190), (184, 128), (240, 108), 8), stroke((148, 330), (146, 260), (158, 216), 5),
        stroke((216, 196), (220, 150), (262, 120), 4),
    )
    return Hair(back, front, strands)


def bun() -> Hair:
    back = ellipse(270, 95, 56, 42)
    front = curve(
        (160, 262), (160, 262), (148, 214), (158, 156), (192, 112), (246, 92), (302, 98), (344, 134), (362, 186),
        (356, 262), (356, 262), (346, 214), (318, 172), (268, 140), (236, 128), (236, 128), (212, 160), (180, 200),
    )
    strands = (
        stroke((168, 214), (180, 150), (234, 112), 5), stroke((254, 116), (320, 128), (350, 200), 5),
        stroke((232, 88), (250, 62), (288, 64), 5),
    )
    return Hair(back, front, strands)


def cropped() -> Hair:
    front = curve(
        (156, 258), (156, 258), (150, 206), (158, 154), (190, 116), (240, 100), (290, 104), (332, 126), (358, 166),
        (362, 210), (356, 258), (356, 258), (348, 218), (342, 186), (326, 164), (326, 164), (300, 146), (258, 150),
        (214, 144), (188, 166), (188, 166), (174, 190), (166, 222),
    )
    return Hair(QPainterPath(), front, (stroke((172, 160), (196, 118), (262, 116), 6),))


HAIRSTYLES: dict[str, Callable[[], Hair]] = {
    "quiff": quiff, "waves": waves, "bob": bob, "bun": bun, "cropped": cropped,
}  # fmt: skip
