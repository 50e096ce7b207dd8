"""A face in any picture to a square crop in which every face's eyes and mouth lie at the same place.

All ways end in one 2×3 matrix from the picture to the crop, in pixels: by five landmarks (a similarity transform in
least squares, Umeyama, PAMI 1991), by a box around the face, or by the picture alone, cut a little above its centre.
SciPy has rotations and Procrustes, but neither with scale, shift and no mirroring in one; Umeyama's is ten lines.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from audio.errors import WhoSpeaksError
from sincnet.faces import BACKDROP

TEMPLATE = np.array([[0.374, 0.42], [0.626, 0.42], [0.5, 0.563], [0.396, 0.71], [0.604, 0.71]])
"""Where eyes, tip of the nose and corners of the mouth go (x, y) in a crop of side 1, the picture's left first. In the
proportions of the template that recognition networks use, a fifth smaller: hair and chin are to be in the picture."""

MARGIN = 1.3
"""A box ends at the brows and the chin; the crop's side is so many times the box's longer one."""

FACE_SHARE = 0.5
"""AVSpeech says where a face is and not how large; the crop has this share of the frame's shorter side."""

UPRIGHT = 0.4
"""Where down a portrait the face's centre is, when nothing else is known."""


def matrix_of(hint: str, place: np.ndarray, width: int, height: int, size: int) -> np.ndarray:
    """The matrix (2, 3) from a picture of `width` by `height` to its crop of `size`, by what is known of its face.

    `hint` says what `place` holds, as in `generator.faces.layout.Person`; NaN there is the same as "nothing". Raises
    `WhoSpeaksError` for a place that can be no face's.
    """
    if hint == "nothing" or not np.isfinite(place).all():
        return by_picture(width, height, size)
    if hint == "centre":
        middle, half = place[:2] * (width, height), FACE_SHARE * min(width, height) / 2
        return by_box(np.concatenate([middle - half, middle + half]), size, margin=1)
    points = place.reshape(-1, 2)  # landmarks, or two corners of a box
    if not ((points.mean(0) > 0) & (points.mean(0) < (width, height))).all():
        raise WhoSpeaksError(
            "The list has the face outside this picture; prepare pictures that are cut out already as faces."
        )
    return by_box(place, size) if hint == "box" else similarity(points, TEMPLATE * size)


def similarity(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The rotation, scale and shift, as a matrix (2, 3), that bring `source` (n, 2) nearest to `target` (n, 2).

    Never mirrors. Raises `WhoSpeaksError` where all points of one are the same, or are no numbers.
    """
    source, target = np.asarray(source, float), np.asarray(target, float)
    from_source, from_target = source - source.mean(0), target - target.mean(0)  # (n, 2)
    spread = np.square(from_source).sum()
    if not np.isfinite(source).all() or spread < 1e-9 or np.square(from_target).sum() < 1e-9:
        raise WhoSpeaksError("The landmarks lie on one point, so they are no face's; correct the list of landmarks.")
    left, lengths, right = np.linalg.svd(from_target.T @ from_source)  # of (2, 2)
    handed = np.array([1.0, np.sign(np.linalg.det(left @ right))])
    turn = (left * handed) @ right * (lengths @ handed / spread)  # rotation and scale, (2, 2)
    return np.column_stack([turn, target.mean(0) - turn @ source.mean(0)])


def by_box(box: np.ndarray, size: int, margin: float = MARGIN) -> np.ndarray:
    """The matrix (2, 3) for a box (left, top, right, bottom). Raises `WhoSpeaksError` for an empty one."""
    left, top, right, bottom = (float(edge) for edge in box)
    if not (right > left and bottom > top):
        raise WhoSpeaksError("The box around the face is empty; correct the list of boxes.")
    scale = size / (margin * max(right - left, bottom - top))
    middle = np.array([left + right, top + bottom]) / 2
    return np.column_stack([scale * np.eye(2), size / 2 - scale * middle])


def by_picture(width: int, height: int, size: int) -> np.ndarray:
    """The matrix (2, 3) for the largest square, placed as in the gallery of enrolled people."""
    side = min(width, height)
    corner = np.array([(width - side) * 0.5, (height - side) * UPRIGHT])
    scale = size / side
    return np.column_stack([scale * np.eye(2), -scale * corner])


def cut(picture: Image.Image, matrix: np.ndarray, size: int) -> np.ndarray:
    """The crop, uint8 (size, size, 3), of an RGB picture; what lies outside it is the backdrop's grey."""
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    shrink = min(max(1, int(1 / max(scale, 1e-6) + 1e-6)), picture.width, picture.height)
    if shrink > 1:  # bicubic looks at 4×4 pixels only: more than that has to be averaged before
        picture = picture.reduce(shrink)
    # From the crop back to the picture, which is what Pillow asks for; both count from the corners of pixels.
    back = np.linalg.inv(np.vstack([matrix, [0, 0, 1]]))[:2] / shrink
    crop = picture.transform(
        (size, size), Image.Transform.AFFINE, tuple(back.ravel()), Image.Resampling.BICUBIC, fillcolor=BACKDROP
    )
    return np.asarray(crop)
