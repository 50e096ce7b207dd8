"""The history: sessions at the left, what was said in one of them, and at the right why it was taken for whose."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.history.correcting import Correcting
from gui.history.deleting import DeleteSessionQuestion
from gui.history.exporting import Exporter
from gui.history.invitation import Invitation
from gui.history.playing import Playing
from gui.history.reading import Reader, Said
from gui.history.sessions_card import SessionsCard
from gui.history.utterances_card import UtterancesCard
from gui.history.why import Why
from gui.page import Desk, Page
from gui.session import State
from sincnet.diary import KeptSession, KeptUtterance

CALM_MS = 400
"""While people talk, the list of sessions is read anew at most this often."""

FRESH = 100
"""Of what was said last, so much is remembered: reading the diary takes less time than saying it."""


class HistoryPage(Page):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._preferences, self._bus = desk.session, desk.preferences, desk.bus
        self._roster = desk.roster
        self.invitation = Invitation()
        self.sessions = SessionsCard(desk.roster)
        self.utterances = UtterancesCard(desk.roster)
        self.why = Why(desk.roster)
        self.why.hide()
        self.reader = Reader(desk.session, self)
        self.playing = Playing(desk.session, self)
        self.exporter = Exporter(desk.session, desk.roster, self)
        self.correcting = Correcting(desk, self)
        self.question: DeleteSessionQuestion | None = None
        self._shown: KeptSession | None = None
        self._fresh: deque[KeptUtterance] = deque(maxlen=FRESH)  # said while the diary was perhaps being read
        self._calm = QTimer(self, interval=CALM_MS, singleShot=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._content = QWidget()
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.sessions)
        row.addWidget(self.utterances, 1)
        row.addWidget(self.why)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.invitation)
        self.stack.addWidget(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.addWidget(self.stack)

    def _connect(self) -> None:
        self._session.kept.connect(self._kept)
        self._session.state_changed.connect(self._state_changed)
        self._roster.changed.connect(self._reload)
        self._calm.timeout.connect(self._reload_sessions)
        self.invitation.go_wanted.connect(self._bus.go)
        self.invitation.privacy_wanted.connect(self._bus.show_privacy)
        self.sessions.chosen.connect(self._session_chosen)
        self.sessions.searched.connect(self.utterances.model.search)
        self.sessions.delete_wanted.connect(self._ask_to_delete)
        self.utterances.delete_wanted.connect(self._ask_to_delete)
        self.utterances.selected.connect(self._utterance_selected)
        self.utterances.play_wanted.connect(self._play)
        self.utterances.why_wanted.connect(self._toggle_why)
        self.utterances.correct_wanted.connect(self._correct)
        self.utterances.learn_wanted.connect(self._learn)
        self.utterances.person_wanted.connect(self._bus.show_person)
        self.utterances.privacy_wanted.connect(self._bus.show_privacy)
        self.utterances.export_wanted.connect(self._export)
        self.why.close_wanted.connect(self._close_why)
        self.playing.moved.connect(self._moved)
        self.playing.ended.connect(self._ended)
        self.reader.sessions.connect(self._show_sessions)
        self.reader.said.connect(self._said_read)
        self.reader.looked.connect(self.why.show_insight)
        self.reader.blind.connect(self.why.show_blind)
        for part in (self.reader, self.playing, self.exporter):
            part.trouble.connect(self._bus.trouble)
        self.exporter.news.connect(self._bus.news)
        self.correcting.changed.connect(self._reload)
        QShortcut(QKeySequence.StandardKey.Find, self, self._search)

    def arrive(self) -> None:
        self._reload()
        self._take_focus()

    def leave(self) -> None:
        self.playing.stop()

    def _take_focus(self) -> None:
        """For what there is: a list that is not shown would swallow the keys."""
        (self.sessions.view if self.stack.currentWidget() is self._content else self).setFocus()

    @Slot()
    def _search(self) -> None:
        if self.stack.currentWidget() is self._content:
            self.sessions.search.setFocus()
            self.sessions.search.selectAll()

    # Reading the diary

    @Slot()
    def _reload(self) -> None:
        self._reload_sessions()
        if self._shown is not None:
            self.reader.read(self._shown)

    @Slot()
    def _reload_sessions(self) -> None:
        self.reader.read_sessions()

    @Slot(list)
    def _show_sessions(self, sessions: list[KeptSession]) -> None:
        if sessions:
            waited = self.hasFocus()
            self.stack.setCurrentWidget(self._content)
            if waited:
                self._take_focus()
        else:
            self.stack.setCurrentWidget(self.invitation)
            if self._session.diary is None:
                self.invitation.show_impossible()
            elif self._preferences.now.keep_sessions:
                self.invitation.show_nothing_kept()
            else:
                self.invitation.show_not_wanted()
        self.sessions.show_sessions(sessions)
        latest = next((one for one in sessions if self._shown is not None and one.id == self._shown.id), None)
        if latest is not None:
            self._shown = latest
            self.utterances.show_session(latest)

    @Slot(object)
    def _session_chosen(self, session: KeptSession | None) -> None:
        if session is None and self.sessions.model.sessions:
            return  # none is found, but what was looked at is still there
        if session is not None and self._shown is not None and session.id == self._shown.id:
            return
        self.playing.stop()
        self._shown = session
        if session is not None:
            self.utterances.show_session(session)
            self.reader.read(session)

    @Slot(Said)
    def _said_read(self, said: Said) -> None:
        if self._shown is not None and said.session.id == self._shown.id:
            known = {one.id for one in said.utterances}
            newer = [one for one in self._fresh if one.session_id == said.session.id and one.id not in known]
            self.utterances.show_utterances(said.session, [*said.utterances, *newer])

    # The session that goes on

    @Slot(KeptUtterance)
    def _kept(self, utterance: KeptUtterance) -> None:
        self.sessions.model.show_running(utterance.session_id)
        self._fresh.append(utterance)
        if self._shown is not None and utterance.session_id == self._shown.id:
            known = {one.id for one in self.utterances.model.everything}
            if utterance.id not in known:
                self.utterances.add(utterance)
        if self.isVisible() and not self._calm.isActive():
            self._calm.start()

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if state is State.IDLE:
            self.sessions.model.show_running(None)
            self._fresh.clear()
            self._reload()

    # What can be done

    @Slot()
    def _play(self) -> None:
        utterance = self.utterances.current
        if utterance is None:
            return
        if self.playing.utterance_id == utterance.id:
            self.playing.stop()
        else:
            self.playing.play(utterance)

    @Slot(str, float)
    def _moved(self, utterance_id: str, share: float) -> None:
        self.utterances.show_playing(utterance_id, share)
        if self.why.utterance_id == utterance_id:
            self.why.picture.show_played(share)

    @Slot(str)
    def _ended(self, utterance_id: str) -> None:
        self.utterances.show_playing(None)
        if self.why.utterance_id == utterance_id:
            self.why.picture.show_played(0.0)

    @Slot()
    def _correct(self) -> None:
        diary, utterance = self._session.diary, self.utterances.current
        if diary is not None and utterance is not None:
            self.correcting.ask(diary, utterance, self.utterances.model.everything)

    @Slot()
    def _learn(self) -> None:
        diary, utterance = self._session.diary, self.utterances.current
        if diary is not None and utterance is not None:
            self.correcting.ask_to_learn(diary, utterance, self.utterances.model.everything)

    @Slot()
    def _export(self) -> None:
        if self._shown is not None:
            self.exporter.ask(self._shown, self.utterances.model.everything, self.utterances.export)

    @Slot()
    def _ask_to_delete(self) -> None:
        diary = self._session.diary
        if diary is not None and self._shown is not None:
            self.playing.stop()
            self.question = DeleteSessionQuestion(self._shown, diary, self._session, self)
            self.question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.question.accepted.connect(self._deleted)
            self.question.open()

    @Slot()
    def _deleted(self) -> None:
        self._bus.news.emit(self.tr("The session is deleted."))
        self._fresh.clear()
        self._reload_sessions()

    # Why

    @Slot()
    def _toggle_why(self) -> None:
        self.why.setVisible(self.utterances.choices.why.isChecked())
        self._utterance_selected(self.utterances.current)

    @Slot()
    def _close_why(self) -> None:
        self.utterances.choices.why.setChecked(False)
        self._toggle_why()
        self.utterances.view.setFocus()

    @Slot(object)
    def _utterance_selected(self, utterance: KeptUtterance | None) -> None:
        if utterance is None or self.why.isHidden():
            return
        new = utterance.id != self.why.utterance_id
        self.why.show_utterance(utterance)
        if new and utterance.audible:
            self.reader.look_into(utterance)
