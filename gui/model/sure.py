"""A button for what cannot be taken back: pressed once it asks, pressed again it does."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.controls import Button, widest_px

PATIENCE_MS = 5000
"""How long the question stands."""


class SureButton(Button):
    """Shows `text`, then `question`; `sure` comes with the second press."""

    sure = Signal()

    def __init__(self, text: str, question: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "", parent=parent)
        self._texts = text, question
        self._asking = False
        self._asked_at = 0.0
        self._forget = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._forget.timeout.connect(self._stop_asking)
        self.clicked.connect(self._pressed)
        self.setMinimumWidth(widest_px(self._texts))  # it must not jump when it asks

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._stop_asking()

    @Slot()
    def _pressed(self) -> None:
        now = time.monotonic()
        if self._asking:
            if 1000 * (now - self._asked_at) < QApplication.doubleClickInterval():
                return  # a double click is no answer
            self._stop_asking()
            self.sure.emit()
            return
        self._asked_at = now
        self._show(asking=True)
        self._forget.start()

    @Slot()
    def _stop_asking(self) -> None:
        self._forget.stop()
        self._show(asking=False)

    def _show(self, *, asking: bool) -> None:
        self._asking = asking
        self.setText(self._texts[asking])
        self.setAccessibleName(self._texts[asking])
        self.set_role("danger" if asking else "")
