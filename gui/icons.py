"""Line icons from `gui/icons`, drawn in whatever colour the scheme asks for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QDir, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(__file__).parent / "icons"
QDir.addSearchPath("icons", str(_FOLDER))  # the stylesheet names its arrow through this


def icon(name: str, colour: str, size_px: int = 20, gap_px: int = 0) -> QIcon:
    """The icon `name` in `colour` (#RRGGBB), sharp at one and two device pixels per px, with a gap at its right."""
    drawing = (_FOLDER / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    result = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(QSize(size_px + gap_px, size_px) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size_px, size_px))
        painter.end()
        result.addPixmap(pixmap)
    return result
