"""Who spoke when, for the mouse and for the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.keyed_list import ReadList
from gui.live.turns import HistoryDelegate, HistoryModel
from gui.roster import Roster


class TurnList(ReadList):
    """`chosen` carries the id of a row's person when it is opened."""

    chosen = Signal(str)

    def __init__(self, model: HistoryModel, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turns = model
        self.setModel(model)
        self.setItemDelegate(HistoryDelegate(model, roster, self))
        self.setAccessibleName(self.tr("Who spoke when"))
        self.activated.connect(self._activated)
        roster.changed.connect(self.viewport().update)

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        person_id = self._turns.spoken(index.row()).answer.person_id
        if person_id is not None:
            self.chosen.emit(person_id)
