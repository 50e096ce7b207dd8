"""The list of sessions with its search."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.controls import label
from gui.history.session_rows import SessionDelegate, SessionModel, SessionSearch
from gui.keyed_list import KeyedList
from gui.roster import Roster
from gui.search import SearchField
from sincnet.diary import KeptSession

WIDTH_PX = 304


class SessionsCard(QFrame):
    """`chosen` carries the `KeptSession` that is looked at now, None for none; `searched` the text typed."""

    chosen = Signal(object)
    searched = Signal(str)
    delete_wanted = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH_PX)
        self.model = SessionModel(roster, self)
        self.found = SessionSearch(self.model, self)
        self.search = SearchField(self.tr("Search by name or date"), self.tr("Show all sessions again"))
        self.search.setToolTip(self.tr("Search by name or date (Ctrl+F)"))
        self.view = _List()
        self.view.setModel(self.found)
        self.view.setItemDelegate(SessionDelegate(self.model, roster, self.view))
        self.view.setAccessibleName(self.tr("Sessions"))
        self._hint = label(self.tr("No session has that name or date."), "caption")
        self._hint.setContentsMargins(8, 4, 8, 0)
        self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self._hint)
        column.addWidget(self.view, 1)
        self.search.textChanged.connect(self._search)
        self.search.onward.connect(self.view.setFocus)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.delete_wanted.connect(self.delete_wanted)
        roster.changed.connect(self.view.viewport().update)

    @property
    def current(self) -> KeptSession | None:
        return self.view.currentIndex().data(Qt.ItemDataRole.UserRole)

    def show_sessions(self, sessions: list[KeptSession]) -> None:
        """What is looked at stays so, if it is still there; else the latest is."""
        before = self.current
        self.model.show(sessions)
        self._choose(None if before is None else before.id)

    def _choose(self, session_id: str | None) -> None:
        rows = range(self.found.rowCount())
        indices = [self.found.index(row, 0) for row in rows]
        same = [index for index in indices if index.data(Qt.ItemDataRole.UserRole).id == session_id]
        wanted = next(iter([*same, *indices]), QModelIndex())
        if not wanted.isValid():
            self.chosen.emit(None)
        elif self.view.currentIndex() != wanted:
            self.view.selectionModel().setCurrentIndex(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._hint.setVisible(not indices and bool(self.search.text()))

    @Slot(str)
    def _search(self, text: str) -> None:
        before = self.current
        self.found.search(text)
        self._choose(None if before is None else before.id)
        self.searched.emit(text)

    @Slot(QModelIndex)
    def _current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))


class _List(KeyedList):
    delete_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)
