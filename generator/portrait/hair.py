"""Hair: the blend of the hairstyles as this head wears it, behind the head and over it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.portrait.canvas import Canvas
from generator.portrait.colour import LIGHT, in_shadow, mix
from generator.portrait.face import Face
from generator.portrait.hairstyles import HAIRSTYLES
from generator.portrait.head import fitted
from generator.portrait.pose import Pose
from generator.portrait.shapes import curve, ellipse, mirrored, points, ribbon

Points = NDArray[np.float64]
RECEDING = np.array([0, 0, 0.6, 1, 0.7, 0.5, 0.7, 1, 0.6, 0, 0])[:, None]
"""How far each point of the hairline goes back with the years, as a share of the most."""
WAVE = 38.0
"""Length of a wave or curl along the edge of the hair, in units."""
STEP = 3.0
"""How finely curls are drawn, in units."""


class Hair(NamedTuple):
    """Outlines in the frame: `back` shapes, the `front`, and strands that catch the light."""

    back: tuple[Points, ...]
    front: Points
    strands: tuple[Points, ...]


def _stack(what: str) -> Points:
    return np.array([getattr(style, what) for style in HAIRSTYLES], dtype=np.float64)


OUTERS, INNERS, BACKS, KNOTS = _stack("outer"), _stack("inner"), _stack("back"), _stack("knot")
CURLS = _stack("curl")
SHARPS = np.array([[float(i in style.sharp) for i in range(INNERS.shape[1])] for style in HAIRSTYLES])


def hair_of(face: Face, pose: Pose) -> Hair:
    """The outlines of the hair, in the frame."""
    share = np.array(face.hair)
    outer, inner, back = (np.tensordot(share, of, axes=1) for of in (OUTERS, INNERS, BACKS))
    soft = 1 - share @ SHARPS
    curl = 0.55 * float(share @ CURLS) + 6.5 * face.curl
    inner = inner - points((0, 9.0)) * face.recede * RECEDING
    outer = fitted(face, outer * np.array((1 + 0.012 * curl, 1.0)) - points((0, 0.5)) * _near_top(outer) * curl)
    inner = fitted(face, inner)
    nodes = np.concatenate([outer, inner])
    ends = np.ones(22)
    ends[[0, 10, 11, 21]] = 0.0
    ends[11:] *= soft
    line = curve(nodes, ends, 12)
    edge, hairline = line[: 10 * 12 + 1], line[10 * 12 + 1 :]
    edge = _curled(edge, curl)
    hairline = _curled(hairline, 0.35 * curl)
    front = pose.on_face(np.concatenate([edge, hairline]))
    tied = _curled(fitted(face, _knot(*(share @ KNOTS))), 0.8 * curl)
    behind = _curled(curve(mirrored(fitted(face, back * (-1.0, 1.0)))), 0.7 * curl)
    return Hair((pose.behind(behind), pose.behind(tied)), front, tuple(_strands(outer, inner, pose)))


def paint_back(canvas: Canvas, face: Face, hair: Hair) -> None:
    tone = in_shadow(face.hair_colour, 0.5)
    for shape in hair.back:
        canvas.fill(shape, tone)


def paint_front(canvas: Canvas, face: Face, pose: Pose, hair: Hair) -> None:
    canvas.fill(hair.front, face.hair_colour)
    w, dark = face.width, -pose.lit
    plane = points(
        (w * 0.5, 30), (w * 0.74, face.crown + 40), (w * 0.68, face.chin + 60), (w * 0.68, 560), (w * 3, 560),
        (w * 3, 30),
    ) * (dark, 1)  # fmt: skip
    canvas.shade(pose.on_face(curve(plane)), 0.36, canvas.mask(hair.front))
    for strand in hair.strands:
        canvas.fill(strand, mix(face.hair_colour, LIGHT, 0.2))


def _knot(x: float, y: float, rx: float, ry: float) -> Points:
    """A bun, or where it is much higher than wide a tail: narrower and swung out towards its end."""
    taper = min(max(ry / rx - 1.2, 0.0), 1.0)
    shape = ellipse(x, y, rx, ry, 60)
    down = (shape[:, 1] - y) / ry
    shape[:, 0] += taper * (-0.36 * down * (shape[:, 0] - x) + 9.0 * down**2)
    return shape


def _near_top(outer: Points) -> Points:
    """1 for the points of an edge over the crown, 0 for its tips, (n, 1)."""
    return np.sin(np.linspace(0.0, np.pi, len(outer)))[:, None]


def _curled(line: Points, depth: float) -> Points:
    """The line with curls of `depth` units along it, counted from its middle; they bulge to its left."""
    if depth <= 0.05:
        return line
    along = _lengths(line)
    even = np.linspace(0.0, along[-1], max(2, round(along[-1] / STEP)))
    middle = along[len(along) // 2]
    line = np.stack([np.interp(even, along, line[:, 0]), np.interp(even, along, line[:, 1])], axis=1)
    along = even - middle
    tangent = np.gradient(line, axis=0)
    normal = np.stack([tangent[:, 1], -tangent[:, 0]], axis=1)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-9
    phase = along / WAVE + 0.22 * np.sin(along / 41.0 + 0.8)  # no two curls are alike
    tight = min(1.0, depth / 6.0)  # slight ones are waves, deep ones curls
    bulge = (1 - tight) * 0.75 * np.cos(2 * np.pi * phase) + tight * (1.5 * np.abs(np.cos(np.pi * phase)) - 0.75)
    bulge *= 0.85 + 0.25 * np.sin(along / 29.0)
    fade = np.clip(np.minimum(along - along[0], along[-1] - along) / 30, 0.0, 1.0)  # the tips stay where they are
    return line + normal * (depth * bulge * fade)[:, None]


def _lengths(line: Points) -> Points:
    """How far along the line each of its points lies, (n,)."""
    return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])


def _strands(outer: Points, inner: Points, pose: Pose) -> list[Points]:
    """Bright strands that run with the hair, between its edge and the hairline."""
    strands = []
    facing = inner[::-1]  # point by point opposite the outer edge
    if pose.lit > 0:
        outer, facing = outer[::-1], facing[::-1]
    for start, end, depth, weight in ((1.6, 4.4, 0.3, 7.0), (2.4, 5.2, 0.58, 6.0), (5.4, 7.4, 0.35, 5.0)):
        at = np.linspace(start, end, 16)
        index = np.arange(len(outer))
        between = outer + (facing - outer) * depth
        line = np.stack([np.interp(at, index, between[:, 0]), np.interp(at, index, between[:, 1])], axis=1)
        for _ in range(3):
            line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
        strands.append(pose.on_face(ribbon(line, weight * np.sin(np.linspace(0.0, np.pi, 16)))))
    return strands
