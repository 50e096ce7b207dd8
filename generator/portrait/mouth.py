"""The nose and the mouth."""

from __future__ import annotations

import numpy as np

from generator.portrait.canvas import Canvas
from generator.portrait.colour import INK, LIGHT, in_shadow, mix
from generator.portrait.face import Face
from generator.portrait.pose import Pose
from generator.portrait.shapes import arc, cornered, points, stroke


def paint_nose(canvas: Canvas, face: Face, pose: Pose) -> None:
    """The plane of the nose away from the light, from the bridge to the wing, and a touch of light on its back."""
    f, n, dark = face, face.nose_width, -pose.lit
    start = f.nose - (f.nose - f.eyes) * (0.45 + 0.65 * f.nose_bridge)
    high = f.nose - start
    low = min(1.0, high / 45)  # a short nose has a flat tip
    plane = points(
        (3, start), (3 + 3 * low, start + high * 0.4), (n * 0.62, f.nose - 15 * low), (n, f.nose - 4),
        (n * 0.5, f.nose + 3), (-n * 0.15, f.nose + 5), (-n * 0.78, f.nose - 1), (-n * 0.1, f.nose - 8 * low),
        (1.5, start + high * 0.55),
    ) * (dark, 1)  # fmt: skip
    soft = 0.34 + 0.12 * f.nose_bridge
    canvas.fill(pose.on_face(cornered(plane, (0, 6)), 7.0), in_shadow(f.skin, soft))
    shine = stroke((-3 * dark, f.nose - 30), (-5 * dark, f.nose - 20), (-4 * dark, f.nose - 12), 5.0)
    canvas.fill(pose.on_face(shine, 8.0), mix(f.skin, LIGHT, 0.5), 0.35)


def paint_mouth(canvas: Canvas, face: Face, pose: Pose) -> None:
    """A mouth that smiles a little, more at one corner than at the other."""
    f = face
    smile = f.smile + 5.0 * pose.moment.smile
    wide = f.mouth_width + 1.6 * pose.moment.smile
    y = f.mouth
    left, right = (-wide, y - smile * 0.42), (wide + 0.8, y - smile * 0.66)
    line = arc(left, (0.0, y + smile * 0.95), right, 18)
    lower = arc(right, (0.0, y + smile * 0.95 + 2.3 * f.lower_lip), left, 18)
    canvas.fill(pose.on_face(np.concatenate([line, lower[1:-1]]), 4.0), f.lips)
    middle = y + smile * 0.22
    u = f.upper_lip
    upper = cornered(
        points(left, (-wide * 0.36, middle - u * 1.4), (0, middle - u * 0.85), (wide * 0.36, middle - u * 1.5), right,
               (0, y + smile * 0.47)), (0, 2, 4),
    )  # fmt: skip
    canvas.fill(pose.on_face(upper, 4.0), in_shadow(f.lips, 0.28))
    t = np.linspace(0.0, 1.0, len(line))
    bow = np.concatenate([line, (line + np.stack([0 * t, 0.8 + 2.0 * np.sin(np.pi * t)], axis=1))[::-1]])
    canvas.fill(pose.on_face(bow, 4.0), mix(in_shadow(f.lips, 0.6), INK, 0.45))
    below = y + smile * 0.4 + f.lower_lip * 1.15 + 7
    tone = mix(in_shadow(f.skin, 0.36), in_shadow(f.hair_colour, 0.3), min(1.0, max(0.0, 4.8 * f.beard - 2.4)))
    canvas.fill(pose.on_face(stroke((-12, below), (0, below + 4), (12, below), 3.0), 4.0), tone)
