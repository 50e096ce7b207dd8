"""What is on, for every view that shows who speaks: follows the session and keeps who stands in the light.

The live view and the stage for the audience show the same scene, so that they never tell different things.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from audio.quality import Background
from audio.segmenter import Utterance
from audio.source import RATE
from gui.live.pace import Pace
from gui.live.spotlight import Shown, Spotlight
from gui.live.talk import Talk
from gui.roster import Roster
from gui.session import Session, State
from sincnet.events import Heard, Identified, Provisional, SpeechDiscarded

STRANGER_S = 30.0
"""Of what a stranger said so much is remembered, for the case that they want to be enrolled."""


@dataclass(frozen=True, slots=True)
class Calm:
    """What is said while nobody is in the light; `inviting` offers the two first steps. The hint may be `to_host`, and
    nothing for an audience."""

    headline: str
    hint: str
    inviting: bool = False
    to_host: bool = False


class Scene(QObject):
    """`changed` comes when there is something else to show: `shown`, or `calm` while that is None; `talk` tells how
    long everybody spoke since listening began.

    `turn` comes before it with every turn, under way or over, and what is shown for it. While `aside`, what is said
    goes to somebody else: turns come with None, and nothing is shown.
    """

    changed = Signal()
    turn = Signal(Utterance, object)

    def __init__(self, session: Session, roster: Roster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._roster = session, roster
        self._spotlight = Spotlight()
        self._why_not = ""
        self.aside = False
        self.talk = Talk()
        self.pace = Pace()
        self.heard: Utterance | None = None
        """The last turn that is over."""
        self.lit_from = 0
        """Where in the stream whoever is in the light began, in samples: with the first of their turns in a row."""
        self._settled: tuple[str | None, int] | None = None
        self.background = Background()
        self.stranger: list[tuple[np.ndarray, float]] = []
        """What the stranger in the light has said: their turns since somebody known spoke, the last half minute, each
        float32 (n,) at 16 kHz, and how loud the background was, in dBFS."""
        session.state_changed.connect(self._state_changed)
        session.heard.connect(self._heard)
        session.provisional.connect(self._provisional)
        session.identified.connect(self._identified)
        session.discarded.connect(self._discarded)
        session.trouble.connect(self._trouble)
        roster.changed.connect(self._people_changed)

    @property
    def shown(self) -> Shown | None:
        """Who is in the light, for sure or so far; None while it is calm."""
        return self._spotlight.shown if self._roster.members else None

    @property
    def calm(self) -> Calm:
        state = self._session.state
        if state is State.LOADING:
            return Calm(self.tr("Getting ready"), self.tr("The voices are being loaded"))
        if state is State.FAILED:
            return Calm(self.tr("Not ready"), self._why_not)
        if not self._roster.members:
            hint = self.tr("The program knows a voice once it has heard 20 seconds of it")
            return Calm(self.tr("Nobody is enrolled yet"), hint, inviting=True, to_host=True)
        if state is State.LISTENING:
            return Calm(self.tr("Listening"), self.tr("Say something"))
        return Calm(self.tr("Ready"), self.tr("Press Start or the space bar to listen"), to_host=True)

    def since(self, position: int) -> float | None:
        """Seconds since the sample at `position` of the stream was heard; None before anything was."""
        return self.pace.ago(position, time.monotonic())

    def take_over(self, before: Scene) -> None:
        """Go on where another window's scene was."""
        self._spotlight, self.talk, self.pace, self.heard = before._spotlight, before.talk, before.pace, before.heard
        self.stranger, self.background = before.stranger, before.background
        self.lit_from, self._settled = before.lit_from, before._settled
        self._why_not = before._why_not
        self.changed.emit()

    @Slot(str)
    def _trouble(self, sentence: str) -> None:
        self._why_not = sentence

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if state is State.STOPPING:
            return
        if state is State.LISTENING:
            self.talk, self.pace, self.background = Talk(), Pace(), Background()
        self.talk.nothing_said()
        self._spotlight.clear()
        self._settled = None
        self.stranger = []
        self.changed.emit()

    @Slot(Heard)
    def _heard(self, event: Heard) -> None:
        self.pace.arrived(event.block.end, time.monotonic())
        self.background.push(event.level, len(event.block.samples) / RATE)

    @Slot(Provisional)
    def _provisional(self, event: Provisional) -> None:
        if self.aside:
            self.turn.emit(event.utterance, None)
            return
        shown = self._spotlight.provisional(event.identification)
        self._date(shown, event.utterance)
        self.talk.speaking(shown.answer.person_id, len(event.utterance.samples) / RATE)
        self.turn.emit(event.utterance, shown)
        self.changed.emit()

    @Slot(Identified)
    def _identified(self, event: Identified) -> None:
        if self.aside:
            self.turn.emit(event.utterance, None)
            return
        self.heard = event.utterance
        shown = self._spotlight.identified(event.identification)
        self._date(shown, event.utterance)
        self._remember(event.utterance, stranger=shown.answer.person_id is None)
        self.talk.spoke(shown.answer.person_id, len(event.utterance.samples) / RATE)
        self.turn.emit(event.utterance, shown)
        self.changed.emit()

    def _date(self, shown: Shown, utterance: Utterance) -> None:
        """A guess may still be another's: only with an answer does somebody else begin."""
        person_id = shown.answer.person_id
        goes_on = self._settled is not None and self._settled[0] == person_id
        self.lit_from = self._settled[1] if self._settled is not None and goes_on else utterance.start
        if utterance.complete:
            self._settled = (person_id, self.lit_from)

    def _remember(self, utterance: Utterance, *, stranger: bool) -> None:
        self.stranger = [*self.stranger, (utterance.samples, self.background.dbfs)] if stranger else []
        while sum(len(samples) for samples, _ in self.stranger) > STRANGER_S * RATE and len(self.stranger) > 1:
            del self.stranger[0]

    @Slot(SpeechDiscarded)
    def _discarded(self, _event: SpeechDiscarded) -> None:
        if not self.aside:
            self._spotlight.discarded()
            if self._settled is not None:
                self.lit_from = self._settled[1]
            self.talk.nothing_said()
            self.changed.emit()

    @Slot()
    def _people_changed(self) -> None:
        self.stranger = []  # they may be the one who was enrolled just now
        shown = self._spotlight.shown
        if shown is not None and shown.answer.speaker is not None and not self._roster.member(shown.answer.person_id):
            self._spotlight.clear()
        self.talk.keep({member.person_id for member in self._roster.members})
        self.changed.emit()
