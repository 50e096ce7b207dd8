"""A list for the keyboard, too: whoever comes to it with the keys sees where in it they are."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget


class KeyedList(QListView):
    """Rows of one height, scrolled smoothly and never sideways. It comes to the keys with a row chosen, for a delegate
    marks the focus on the chosen row only, and Qt would have none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.MouseFocusReason or self.selectionModel().hasSelection():
            return
        here = self.currentIndex() if self.currentIndex().isValid() else self.model().index(0, 0)
        if here.isValid():
            self.selectionModel().setCurrentIndex(here, QItemSelectionModel.SelectionFlag.ClearAndSelect)


class ReadList(KeyedList):
    """A list that is read: there is nothing to choose in it, so the space bar means what it does around it, as starting
    and stopping to listen. While it is empty the Tab key passes it by, for nothing in it could show the focus."""

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        assert model is not None
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._look)
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _look(self) -> None:
        filled = self.model().rowCount() > 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if filled else Qt.FocusPolicy.NoFocus)
