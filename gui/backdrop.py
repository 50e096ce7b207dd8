"""The dark stage itself: what lies behind everything, with the light that falls on whoever speaks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRadialGradient
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.live.face_card import FaceCard

# How the light falls off from the centre of the face, where 1 is its reach.
FALL_OFF = ((0.0, 1.0), (0.42, 0.72), (0.6, 0.34), (0.8, 0.1), (1.0, 0.0))


class Backdrop(QWidget):
    """The page, lit in the colour of the person on a `FaceCard` somewhere inside; cards cover it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face: FaceCard | None = None

    def light(self, face: FaceCard) -> None:
        """Light this face from now on."""
        self._face = face
        face.light_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.tokens().page))
        if self._face is not None and self._face.isVisible():
            paint_light(painter, self._face, self._face.mapTo(self, self._face.rect().center()), event.rect())


def paint_light(painter: QPainter, face: FaceCard, centre: QPoint, area: QRect) -> None:
    """The light that falls on a face whose centre is there, as far as `area` goes."""
    reach = 1.15 * face.side
    lit = QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach).intersected(QRectF(area))
    if face.brightness == 0.0 or lit.isEmpty():  # most repaints are of what moves on the cards
        return
    glow = QRadialGradient(QPointF(centre), reach)
    strength = (0.38 if theme.tokens().dark else 0.24) * face.brightness
    for at, share in FALL_OFF:
        colour = QColor(face.colour)
        colour.setAlphaF(strength * share)
        glow.setColorAt(at, colour)
    painter.fillRect(lit, glow)
