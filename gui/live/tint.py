"""Paints a strip of sound in its speakers' colours: the sound is a mask that glides, the colours lie under it.

A frame is then two or three rectangles of colour and one copy of the mask, however much is to be seen.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from gui import theme
from gui.live.envelope import Mark
from gui.roster import Roster

CLEAR = Qt.GlobalColor.transparent


class Tint:
    """A layer as large as a strip, in device px: colour it, mask it, paint it."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self.image = QImage()

    def begin(self, pixels: QSize) -> QPainter:
        """A painter on the empty layer; ended by the caller. Colours replace each other."""
        if self.image.size() != pixels:
            self.image = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
        self.image.setDevicePixelRatio(1.0)
        self.image.fill(CLEAR)
        painter = QPainter(self.image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        return painter

    def fill(self, painter: QPainter, area: QRectF, mark: Mark | None) -> None:
        """Colour a stretch as what `mark` says of it; a stretch without any was no speech."""
        colour = self.colour(mark)
        if mark is not None and mark.decided and mark.person_id is None:
            painter.fillRect(area, _striped(colour))  # a second sign beside the stranger's missing colour
        else:
            painter.fillRect(area, colour)

    def colour(self, mark: Mark | None) -> QColor:
        if mark is None:
            return theme.colour(theme.tokens().noise, 0.45)
        if not mark.decided:
            return theme.colour(theme.tokens().text, 0.8)
        return self._roster.colour(mark.person_id)


def _striped(colour: QColor) -> QBrush:
    """Lines of 2 px with 1 px between them."""
    lines = QImage(1, 3, QImage.Format.Format_ARGB32_Premultiplied)
    lines.fill(colour)
    lines.setPixelColor(0, 2, QColor(CLEAR))
    return QBrush(lines)
