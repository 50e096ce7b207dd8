"""The dark stage itself: what lies behind everything, with the light that falls on whoever speaks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.glow import glow
from gui.live.face_card import FaceCard

REACH = 1.15
"""How far the light goes, in diameters of the face."""

LIGHT_PAGE = 0.62
"""How light (as in HSL) a colour shines on a light page."""


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
    reach = REACH * face.side
    whole = QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)
    lit = whole.intersected(QRectF(area))
    if face.brightness == 0.0 or lit.isEmpty():  # most repaints are of what moves on the cards
        return
    light = glow(_light_of(face.colour), 0.38 if theme.tokens().dark else 0.34, reach)
    scale = light.width() / whole.width()
    source = QRectF((lit.left() - whole.left()) * scale, (lit.top() - whole.top()) * scale,
                    lit.width() * scale, lit.height() * scale)  # fmt: skip
    painter.setOpacity(face.brightness)
    painter.drawImage(lit, light, source)
    painter.setOpacity(1.0)


def _light_of(person: QColor) -> QColor:
    """A person's colour as light: on a light page the dark ones would be smoke."""
    if theme.tokens().dark:
        return person
    return QColor.fromHslF(max(0.0, person.hslHueF()), min(1.0, 1.3 * person.hslSaturationF()), LIGHT_PAGE)
