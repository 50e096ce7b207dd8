"""What a user says about turns: who it was, and whether the program may learn from it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.chooser import Chooser
from gui.files import telling
from gui.files.job import Job
from gui.files.learning import LearnQuestion
from gui.page import Desk
from gui.worker import Outcome
from sincnet.amendments import MoreSpeech
from sincnet.turn_sheet import Who, who


class Corrections(QObject):
    """Asks in dialogs over `window` and changes the job's sheet; its `turned` tells, and `corrected` which turn."""

    corrected = Signal(int)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._session, self._roster, self._bus = window, desk.session, desk.roster, desk.bus
        self.chooser: Chooser | None = None
        self.question: LearnQuestion | None = None

    def ask(self, job: Job, number: int) -> None:
        """Who was that?"""
        entry = job.sheet.entries[number]
        heard = sorted(job.sheet.seconds, key=lambda speaker: -job.sheet.seconds[speaker])
        name = telling.name_of(who(entry), entry.name, self._roster)
        self.chooser = Chooser(who(entry), name, heard, self._roster, self._window)
        self.chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.chooser.chosen.connect(partial(self._correct, job, number))
        self.chooser.open()

    def _correct(self, job: Job, number: int, speaker: Who) -> None:
        member = self._roster.member(speaker.person_id)
        job.sheet.correct(number, speaker.person_id, speaker.name if member is None else member.name)
        job.turned.emit()
        self.corrected.emit(number)

    def undo(self, job: Job) -> int:
        """Take the last correction back; returns the number of its turn."""
        number = job.sheet.undo()
        job.turned.emit()
        return number

    def ask_to_learn(self, job: Job, number: int) -> None:
        """May the program learn from that turn, or enrol from all turns that were given the same new name?"""
        entry = job.sheet.entries[number]
        if entry.name is None:
            return
        numbers = [number] if entry.person_id is not None else job.sheet.named(entry.name)
        self.question = LearnQuestion(job, numbers, self._session, self._window)
        self.question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.question.accepted.connect(self._learned)
        self.question.open()

    @Slot()
    def _learned(self) -> None:
        question = self.question
        assert question is not None
        sheet, name = question.job.sheet, question.name
        sheet.taught.update(question.numbers)
        if question.more is not None:
            take_back = partial(self._unlearn, question.job, list(question.numbers), question.more)
            self._bus.undoable.emit(self.tr("{0} is better known now.").format(name), take_back)
        else:
            person_id = next(member.person_id for member in self._roster.members if member.name == name)
            sheet.enrolled(name, person_id)
            take_back = partial(self._take_back, question.job, list(question.numbers), person_id)
            self._bus.undoable.emit(self.tr("{0} is enrolled.").format(name), take_back)
        question.job.turned.emit()

    def _take_back(self, job: Job, numbers: list[int], person_id: str) -> None:
        job.sheet.taught.difference_update(numbers)
        self._session.change_people(lambda recogniser: recogniser.delete(person_id), self._taken_back)

    def _unlearn(self, job: Job, numbers: list[int], more: MoreSpeech) -> None:
        job.sheet.taught.difference_update(numbers)
        self._session.change_people(more.undo, self._taken_back)
        job.turned.emit()

    @Slot(Outcome)
    def _taken_back(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._bus.trouble.emit(outcome.error)
