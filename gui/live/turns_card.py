"""The card beside the stage: how long everybody spoke, and who spoke when."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.controls import label
from gui.live.speaking_time import SpeakingTime
from gui.live.talk import Talk
from gui.live.turn_list import TurnList
from gui.live.turns import HistoryModel, Spoken
from gui.roster import Roster


class History(QFrame):
    """The card with the list, and above it how long everybody spoke since listening began."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.model = HistoryModel(self)
        self.view = TurnList(self.model, roster)
        self._hint = label(self.tr("Everyone who speaks is listed here."), "caption")
        heading = label(self.tr("Who spoke when"), "section")
        heading.setContentsMargins(8, 0, 8, 0)
        self._hint.setContentsMargins(8, 4, 8, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(4)
        self.speaking_time = SpeakingTime(roster)
        self.speaking_time.setContentsMargins(8, 0, 8, 8)
        self.speaking_time.hide()
        column.addWidget(heading)
        column.addWidget(self.speaking_time)
        column.addWidget(self._hint)
        column.addWidget(self.view, 1)

    def show_talk(self, talk: Talk) -> None:
        self.speaking_time.show_talk(talk)

    def add(self, spoken: Spoken) -> None:
        self._hint.hide()
        self.speaking_time.show()
        self.model.add(spoken)
