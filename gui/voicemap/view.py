"""The page of the voice map: the map, what is said right now in words, and everybody as a list."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from gui import theme, words
from gui.controls import FittedLabel, card, label
from gui.page import Desk, Page
from gui.session import State
from gui.voicemap.people_list import IslandList
from gui.voicemap.sea import Sea
from gui.voicemap.too_few import WANTED, TooFew
from gui.worker import Outcome
from sincnet.events import Identification, Identified, Provisional, SpeechDiscarded, SpeechStarted
from sincnet.voice_map import VoiceMap, fly, voice_map

SIDE_PX = 288


class MapView(Page):
    """Draws the map anew, off the GUI thread, when people changed and the page is in front."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._roster, self._bus = desk.session, desk.roster, desk.bus
        self._voices = VoiceMap(())
        self._stale, self._drawing, self._in_front = True, False, False
        self._anew = True
        self.sea = Sea(desk.roster)
        self.list = IslandList(desk.roster)
        self.too_few = TooFew(desk.roster)
        self.name = FittedLabel((theme.HEADING, theme.TITLE, theme.LEAD), QFont.Weight.Bold)
        self.name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.name.setAccessibleName(self.tr("Who is speaking"))
        self.verdict, self.votes = label("", ""), label("", "caption")
        self.votes.setWordWrap(True)
        self.votes.setFixedHeight(36)
        self._lay_out()
        self._connect()
        self._show_calm()
        self._choose_picture()

    def _lay_out(self) -> None:
        now = card()
        said = QVBoxLayout(now)
        said.setContentsMargins(16, 12, 16, 12)
        said.setSpacing(4)
        said.addWidget(label(self.tr("What is said now"), "section"))
        for widget in (self.name, self.verdict, self.votes):
            said.addWidget(widget)
        everybody = card()
        people = QVBoxLayout(everybody)
        people.setContentsMargins(8, 12, 8, 8)
        people.setSpacing(4)
        heading = label(self.tr("Everybody"), "section")
        heading.setContentsMargins(8, 0, 8, 0)
        people.addWidget(heading)
        people.addWidget(self.list, 1)
        hint = label(
            self.tr(
                "Voices that sound alike lie close together, as far as a plane allows. Each dot is a piece of what is "
                "said, near those it sounds like, in the colour of whom it votes for."
            ),
            "caption",
        )
        hint.setWordWrap(True)
        side = QWidget()
        side.setFixedWidth(SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(now)
        column.addWidget(everybody, 1)
        column.addWidget(hint)
        self._map = QWidget()
        row = QHBoxLayout(self._map)
        row.setContentsMargins(16, 8, 16, 16)
        row.setSpacing(16)
        row.addWidget(self.sea, 1)
        row.addWidget(side)
        self._pictures = QStackedLayout(self)
        self._pictures.addWidget(self.too_few)
        self._pictures.addWidget(self._map)

    def _connect(self) -> None:
        self._session.state_changed.connect(self._state_changed)
        self._session.speech_started.connect(self._speech_started)
        self._session.provisional.connect(self._provisional)
        self._session.identified.connect(self._identified)
        self._session.discarded.connect(self._discarded)
        self._roster.changed.connect(self._people_changed)
        self.sea.chosen.connect(self._bus.show_person)
        self.list.chosen.connect(self._bus.show_person)
        self.list.marked.connect(self.sea.mark)
        self.too_few.enrol_wanted.connect(partial(self._bus.enrol.emit, ""))

    def arrive(self) -> None:
        self._in_front = True
        self._draw_if_stale()

    def leave(self) -> None:
        self._in_front = False

    # The map

    @Slot()
    def _people_changed(self) -> None:
        self._stale = True
        self._choose_picture()
        self.sea.show_map(self._voices)
        self._draw_if_stale()

    def _choose_picture(self) -> None:
        few = len(self._roster.members) < WANTED
        self._pictures.setCurrentWidget(self.too_few if few else self._map)

    def _draw_if_stale(self) -> None:
        if not (self._stale and self._in_front and self._session.ready) or self._drawing:
            return
        self._stale, self._drawing = False, True
        self._session.consult(partial(voice_map, before=self._voices), self._drawn)

    @Slot(Outcome)
    def _drawn(self, outcome: Outcome) -> None:
        self._drawing = False
        if outcome.error is not None:
            self._bus.trouble.emit(outcome.error)
            return
        self._voices = outcome.value
        self.sea.comet.clear()
        self.sea.show_map(self._voices)
        self.list.show_islands(list(self._voices.islands))
        self._draw_if_stale()

    # What is said

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if state is State.IDLE:
            self._draw_if_stale()
        if state is not State.STOPPING:
            self._show_calm()

    @Slot(SpeechStarted)
    def _speech_started(self, _event: SpeechStarted) -> None:
        self._anew = True

    @Slot(Provisional)
    def _provisional(self, event: Provisional) -> None:
        self._show(event.identification, firm=False)

    @Slot(Identified)
    def _identified(self, event: Identified) -> None:
        self._show(event.identification, firm=True)

    @Slot(SpeechDiscarded)
    def _discarded(self, _event: SpeechDiscarded) -> None:
        self._show_calm()

    def _show(self, answer: Identification, *, firm: bool) -> None:
        flight = fly(self._voices, answer)
        if flight is None:
            self._show_calm()
            return
        voters = [answer.candidates[vote].person_id for vote in answer.window_votes]
        self.sea.comet.fly(flight, voters, answer.person_id, firm=firm, anew=self._anew)
        self._anew = False
        self.sea.set_off()
        self.name.setText(words.headline(answer))
        self.name.set_opacity(1.0 if firm else theme.PROVISIONAL_OPACITY)
        self.verdict.setText(words.measured(answer))
        ((most, count),) = Counter(answer.window_votes).most_common(1)
        told = self.tr("{0} of {1} pieces sound most like {2}")
        self.votes.setText(told.format(count, len(answer.window_votes), answer.candidates[most].name))
        self.votes.setToolTip(self.votes.text())

    def _show_calm(self) -> None:
        self.sea.comet.clear()
        self.sea.update()
        self.name.setText(self.tr("Nobody"))
        self.name.set_opacity(theme.PROVISIONAL_OPACITY)
        listening = self._session.state is State.LISTENING
        self.verdict.setText(self.tr("Say something") if listening else self.tr("Start listening to see a comet"))
        self.votes.clear()
