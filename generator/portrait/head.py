"""The head without its features: outline, ears, the planes of light and shadow, what the years leave."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generator.portrait.canvas import Canvas
from generator.portrait.colour import BLUSH, Colour, colour, in_shadow, mix
from generator.portrait.face import Face
from generator.portrait.pose import Pose
from generator.portrait.shapes import curve, ellipse, mirrored, points, stroke

Points = NDArray[np.float64]
GOLD: Colour = colour("#e8b64c")
FRECKLES = ((30, 20), (41, 26), (53, 21), (36, 33), (49, 35), (62, 30), (24, 28), (12, 22))
"""Right of the axis and below the eyes; the left has the same, a little off."""


def outline(face: Face) -> Points:
    """The head from crown to chin, float64 (n, 2), about the axis x = 0."""
    f = face
    half = points(
        (0, f.crown), (f.width * 0.62, f.crown + 20), (f.width * 0.95, f.crown + (f.eyes - f.crown) * 0.62),
        (f.width, f.eyes + 6), (f.width * f.cheeks, f.nose), (f.jaw, f.jaw_height),
        (f.chin_width, f.chin - 9), (0, f.chin),
    )  # fmt: skip
    return curve(mirrored(half))


def fitted(face: Face, standard: Points) -> Points:
    """Points of the standard head (see `hairstyles`), (n, 2), moved to where they belong on this one."""
    heights = np.interp(
        standard[:, 1],
        (-88, 112, 246, 374, 574),
        (face.crown - 200, face.crown, face.eyes, face.chin, face.chin + 200),
    )
    return np.stack([standard[:, 0] * face.width / 98, heights], axis=1)


def paint_ears(canvas: Canvas, face: Face, pose: Pose) -> None:
    y = face.eyes + 19
    for side in (-1, 1):
        share = 0.1 if side == pose.lit else 0.4
        x, rx, ry = side * (face.width - 1), 15 * face.ears, 26 * face.ears
        canvas.fill(pose.behind(ellipse(x, y, rx, ry)), in_shadow(face.skin, share))
        canvas.fill(pose.behind(ellipse(x + side * 4, y + 1, rx * 0.46, ry * 0.56)), in_shadow(face.skin, share + 0.2))
        if face.earrings > 0:
            r = 5.5 * face.earrings
            canvas.fill(pose.behind(ellipse(x + side * 4, y + ry + 1, r, r)), GOLD)


def paint_head(canvas: Canvas, face: Face, pose: Pose, hair: Points) -> Image.Image:
    """Lays the face's planes and the shadow of the hair (its front, (n, 2)); returns the face's mask."""
    shape = pose.on_face(outline(face))
    inside = canvas.mask(shape)
    canvas.fill(shape, face.skin)
    red = mix(face.skin, BLUSH, 0.9)
    for side in (-1, 1):
        for size in (1.0, 0.7):
            cheek = ellipse(side * face.eye_gap * 1.36, (face.eyes + face.nose) / 2 + 25, 27 * size, 18 * size)
            canvas.fill(pose.on_face(cheek), red, 0.55 * face.blush, inside)
    _freckles(canvas, face, pose, inside)
    w, dark = face.width, -pose.lit
    strength = 0.33 + 0.11 * max(pose.moment.light, 0.0)
    reach = 1 - 0.16 * max(pose.moment.light, 0.0)
    plane = points(
        (w * 0.72, face.crown - 20), (w * 0.7, face.crown + 60), (w * 0.75, face.eyes), (w * 0.6, face.nose),
        (w * 0.42, face.mouth + 12), (w * 0.14, face.chin + 30), (w * 1.7, face.chin + 30), (w * 1.7, face.crown - 20),
    ) * (reach * dark, 1)  # fmt: skip
    canvas.shade(pose.on_face(curve(plane)), strength, inside)
    canvas.shade(hair + points((5.0 * dark, 13.0)), 0.32, inside)
    _lines(canvas, face, pose)
    return inside


def _freckles(canvas: Canvas, face: Face, pose: Pose, inside: Image.Image) -> None:
    if face.freckles > 0:
        tone = mix(in_shadow(face.skin, 0.45), BLUSH, 0.15)
        for i, (x, y) in enumerate(FRECKLES):
            for side in (-1, 1):
                r = (1.5 + 0.5 * (i % 3)) * face.freckles
                spot = ellipse(side * x + 1.5 * (side < 0), face.eyes + y + 2 * (side < 0), r, r, 10)
                canvas.fill(pose.on_face(spot), tone, 0.7, inside)


def _lines(canvas: Canvas, face: Face, pose: Pose) -> None:
    """From nose to mouth, beneath the eyes and at their corners, as the years go by."""
    if face.lines <= 0:
        return
    tone, soft = in_shadow(face.skin, 0.5), 0.9 * face.lines
    n, m = face.nose, face.mouth
    for side in (-1, 1):
        x = side * (face.mouth_width + 3)
        fold = stroke((side * (face.nose_width + 6), n - 6), (x + side * 7, n + 4), (x + side * 5, m - 6), 2.6)
        canvas.fill(pose.on_face(fold), tone, soft)
        e, y = side * face.eye_gap, face.eyes
        bag = stroke((e - side * 13, y + 17), (e, y + 23), (e + side * 15, y + 15), 2.2)
        canvas.fill(pose.on_face(bag), tone, soft * 0.8)
        crow = stroke((e + side * 25, y + 3), (e + side * 31, y + 4), (e + side * 36, y + 8), 2.2)
        canvas.fill(pose.on_face(crow), tone, soft)
