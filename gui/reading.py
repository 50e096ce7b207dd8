"""What may be longer than the window: scrolled, with the keys, too."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QScrollArea, QWidget


class Reading(QScrollArea):
    """Takes the width it gets, and leaves room for its bar, be that there or not.

    The Tab key stops at it, and the arrows scroll it, only while there is more of `content` than is seen; `name` is
    what it is called then.
    """

    def __init__(self, name: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "reading")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(content)
        for each in (self.viewport(), content):
            each.setAutoFillBackground(False)  # the page shows through
        self.verticalScrollBar().rangeChanged.connect(self._take_keys)
        self._take_keys()

    @Slot()
    def _take_keys(self) -> None:
        longer = self.verticalScrollBar().maximum() > 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if longer else Qt.FocusPolicy.NoFocus)
        self.setViewportMargins(0, 0, 0 if longer else self.verticalScrollBar().sizeHint().width(), 0)
