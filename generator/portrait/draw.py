"""Draws a face: every plane in its turn, from the ground forwards."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audio.errors import WhoSpeaksError
from generator.portrait.beard import paint_beard
from generator.portrait.canvas import Canvas
from generator.portrait.clothes import paint_body
from generator.portrait.colour import LIGHT, colour, mix
from generator.portrait.eyes import paint_brows, paint_eyes, paint_glasses
from generator.portrait.face import Face
from generator.portrait.hair import hair_of, paint_back, paint_front
from generator.portrait.head import paint_ears, paint_head
from generator.portrait.moment import STILL, Moment
from generator.portrait.mouth import paint_mouth, paint_nose
from generator.portrait.pose import Pose
from generator.portrait.shapes import curve, ellipse, mirrored, points

SMALLEST, LARGEST = 16, 2048


def draw(face: Face, size: int = 256, moment: Moment = STILL) -> NDArray[np.uint8]:
    """The face in one sitting, uint8 (size, size, 3) RGB; the same every time.

    Raises:
        WhoSpeaksError: `size` is not between 16 and 2048 pixels.
    """
    _check(size)
    canvas, pose = Canvas(size, face.ground), Pose(face, moment)
    halo = ellipse(256 + pose.lit * 86, 330, 300, 262, 72)
    canvas.fill(halo, mix(face.ground, LIGHT, 0.22))
    hair = hair_of(face, pose)
    paint_back(canvas, face, hair)
    paint_body(canvas, face, pose)
    paint_ears(canvas, face, pose)
    inside = paint_head(canvas, face, pose, hair.front)
    paint_beard(canvas, face, pose, inside)
    paint_eyes(canvas, face, pose)
    paint_nose(canvas, face, pose)
    paint_mouth(canvas, face, pose)
    paint_brows(canvas, face, pose)
    paint_front(canvas, face, pose, hair)
    paint_glasses(canvas, face, pose)
    bright, warm = 1 + 0.07 * moment.brightness, 0.045 * moment.warmth
    return canvas.finished((bright + warm, bright, bright - warm))


def silhouette(size: int = 256) -> NDArray[np.uint8]:
    """The neutral picture where nobody's face is drawn, uint8 (size, size, 3) RGB.

    Raises:
        WhoSpeaksError: `size` is not between 16 and 2048 pixels.
    """
    _check(size)
    ground, near = colour("#3a4152"), colour("#7b8498")
    canvas = Canvas(size, ground)
    canvas.fill(ellipse(170, 330, 300, 262, 72), mix(ground, near, 0.18))
    body = points((0, 380), (46, 400), (70, 430), (170, 452), (226, 500), (240, 560), (0, 560))
    head = points((0, 92), (66, 108), (104, 170), (108, 236), (96, 300), (70, 346), (34, 374), (0, 380))
    neck = points((0, 320), (52, 320), (50, 400), (60, 440), (0, 460))
    for half in (neck, body, head):
        canvas.fill(curve(mirrored(half)) + np.array((256.0, 0.0)), near)
    return canvas.finished()


def _check(size: int) -> None:
    if not SMALLEST <= size <= LARGEST:
        raise WhoSpeaksError(
            "A face is drawn {least} to {most} pixels wide, not {size}.", least=SMALLEST, most=LARGEST, size=size
        )
