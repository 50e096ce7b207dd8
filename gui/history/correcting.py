"""What the user says about utterances: who it was, and whether the program may learn from it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.chooser import Chooser
from gui.history import telling
from gui.history.learning import LearnQuestion
from gui.page import Desk
from gui.worker import Outcome
from sincnet.amendments import MoreSpeech
from sincnet.diary import Diary, KeptUtterance
from sincnet.turn_sheet import STRANGER, Who


class Correcting(QObject):
    """Asks in dialogs over `window`; `changed` comes when something in the diary is different."""

    changed = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._session, self._roster, self._bus = window, desk.session, desk.roster, desk.bus
        self.chooser: Chooser | None = None
        self.question: LearnQuestion | None = None

    def ask(self, diary: Diary, utterance: KeptUtterance, others: Sequence[KeptUtterance]) -> None:
        """Who was that? `others` are all of the session: whoever spoke in it is offered first."""
        heard = list(dict.fromkeys(_who(one) for one in others))
        name = telling.name_of(utterance, self._roster)
        self.chooser = Chooser(_who(utterance), name, heard, self._roster, self._window)
        self.chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.chooser.chosen.connect(partial(self._correct, diary, utterance))
        self.chooser.open()

    def _correct(self, diary: Diary, utterance: KeptUtterance, speaker: Who) -> None:
        member = self._roster.member(speaker.person_id)
        person_id, name = (None, speaker.name) if member is None else (member.person_id, member.name)
        told = self.tr("That was a new voice.") if name is None else self.tr("That was {0}.").format(name)
        before = utterance if utterance.corrected else None
        self._session.submit(partial(diary.correct, utterance.id, person_id, name), self._done)
        self._bus.undoable.emit(told, partial(self._take_back, diary, utterance.id, before))

    def _take_back(self, diary: Diary, utterance_id: str, before: KeptUtterance | None) -> None:
        """As it was answered, or as it was corrected before."""
        if before is None:
            self._session.submit(partial(diary.take_back, utterance_id), self._done)
        else:
            again = partial(diary.correct, utterance_id, before.corrected_to, before.corrected_name)
            self._session.submit(again, self._done)

    @Slot(Outcome)
    def _done(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._bus.trouble.emit(outcome.error)
        self.changed.emit()

    def ask_to_learn(self, diary: Diary, utterance: KeptUtterance, others: Sequence[KeptUtterance]) -> None:
        """May the program learn from this, or enrol from all that was given the same new name?"""
        name, person_id = telling.name_of(utterance, self._roster), utterance.person_id
        said = [utterance]
        if person_id is None:
            said = [one for one in others if one.corrected and one.name == name and one.audible]
        self.question = LearnQuestion(name, person_id, said, diary, self._session, self._window)
        self.question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.question.accepted.connect(self._learned)
        self.question.open()

    @Slot()
    def _learned(self) -> None:
        assert self.question is not None
        if self.question.more is None:
            self._bus.news.emit(self.tr("{0} is enrolled.").format(self.question.name))
        else:
            told = self.tr("{0} is better known now.").format(self.question.name)
            self._bus.undoable.emit(told, partial(self._unlearn, self.question.more))
        self.changed.emit()

    def _unlearn(self, more: MoreSpeech) -> None:
        self._session.change_people(more.undo, self._done)


def _who(utterance: KeptUtterance) -> Who:
    if utterance.person_id is not None:
        return Who(utterance.person_id)
    return STRANGER if utterance.name is None else Who(name=utterance.name)
