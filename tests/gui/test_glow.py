"""The light behind a face shows no rings: between two levels of brightness it goes over gradually."""

import numpy as np
from PySide6.QtGui import QColor, QImage

from gui.glow import FALL_OFF, STEP_PX, glow

STRENGTH, REACH = 0.3, 320.0


def alpha(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[..., 3].astype(float)


def test_it_falls_off_as_said_and_ends_in_nothing() -> None:
    seen = alpha(glow(QColor("#68D1E9"), STRENGTH, REACH))
    assert seen.shape == (2 * REACH, 2 * REACH)
    middle = int(REACH)
    for at, share in FALL_OFF[:-1]:
        x = middle + int(at * REACH)
        around = seen[middle - 20 : middle + 20, max(0, x - 3) : x + 3].mean()
        assert abs(around - 255 * STRENGTH * share) < 2.5
    assert seen[0].max() <= 1.0 and seen[:8, :8].max() == 0.0


def test_neighbouring_levels_are_mixed() -> None:
    seen = alpha(glow(QColor("#68D1E9"), STRENGTH, REACH))
    row = seen[int(REACH), int(1.82 * REACH) :]
    steps = np.count_nonzero(np.diff(row))
    assert steps > 2 * (row.max() - row.min())  # bands would change once a level


def test_a_window_that_is_resized_does_not_make_an_image_for_every_pixel() -> None:
    sizes = {glow(QColor("#68D1E9"), STRENGTH, REACH + more).width() for more in range(STEP_PX)}
    assert len(sizes) <= 2
