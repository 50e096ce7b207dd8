"""The live view: who, how sure, since when. Lays the widgets out and hands each event to those it concerns."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from audio.source import RATE
from gui.controls import Button, card
from gui.live.candidates import Candidates
from gui.live.envelope import Mark
from gui.live.meter import Meter
from gui.live.people_strip import PeopleStrip
from gui.live.spotlight import Shown, Spotlight
from gui.live.stage import Stage
from gui.live.turns import History, Spoken
from gui.live.waveform import WaveformStrip
from gui.page import Desk, Page
from gui.session import State
from gui.words import headline
from sincnet.events import Heard, Identified, Provisional, SpeechDiscarded, SpeechStarted

SIDE_PX = 320


class LiveView(Page):
    """Follows the session. While `aside`, what is said goes to somebody else and is shown by the meters only."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._roster, self._bus = desk.session, desk.roster, desk.bus
        self._why_not = ""
        self._spotlight = Spotlight()
        self._began = datetime.now()
        self._open_since: int | None = None
        self.aside = False
        roster = desk.roster
        self.stage = Stage(roster)
        self.waveform = WaveformStrip(roster)
        self.meter = Meter()
        self.candidates = Candidates(roster)
        self.history = History(roster)
        self.people = PeopleStrip(roster)
        self.enrol_button = Button(self.tr("Enrol someone"), "primary", "enrol")
        self.enrol_button.setToolTip(self.tr("Teach the program a voice (Ctrl+E)"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()
        self._show_calm()

    def _lay_out(self) -> None:
        sound = card()
        column = QVBoxLayout(sound)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.waveform)
        column.addWidget(self.meter)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.stage, 1)
        left.addWidget(sound)
        side = QWidget()
        side.setFixedWidth(SIDE_PX)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(16)
        right.addWidget(self.candidates)
        right.addWidget(self.history, 1)
        right.addWidget(self.people)
        right.addWidget(self.enrol_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 16)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(side)

    def _connect(self) -> None:
        self._session.state_changed.connect(self._state_changed)
        self._session.heard.connect(self._heard)
        self._session.speech_started.connect(self._speech_started)
        self._session.provisional.connect(self._provisional)
        self._session.identified.connect(self._identified)
        self._session.discarded.connect(self._discarded)
        self._session.trouble.connect(self._trouble)
        self._roster.changed.connect(self._people_changed)

    @Slot(str)
    def _trouble(self, sentence: str) -> None:
        self._why_not = sentence

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if state is State.LISTENING:
            self._began = datetime.now()
            self._spotlight.clear()
            self.waveform.run()
        elif state is not State.STOPPING:
            self._open_since = None
            self.waveform.rest()
            self.meter.show_level(None)
        if state is not State.STOPPING:
            self._show_calm()

    @Slot(Heard)
    def _heard(self, event: Heard) -> None:
        self.waveform.envelope.push(event.block)
        self.meter.show_level(event.level)
        if self._open_since is not None:
            self.waveform.envelope.grow(event.block.end)

    @Slot(SpeechStarted)
    def _speech_started(self, event: SpeechStarted) -> None:
        self._open_since = event.start
        self.waveform.envelope.mark(Mark(event.start, event.start, None, "", decided=False))

    @Slot(Provisional)
    def _provisional(self, event: Provisional) -> None:
        if not self.aside:
            shown = self._spotlight.provisional(event.identification)
            self._show(shown)
            self._mark(event.utterance.start, event.utterance.end, shown)

    @Slot(Identified)
    def _identified(self, event: Identified) -> None:
        if self._open_since is not None:  # the first turn of the utterance: all that was guessed about it is over
            self.waveform.envelope.unmark(self._open_since)
            self._open_since = None
        if self.aside:
            return
        shown = self._spotlight.identified(event.identification)
        self._show(shown)
        self._mark(event.utterance.start, event.utterance.end, shown)
        at = self._began + timedelta(seconds=event.utterance.start / RATE)
        self.history.add(Spoken(at, len(event.utterance.samples) / RATE, event.identification))

    @Slot(SpeechDiscarded)
    def _discarded(self, event: SpeechDiscarded) -> None:
        self._open_since = None
        self.waveform.envelope.unmark(event.start)
        if not self.aside:
            self._show(self._spotlight.discarded())

    @Slot()
    def _people_changed(self) -> None:
        # With nobody enrolled the stage invites to it; one such button is enough.
        self.enrol_button.set_role("primary" if self._roster.members else "")
        shown = self._spotlight.shown
        if shown is not None and shown.answer.speaker is not None and not self._roster.member(shown.answer.person_id):
            self._spotlight.clear()
        self._show(self._spotlight.shown)

    def _mark(self, start: int, end: int, shown: Shown) -> None:
        answer = shown.answer
        self.waveform.envelope.mark(Mark(start, end, answer.person_id, headline(answer), decided=True))

    def _show(self, shown: Shown | None) -> None:
        if shown is None or not self._roster.members:
            self._show_calm()
        else:
            self.stage.show_answer(shown)
            self.candidates.show_answer(shown.answer)

    def _show_calm(self) -> None:
        """The stage with nobody in the light."""
        self.candidates.show_answer(None)
        state = self._session.state
        if state is State.LOADING:
            self.stage.show_calm(self.tr("Getting ready"), self.tr("The voices are being loaded"))
        elif state is State.FAILED:
            self.stage.show_calm(self.tr("Not ready"), self._why_not)
        elif not self._roster.members:
            hint = self.tr("The program knows a voice once it has heard 20 seconds of it")
            self.stage.show_calm(self.tr("Nobody is enrolled yet"), hint, inviting=True)
        elif state is State.LISTENING:
            self.stage.show_calm(self.tr("Listening"), self.tr("Say something"))
        else:
            self.stage.show_calm(self.tr("Ready"), self.tr("Press Start or the space bar to listen"))
