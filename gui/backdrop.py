"""The dark stage itself: what lies behind everything, with the light that falls on whoever speaks."""

from __future__ import annotations

from PySide6.QtCore import QPointF
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
        now = theme.tokens()
        painter.fillRect(event.rect(), QColor(now.page))
        if self._face is None or self._face.brightness == 0.0:
            return
        centre = QPointF(self._face.mapTo(self, self._face.rect().center()))
        glow = QRadialGradient(centre, 1.15 * self._face.side)
        strength = (0.38 if now.dark else 0.24) * self._face.brightness
        for at, share in FALL_OFF:
            colour = QColor(self._face.colour)
            colour.setAlphaF(strength * share)
            glow.setColorAt(at, colour)
        painter.fillRect(event.rect(), glow)
