"""What was said, as a list that answers to keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.history.utterance_rows import UtteranceDelegate
from gui.keyed_list import KeyedList


class UtteranceList(KeyedList):
    """Space plays, Return asks why, C corrects, P opens the person's page; a press on a row's button plays, too."""

    play_wanted = Signal()
    why_wanted = Signal()
    correct_wanted = Signal()
    person_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What was said"))
        self.doubleClicked.connect(self._double_clicked)

    @property
    def at_end(self) -> bool:
        """Whether whoever reads it reads the end."""
        bar = self.verticalScrollBar()
        return bar.maximum() > 0 and bar.value() >= bar.maximum() - theme.ROW

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {
            Qt.Key.Key_Space: self.play_wanted,
            Qt.Key.Key_Return: self.why_wanted,
            Qt.Key.Key_Enter: self.why_wanted,
            Qt.Key.Key_C: self.correct_wanted,
            Qt.Key.Key_P: self.person_wanted,
        }.get(Qt.Key(event.key()))
        if wanted is not None and self.currentIndex().isValid() and not event.modifiers():
            wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._on_button(index, event):
            self.play_wanted.emit()

    @Slot(QModelIndex)
    def _double_clicked(self, _index: QModelIndex) -> None:
        self.why_wanted.emit()

    def _on_button(self, index: QModelIndex, event: QMouseEvent) -> bool:
        area = UtteranceDelegate.play_area(QRectF(self.visualRect(index)))
        return area.contains(event.position()) and event.button() == Qt.MouseButton.LeftButton
