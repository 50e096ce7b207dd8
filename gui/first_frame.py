"""Tells when a window's first picture is on the screen, so that slow work does not keep it from there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

LONGEST_MS = 1000
"""What begins minimised is never painted, and is to work all the same."""


class FirstFrame(QObject):
    """`painted` comes once, after `widget` was painted for the first time, and after `LONGEST_MS` at the latest."""

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._timer = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._timer.timeout.connect(self.painted)
        self._timer.start()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            self._timer.start(0)  # what is just being painted goes to the screen before that
        return super().eventFilter(watched, event)
