"""The beard: a shade on the skin at first, then hair that follows the jaw."""

from __future__ import annotations

from PIL import Image

from generator.portrait.canvas import Canvas
from generator.portrait.colour import in_shadow, mix
from generator.portrait.face import Face
from generator.portrait.pose import Pose
from generator.portrait.shapes import cornered, mirrored, points


def paint_beard(canvas: Canvas, face: Face, pose: Pose, inside: Image.Image) -> None:
    """Stubble up to half of `face.beard`, a beard from there on; `inside` is the face's mask."""
    if face.beard <= 0:
        return
    f, full = face, max(0.0, 2 * face.beard - 1)
    drop, jaw = 14.0 * full, f.jaw_height
    top = f.nose + 22 - 6 * full
    w = f.width * f.cheeks
    half = points(
        (0, f.chin + drop), (f.chin_width, f.chin - 9 + drop * 0.8), (f.jaw + 2 + 4 * full, jaw + 4 * full),
        (w + 1.5, f.nose), (f.width + 2, f.eyes + 14), (f.width - 6, f.eyes + 16), (w * 0.88, top - 12),
        (f.mouth_width + 26, top + 6), (f.mouth_width + 4, f.nose + 15), (14, f.nose + 9), (0, f.nose + 11),
    )  # fmt: skip
    shape = pose.on_face(cornered(mirrored(half), (4, 5, 15, 16)), 3.0)
    tone = mix(in_shadow(f.hair_colour, 0.12), f.skin, 0.12 * (1 - full))
    stubble = 0.34 * min(1.0, 2.2 * f.beard)
    strength = stubble + (1 - stubble) * min(1.0, 2.4 * full)
    canvas.fill(shape, tone, strength, inside if full == 0 else None)
    dark = -pose.lit
    plane = points((f.width * 0.6, f.eyes), (f.width * 0.5, f.mouth), (f.width * 0.1, f.chin + 40),
                   (f.width * 1.5, f.chin + 40), (f.width * 1.5, f.eyes)) * (dark, 1)  # fmt: skip
    if full > 0:
        canvas.shade(pose.on_face(plane), 0.3 * min(1.0, 2.4 * full), canvas.mask(shape))
