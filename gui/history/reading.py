"""Asks the diary, and the first layer of the network, behind the window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from audio.errors import WhoSpeaksError
from gui.notices import problem
from gui.session import Session
from gui.worker import Outcome
from sincnet.diary import Diary, KeptSession, KeptUtterance

if TYPE_CHECKING:
    from sincnet.insight import Insight
    from sincnet.recogniser import Recogniser


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What was said in a session."""

    session: KeptSession
    utterances: list[KeptUtterance]


class Reader(QObject):
    """`sessions` carries all of them, `said` what was said in one, `looked` an utterance's id and the insight into it,
    `blind` the same id and why there is none, `trouble` one sentence."""

    sessions = Signal(list)
    said = Signal(Said)
    looked = Signal(str, object)
    blind = Signal(str, str)
    trouble = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def read_sessions(self) -> None:
        """None where the diary is not open."""
        diary = self._session.diary
        if diary is None or not self._session.ready:
            self.sessions.emit([])
        else:
            self._session.consult(partial(_sessions, diary), self._sessions_read)

    def read(self, session: KeptSession) -> None:
        diary = self._session.diary
        if diary is not None and self._session.ready:
            self._session.consult(partial(_said, diary, session), self._said_read)

    def look_into(self, utterance: KeptUtterance) -> None:
        if self._session.ready:
            self._session.consult(partial(_looked_into, utterance), self._was_looked_into)

    @Slot(Outcome)
    def _sessions_read(self, outcome: Outcome) -> None:
        if outcome.error is None:
            self.sessions.emit(outcome.value)
        else:
            self.trouble.emit(outcome.error)

    @Slot(Outcome)
    def _said_read(self, outcome: Outcome) -> None:
        if outcome.error is None:
            self.said.emit(outcome.value)
        else:
            self.trouble.emit(outcome.error)

    @Slot(Outcome)
    def _was_looked_into(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.trouble.emit(outcome.error)
            return
        utterance_id, insight, why_not = outcome.value
        if insight is None:
            self.blind.emit(utterance_id, why_not)
        else:
            self.looked.emit(utterance_id, insight)


def _sessions(diary: Diary, recogniser: Recogniser) -> list[KeptSession]:
    return diary.sessions(recogniser.gallery.merging.heirs())


def _said(diary: Diary, session: KeptSession, recogniser: Recogniser) -> Said:
    return Said(session, diary.utterances(session.id, recogniser.gallery.merging.heirs()))


def _looked_into(utterance: KeptUtterance, recogniser: Recogniser) -> tuple[str, Insight | None, str]:
    from sincnet.insight import look

    try:
        samples = utterance.sound()
    except WhoSpeaksError as error:
        return utterance.id, None, problem(error)
    return utterance.id, look(recogniser.weights.model, samples), ""
