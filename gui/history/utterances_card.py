"""The session that is looked at: what it was, what was said in it, and what can be done with either."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui import theme
from gui.controls import Button, FittedLabel
from gui.history import telling
from gui.history.actions import Actions
from gui.history.utterance_list import UtteranceList
from gui.history.utterance_rows import UtteranceDelegate, UtteranceModel
from gui.live.speaking_time import SpeakingTime
from gui.live.talk import Talk
from gui.roster import Roster
from sincnet.diary import KeptSession, KeptUtterance


class UtterancesCard(QFrame):
    """Signals say what is wanted of the `current` utterance, or of the session; `selected` carries the former, and
    `person_wanted` the id of whoever said it. `privacy_wanted` asks for what is settled about sounds."""

    selected = Signal(object)
    play_wanted = Signal()
    why_wanted = Signal()
    correct_wanted = Signal()
    learn_wanted = Signal()
    person_wanted = Signal(str)
    privacy_wanted = Signal()
    export_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._roster = roster
        self.model = UtteranceModel(roster, self)
        self.title = FittedLabel((theme.TITLE, theme.LEAD), QFont.Weight.DemiBold)
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.details = FittedLabel((theme.CAPTION,), QFont.Weight.Normal)
        self.details.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.details.set_opacity(0.7)
        self.export = Button(self.tr("Export…"), "", "export")
        self.export.setToolTip(self.tr("Save who spoke when as a report, a table, subtitles or data"))
        self.delete = Button(self.tr("Delete…"), "icon", "trash")
        self.delete.setToolTip(self.tr("Delete this session and its sound"))
        self.talk = SpeakingTime(roster)
        self.view = UtteranceList()
        self.view.setModel(self.model)
        self.view.setItemDelegate(UtteranceDelegate(self.model, roster, self.view))
        self.choices = Actions(roster)
        self._lay_out()
        self._connect()
        self._show_current()

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self.title)
        text.addWidget(self.details)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(text, 1)
        top.addWidget(self.export)
        top.addWidget(self.delete)
        top.setContentsMargins(8, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(_inset(self.talk))
        column.addWidget(self.view, 1)
        column.addWidget(self.choices)

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._show_current)
        self.view.play_wanted.connect(self.play_wanted)
        self.view.why_wanted.connect(self.choices.why.click)
        self.view.correct_wanted.connect(self.correct_wanted)
        self.view.person_wanted.connect(self.choices.person.click)
        self.model.modelReset.connect(self._show_current)
        for changed in (self.model.modelReset, self.model.rowsInserted):
            changed.connect(self._show_talk)
        self.model.dataChanged.connect(self._data_changed)
        self.choices.play.clicked.connect(self.play_wanted)
        self.choices.why.clicked.connect(self.why_wanted)
        self.choices.correct.clicked.connect(self.correct_wanted)
        self.choices.learn.clicked.connect(self.learn_wanted)
        self.choices.person.clicked.connect(self._open_person)
        self.choices.privacy.clicked.connect(self.privacy_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.delete.clicked.connect(self.delete_wanted)
        self._roster.changed.connect(self.model.refresh)
        self._roster.changed.connect(self._show_current)

    @property
    def current(self) -> KeptUtterance | None:
        return self.view.currentIndex().data(Qt.ItemDataRole.UserRole)

    def show_session(self, session: KeptSession) -> None:
        self.title.setText(telling.when(session.began))
        self.details.setText(f"{telling.length(session.length_s)} · {session.source}")

    def show_utterances(self, session: KeptSession, utterances: list[KeptUtterance]) -> None:
        """Whoever reads the end goes on reading it; whatever is selected stays so, if it is still there."""
        before = self.current
        at_end = self.view.at_end
        self.model.show(session, utterances)
        row = -1 if before is None else self.model.row_of(before.id)
        if row >= 0 and self.current is None:
            self.view.setCurrentIndex(self.model.index(row))
        elif at_end and before is None:
            self.view.scrollToBottom()

    def add(self, utterance: KeptUtterance) -> None:
        at_end = self.view.at_end
        self.model.add(utterance)
        if at_end:
            self.view.scrollToBottom()

    @Slot()
    def _show_current(self) -> None:
        utterance = self.current
        self.choices.show_utterance(utterance, playing=self._plays(utterance))
        self.selected.emit(utterance)

    @Slot()
    def _open_person(self) -> None:
        utterance = self.current
        if utterance is not None and utterance.person_id is not None:
            self.person_wanted.emit(utterance.person_id)

    @Slot(QModelIndex, QModelIndex, "QList<int>")
    def _data_changed(self, _first: QModelIndex, _last: QModelIndex, roles: list[int]) -> None:
        if roles != [Qt.ItemDataRole.DecorationRole]:  # else only how far it has been played
            self._show_current()
            self._show_talk()

    @Slot()
    def _show_talk(self) -> None:
        talk = Talk()
        for one in self.model.everything:
            known = self._roster.member(one.person_id)
            talk.spoke(None if known is None else known.person_id, one.duration_s)
        self.talk.show_talk(talk)

    def show_playing(self, utterance_id: str | None, share: float = 0.0) -> None:
        changed = utterance_id != self.model.playing
        self.model.show_playing(utterance_id, share)
        if changed:
            self.choices.show_play(self.current, playing=self._plays(self.current))

    def _plays(self, utterance: KeptUtterance | None) -> bool:
        return utterance is not None and utterance.id == self.model.playing


def _inset(widget: QWidget) -> QWidget:
    """In line with the text of the rows below."""
    result = QWidget()
    row = QHBoxLayout(result)
    row.setContentsMargins(8, 0, 8, 0)
    row.addWidget(widget)
    return result
