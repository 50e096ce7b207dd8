"""Widgets of the stage paint on black, whatever scheme the window has."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent

from gui import theme
from gui.controls import FittedLabel
from gui.imagined.card import ImaginedCard
from gui.live.face_card import FaceCard


class StageFace(FaceCard):
    """The lit face on black."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with theme.on_black():
            super().paintEvent(event)


class StageLabel(FittedLabel):
    """Large text on black."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with theme.on_black():
            super().paintEvent(event)


class StageImagined(ImaginedCard):
    """The imagined face on black."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with theme.on_black():
            super().paintEvent(event)
