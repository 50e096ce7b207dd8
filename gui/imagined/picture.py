"""Imagined pictures on the screen, and the words that always stand with one."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath


def caption() -> str:
    """What stands under every imagined picture; `generator.honesty.CAPTION` in the user's language."""
    return QCoreApplication.translate("Imagined", "imagined from the voice – not a likeness, not evidence")


def to_image(image: np.ndarray) -> QImage:
    """A picture uint8 (h, w, 3) as Qt has it, with memory of its own."""
    height, width = image.shape[:2]
    data = np.ascontiguousarray(image)
    return QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def fitted(image: QImage, pixels: int) -> QImage:
    """The picture as a square of `pixels`. A smaller one is enlarged by cubic interpolation: Qt's is linear, which
    lets the 64 pixels of a network show as a grid."""
    if image.width() >= pixels:
        ignored = Qt.AspectRatioMode.IgnoreAspectRatio
        return image.scaled(pixels, pixels, ignored, Qt.TransformationMode.SmoothTransformation)
    from PIL import Image  # the window need not wait for it

    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = plain.width(), plain.height()
    small = Image.frombytes("RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine())
    return to_image(np.asarray(small.resize((pixels, pixels), Image.Resampling.BICUBIC)))


def rounded(image: QImage, side_px: int, radius_px: float, ratio: float) -> QImage:
    """The picture as a square of `side_px` with rounded corners, sharp at `ratio` device pixels per px."""
    pixels = round(side_px * ratio)
    result = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corners = QPainterPath()
    corners.addRoundedRect(QRectF(0, 0, pixels, pixels), radius_px * ratio, radius_px * ratio)
    painter.setClipPath(corners)
    painter.drawImage(0, 0, fitted(image, pixels))
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result
