"""A name that can be typed over where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui import theme
from sincnet.names import LONGEST_NAME

EDGE_PX = 16


class NameField(QLineEdit):
    """`renamed` carries the new name on Enter, or when the keyboard goes elsewhere; Esc brings the old one back, and
    `given_up` tells of it."""

    renamed = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = self._typed = ""
        self.setProperty("role", "name")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(LONGEST_NAME)
        self.setFixedHeight(48)
        self.setAccessibleName(self.tr("Name"))
        self.editingFinished.connect(self._finish)

    def show_name(self, name: str) -> None:
        """The name as it is; what is being typed is left alone unless the name is another one."""
        if name == self._name and self.hasFocus():
            return
        self._take(name)

    def _take(self, name: str) -> None:
        self._name = self._typed = name
        self.setToolTip(self.tr("{0}: click to rename").format(name))
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.setText(self._typed)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)  # tells of the end of editing
        self._typed = self.text()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._name:
            self._take(self._name)
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.hasFocus():
            self._fit()

    @Slot()
    def _finish(self) -> None:
        if self.text() != self._name:
            self.renamed.emit(self.text())

    def _fit(self) -> None:
        """A long name is set smaller and, while nobody types in it, ends in an ellipsis rather than in mid-letter."""
        large, small = (QFontMetrics(theme.font(size, QFont.Weight.DemiBold)) for size in (theme.HEADING, theme.TITLE))
        room = self.width() - 2 * EDGE_PX
        fits = large.horizontalAdvance(self._typed) <= room
        role = "name" if fits else "long name"
        if role != self.property("role"):
            self.setProperty("role", role)
            self.style().polish(self)
        shortened = small.elidedText(self._typed, Qt.TextElideMode.ElideRight, room)
        self.setText(self._typed if fits or self.hasFocus() else shortened)
        self.setCursorPosition(0)
