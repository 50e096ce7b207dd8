"""The live view: who, how sure, since when. Lays the widgets out and hands each event to those it concerns."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from audio.segmenter import Utterance
from audio.source import RATE
from gui.controls import Button, card
from gui.focus import HandsOn, has_focus
from gui.imagined.visions import Visions
from gui.live.candidates import Candidates
from gui.live.envelope import Mark
from gui.live.meter import Meter
from gui.live.people_strip import PeopleStrip
from gui.live.spotlight import Shown
from gui.live.stage import Stage
from gui.live.turns import Spoken
from gui.live.turns_card import History
from gui.live.waveform import WaveformStrip
from gui.page import Desk, Page
from gui.preferences import Choices
from gui.scene import Scene
from gui.session import State
from gui.words import headline
from sincnet.events import Heard, SpeechDiscarded, SpeechStarted

SIDE_PX = 320


class LiveView(Page):
    """Shows the `scene`, and what is heard of it. While `aside`, what is said goes to somebody else and is shown by the
    meters only."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._roster, self._bus = desk.session, desk.roster, desk.bus
        self._preferences = desk.preferences
        self._began = datetime.now()
        self._open_since: int | None = None
        self._shown: Shown | None = None
        roster = desk.roster
        self.scene = Scene(desk.session, roster, self)
        self._imagination = desk.imagination
        self.visions = Visions(desk.imagination, self.scene, self)
        self.stage = Stage(roster)
        self.waveform = WaveformStrip(roster)
        self.meter = Meter()
        self.candidates = Candidates(roster)
        self.history = History(roster)
        self.people = PeopleStrip(roster)
        self.enrol_button = Button(self.tr("Enrol someone"), "primary", "enrol")
        self.enrol_button.setToolTip(self.tr("Teach the program a voice (Ctrl+E)"))
        self.spectrogram_button = Button(self.tr("Show pitch over time"), "small icon", "spectrogram")
        self.spectrogram_button.setToolTip(self.tr("Show pitch over time (a spectrogram) instead of loudness"))
        self.spectrogram_button.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # nothing to be seen has it; the space bar starts and stops
        self._lay_out()
        self._connect()
        self._preferences_changed(desk.preferences.now)
        self._imagining_changed()
        self._show()

    def _lay_out(self) -> None:
        sound = card()
        column = QVBoxLayout(sound)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.waveform)
        measures = QHBoxLayout()
        measures.setSpacing(8)
        measures.addWidget(self.meter, 1)
        measures.addWidget(self.spectrogram_button)
        column.addLayout(measures)
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
        self._session.discarded.connect(self._discarded)
        self.scene.turn.connect(self._turn)
        self.scene.changed.connect(self._show)
        self.visions.changed.connect(self._show_vision)
        self.visions.trouble.connect(self._bus.trouble)
        self._imagination.changed.connect(self._imagining_changed)
        for button in (self.stage.stranger_button, self.stage.enrol_button, self.stage.demo_button):
            HandsOn(button, self, self.setFocus)
        self.people.show_wanted.connect(self._bus.show_person)
        self.history.view.chosen.connect(self._bus.show_person)
        self.stage.stranger_wanted.connect(self.enrol_stranger)
        self.spectrogram_button.toggled.connect(self._choose_picture)
        self._preferences.changed.connect(self._preferences_changed)

    def arrive(self) -> None:
        """The keys go to the page itself, where the space bar starts and stops; Qt would choose its first button."""
        self.setFocus()
        self._invite()

    def _invite(self) -> None:
        """Whoever has only the keys sees at once what to do first."""
        if self.scene.shown is None and self.scene.calm.inviting and has_focus(self):
            self.stage.enrol_button.setFocus()

    def take_over(self, before: Page) -> None:
        """What was said stays on the list; the strip of sound begins anew."""
        assert isinstance(before, LiveView)
        self._began = before._began
        for spoken in before.history.model.everything():
            self.history.add(spoken)
        if self._session.state is State.LISTENING:
            self.waveform.run()
        self.scene.take_over(before.scene)
        self.visions.take_over(before.visions)

    @property
    def aside(self) -> bool:
        return self.scene.aside

    @aside.setter
    def aside(self, aside: bool) -> None:
        self.scene.aside = aside

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if state is State.LISTENING:
            self._began = datetime.now()
            self.waveform.run()
        elif state is not State.STOPPING:
            self._open_since = None
            self.waveform.rest()
            self.meter.show_level(None)

    @Slot(Heard)
    def _heard(self, event: Heard) -> None:
        self.waveform.push(event.block)
        self.meter.show_level(event.level)
        if self._open_since is not None:
            self.waveform.envelope.grow(event.block.end)

    @Slot(SpeechStarted)
    def _speech_started(self, event: SpeechStarted) -> None:
        self._open_since = event.start
        self.waveform.envelope.mark(Mark(event.start, event.start, None, "", decided=False))

    @Slot(SpeechDiscarded)
    def _discarded(self, event: SpeechDiscarded) -> None:
        self._open_since = None
        self.waveform.envelope.unmark(event.start)

    @Slot(Utterance, object)
    def _turn(self, utterance: Utterance, shown: Shown | None) -> None:
        if utterance.complete and self._open_since is not None:
            # The first turn of the utterance: all that was guessed about it is over.
            self.waveform.envelope.unmark(self._open_since)
            self._open_since = None
        if shown is None:
            return
        answer = shown.answer
        mark = Mark(utterance.start, utterance.end, answer.person_id, headline(answer), decided=True)
        self.waveform.envelope.mark(mark)
        if utterance.complete:
            self.history.add(Spoken(self._at(utterance.start), len(utterance.samples) / RATE, answer.in_brief()))

    def _at(self, position: int) -> datetime:
        """When the sample at `position` of the stream was heard."""
        return self._began + timedelta(seconds=position / RATE)

    @Slot()
    def _show(self) -> None:
        # With nobody enrolled the stage invites to it; one such button is enough.
        self.enrol_button.set_role("primary" if self._roster.members else "")
        shown = self.scene.shown
        self.history.show_talk(self.scene.talk)
        if shown is None:
            self.stage.show_calm(self.scene.calm)
            self._invite()
            self.candidates.show_answer(None)
        elif shown is not self._shown:
            self._show_answer(shown)
        self._shown = shown

    def _show_answer(self, shown: Shown) -> None:
        self.candidates.show_answer(shown.answer)
        self.stage.show_answer(shown, self._at(self.scene.lit_from))
        if not shown.provisional and self.scene.heard is not None and self.isVisible():
            self.stage.name.repaint()  # the moment that counts is when the name is to be seen
            self.stage.latency.show_latency(self.scene.since(self.scene.heard.end), shown.answer.compute_ms)

    @Slot()
    def _show_vision(self) -> None:
        self.stage.show_vision(self.visions.shown)

    @Slot()
    def _imagining_changed(self) -> None:
        self.stage.show_imagining(self._imagination.on)

    @Slot()
    def enrol_stranger(self) -> None:
        """Enrol whoever is in the light unknown, with what they said; nobody there, it is anybody."""
        self._bus.enrol_heard.emit(self.scene.stranger)

    @Slot(bool)
    def _choose_picture(self, spectrogram: bool) -> None:
        self._preferences.change(show_spectrogram=spectrogram)

    @Slot(Choices)
    def _preferences_changed(self, choices: Choices) -> None:
        self.spectrogram_button.setChecked(choices.show_spectrogram)
        self.waveform.show_spectrogram(choices.show_spectrogram)
