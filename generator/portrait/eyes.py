"""The eyes, their lids and lashes, and the brows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generator.portrait.canvas import Canvas
from generator.portrait.colour import INK, LIGHT, in_shadow, mix
from generator.portrait.face import Face
from generator.portrait.pose import Pose
from generator.portrait.shapes import arc, ellipse, points, ribbon, stroke

Points = NDArray[np.float64]


def paint_eyes(canvas: Canvas, face: Face, pose: Pose) -> None:
    for side in (-1, 1):
        _paint_eye(canvas, face, pose, side)


def _paint_eye(canvas: Canvas, face: Face, pose: Pose, side: int) -> None:
    f, m = face, pose.moment
    x, y = side * f.eye_gap, f.eyes
    half = 18.0 * f.eye_size
    tall = 9.3 * f.eye_size * f.eye_open * (1 + 0.1 * m.lids - 0.06 * max(m.smile, 0.0))
    inner, outer = (x - side * half, y + 2.0), (x + side * half, y - f.eye_slant)
    top, low = (x - side * 1.0, y - 2.1 * tall), (x + side * 2.0, y + 1.65 * tall)
    white = np.concatenate([arc(inner, top, outer), arc(outer, low, inner)[1:-1]])
    canvas.fill(pose.on_face(white), mix(mix(LIGHT, f.skin, 0.22), (255.0, 255.0, 255.0), 0.25))
    inside = canvas.mask(pose.on_face(white))
    r = 10.6 * f.iris_size * f.eye_size
    ix, iy = x + 3.4 * m.gaze + 0.25 * f.turn, y - 1.8
    canvas.fill(pose.on_face(ellipse(ix, iy, r, r)), f.iris, within=inside)
    canvas.fill(pose.on_face(ellipse(ix, iy, r * 0.48, r * 0.5)), mix(INK, f.iris, 0.1), within=inside)
    lid = (outer[0] + side * 3.5, outer[1] - 1.5 - 1.5 * f.lashes)
    edge = arc(inner, (x, top[1] - 1.0), lid)
    shadow = np.concatenate([edge, edge[::-1] + np.array((0.0, 5.0))])
    canvas.shade(pose.on_face(shadow), 0.3, inside)
    canvas.fill(pose.on_face(ellipse(ix + pose.lit * 0.36 * r, iy - 0.36 * r, 0.25 * r, 0.25 * r, 14)), LIGHT)
    t = np.linspace(0.0, 1.0, len(edge))
    canvas.fill(pose.on_face(ribbon(edge, 1.2 + (2.6 + 1.0 * f.lashes) * np.sin(np.pi * t**1.4) ** 0.7)), INK)
    if f.lashes > 0:
        tip = (lid[0] + side * 4, lid[1] - 4)
        flick = stroke((x + side * half * 0.7, y - tall * 0.75), (lid[0], lid[1] - 1), tip, 3.2)
        canvas.fill(pose.on_face(flick), INK, f.lashes)
    crease = stroke((inner[0] + side * 3, y - 0.9 * tall - 2), (x, y - 2.7 * tall), (lid[0], y - 0.9 * tall - 2), 2.2)
    canvas.fill(pose.on_face(crease), in_shadow(f.skin, 0.5))


def paint_brows(canvas: Canvas, face: Face, pose: Pose) -> None:
    f = face
    tone = mix(f.hair_colour, INK, 0.3)
    for side in (-1, 1):
        lift = f.brow_gap + 2.2 * pose.moment.brows + (1.4 if side < 0 else 0.0)  # nobody's are level
        x, y = side * f.eye_gap, f.eyes - lift
        line = arc((x - side * 21, y + 3), (x + side * 5, y - 1.5 * f.brow_arch), (x + side * 30, y + 3), 16)
        t = np.linspace(0.0, 1.0, len(line))
        widths = f.brow_weight * np.interp(t, (0.0, 0.08, 0.45, 1.0), (0.45, 0.85, 1.0, 0.12))
        canvas.fill(pose.on_face(ribbon(line, widths)), tone)


def paint_glasses(canvas: Canvas, face: Face, pose: Pose) -> None:
    f = face
    if f.glasses <= 0:
        return
    thick = 0.8 + 3.9 * f.glasses
    ring_x, ring_y, square = 33.5 * (f.eye_gap / 43), 30.0 - 4 * f.glasses_square, 2.0 + 1.8 * f.glasses_square
    y = f.eyes + 4
    frame = mix(INK, f.cloth, 0.25)
    for side in (-1, 1):
        x = side * (f.eye_gap + 1)
        lens = ellipse(x, y, ring_x, ring_y, 56, square)
        canvas.fill(pose.on_face(lens, 8.0), LIGHT, 0.12 * f.glasses)
        closed = np.concatenate([lens, lens[:2]])
        canvas.fill(pose.on_face(ribbon(closed, np.full(len(closed), thick)), 8.0), frame, min(1.0, 4 * f.glasses))
        arm = points((side * (f.eye_gap + ring_x), y - 7), (side * (f.width + 1), y - 4))
        canvas.fill(pose.on_face(ribbon(arm, (thick, thick)), 0.0), frame, min(1.0, 4 * f.glasses))
    gap = f.eye_gap + 1 - ring_x
    bridge = arc((-gap, y - 6), (0, y - 17), (gap, y - 6))
    canvas.fill(pose.on_face(ribbon(bridge, np.full(len(bridge), thick)), 8.0), frame, min(1.0, 4 * f.glasses))
