"""Where one types what one looks for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui import theme
from gui.icons import icon


class SearchField(QLineEdit):
    """Down or Enter asks for what was found (`onward`); Esc, or the cross called `everything`, empties it."""

    onward = Signal()

    def __init__(self, words: str, everything: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._empty = QAction(everything, self)
        self._empty.triggered.connect(self.clear)
        self._empty.setVisible(False)
        self.addAction(self._empty, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._offer_to_empty)
        self._paint_icons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.onward.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_icons()

    @Slot(str)
    def _offer_to_empty(self, text: str) -> None:
        self._empty.setVisible(bool(text))

    def _paint_icons(self) -> None:
        self._glass.setIcon(icon("search", theme.tokens().secondary))
        self._empty.setIcon(icon("close", theme.tokens().secondary))
