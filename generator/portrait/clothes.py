"""Neck, shoulders and what is worn: a roll-neck, a round neck, a V-neck or a collar, and all that lies between them."""

from __future__ import annotations

import numpy as np

from generator.portrait.canvas import Canvas
from generator.portrait.colour import LIGHT, in_shadow, mix
from generator.portrait.face import Face
from generator.portrait.head import outline
from generator.portrait.pose import Pose
from generator.portrait.shapes import Points, cornered, curve, mirrored, points, stroke


def paint_body(canvas: Canvas, face: Face, pose: Pose) -> None:
    """Shoulders, neck and clothes, with the shadow that the head throws on them."""
    f, n, dark = face, face.neck, -pose.lit
    s, base = f.shoulders, f.chin + 30.0
    trim = mix(f.cloth, LIGHT, 0.16)
    half = points(
        (0, 396), (n + 2, base - 6), (n + 0.34 * (s - n), base + 0.34 * f.slope + 5), (s * 0.8, base + f.slope + 10),
        (s, base + f.slope + 52), (s + 8, 560), (0, 560),
    )  # fmt: skip
    body = pose.on_body(cornered(mirrored(half), (5, 7)))
    canvas.fill(body, f.cloth)
    cloth = canvas.mask(body)
    depth = base + 30 + 56 * f.vee
    wide, plain = n + 15 * (1 - f.roll) + 4 * f.vee, 1 - f.collar
    band = _opening(face, wide + 9 * plain, depth + (12 + 3 * f.vee) * plain, base)
    canvas.fill(pose.on_body(band), trim)
    plane = points((n * 0.95, base - 20), (n * 0.7, base + 50), (n * 1.3, 570), (s * 1.6, 570), (s * 1.6, base - 20))
    canvas.shade(pose.on_body(curve(plane * (dark, 1))), 0.42, cloth)
    neck = pose.on_body(_opening(face, wide, depth, base))
    canvas.fill(neck, in_shadow(f.skin, 0.14))
    canvas.shade(pose.on_face(outline(f)) + np.array((9.0 * dark, 34.0)), 0.46, canvas.mask(neck))
    _roll(canvas, face, pose, base, trim)
    _collar(canvas, face, pose, base)


def _opening(face: Face, wide: float, depth: float, base: float) -> Points:
    """The neck and as much of the chest as the clothes leave bare, down to `depth`."""
    n, pointed = face.neck, face.vee
    middle = base + (depth - base) * (0.8 - 0.26 * pointed)
    half = points(
        (0, face.mouth), (n, face.mouth), (n, base - 22), (wide, base), (wide * (0.62 - 0.1 * pointed), middle),
        (0, depth),
    )  # fmt: skip
    nodes = mirrored(half)
    soft = np.ones(len(nodes))
    soft[[1, 3, -3, -1]] = 0.0
    soft[5] = 1 - pointed
    return curve(nodes, soft)


def _roll(canvas: Canvas, face: Face, pose: Pose, base: float, trim: tuple[float, float, float]) -> None:
    if face.roll <= 0:
        return
    n, up, dark = face.neck, 40.0 * face.roll, -pose.lit
    half = points((0, base + 18 - up * 0.9), (n + 1, base + 2 - up), (n + 13, base + 10), (0, base + 46))
    roll = pose.on_body(cornered(mirrored(half), (1, 5)))
    canvas.fill(roll, trim)
    plane = points((n * 0.5, base - 60), (n * 0.4, base + 60), (n * 3, base + 60), (n * 3, base - 60)) * (dark, 1)
    canvas.shade(pose.on_body(plane), 0.34, canvas.mask(roll))
    fold = stroke((-n + 2, base + 7), (0, base + 30), (n - 4, base + 8), 4.0 * face.roll)
    canvas.fill(pose.on_body(fold), in_shadow(face.cloth, 0.5))


def _collar(canvas: Canvas, face: Face, pose: Pose, base: float) -> None:
    if face.collar <= 0:
        return
    n, c = face.neck, face.collar
    cloth = mix(face.cloth, LIGHT, 0.42)
    placket = points((-3.5, base + 40), (3.5, base + 40), (4.5, 560), (-2.5, 560)) * (c, 1)
    canvas.fill(pose.on_body(placket), in_shadow(face.cloth, 0.3), c)
    for side in (-1, 1):
        root = np.array((n + 2.0, base - 16.0))
        wing = points(
            (n - 1, base - 24), (n + 22, base + 2), (n + 14, base + 22), (n * 0.52 + 8, base + 62), (2, base + 38),
            (n * 0.62, base + 14),
        )  # fmt: skip
        wing = (root + (wing - root) * c) * (side, 1)
        tone = cloth if side == pose.lit else in_shadow(cloth, 0.28)
        canvas.fill(pose.on_body(cornered(wing, (0, 3, 4))), tone)
