"""The page that enrols many people at once: a folder, a list of what will happen, and how it went."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.controls import Button, card, label
from gui.enrol.batch import Batch
from gui.enrol.fill import Fill
from gui.enrol.newcomer_list import Fate, NewcomerList
from gui.enrol.step import Primary, Step
from gui.notices import problem
from gui.session import Session
from gui.worker import Outcome

if TYPE_CHECKING:
    from sincnet.newcomers import Newcomer
    from sincnet.newcomers import Step as Done
    from sincnet.recogniser import Recogniser


class Many(Step):
    """`trouble` is one sentence, empty when it is over. `done` when all that could be enrolled are."""

    trouble = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._people: list[Newcomer] = []
        self._batch: Batch | None = None
        self._told = 0
        self.finished = False
        self.ask(self.tr("Many people from a folder"))
        self.how = label(
            self.tr("The folder holds a folder for each person, or one recording each, named after them."), "lead"
        )
        self.how.setWordWrap(True)
        self.choose = Button(self.tr("Choose the folder…"), "", "open")
        self.list = NewcomerList()
        self.fill = Fill()
        self.summary = label("", "lead")
        self.cancel = Button(self.tr("Cancel and take back"))
        box = card()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self.list)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.choose)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.cancel)
        self.body.addWidget(self.how)
        self.body.addWidget(box, 1)
        self.body.addWidget(self.fill)
        self.body.addLayout(foot)
        self.choose.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.stop)
        session.closing.connect(self.stop)
        session.state_changed.connect(self._show)

    @property
    def running(self) -> bool:
        return self._batch is not None

    def enter(self) -> None:
        self._show()

    def leave(self) -> None:
        self.stop()

    def first_focus(self) -> QWidget | None:
        return None if self._ready() else self.choose

    def primary(self) -> Primary:
        if self.finished:
            return Primary(self.tr("Done"))
        count = self._ready()
        if not count:
            return Primary(self.tr("Enrol"), enabled=False)
        text = self.tr("They agreed, enrol them ({0})") if count > 1 else self.tr("They agreed, enrol this one")
        return Primary(text.format(count), not self.running)

    def press(self) -> None:
        if self.finished:
            self.done.emit()
            return
        self._told = 0
        self._batch = Batch(self._people, datetime.now(UTC).isoformat(timespec="seconds"))
        self._batch.progressed.connect(self._progressed)
        self._session.change_people(self._batch.run, self._ended)
        self._show()

    @Slot()
    def stop(self) -> None:
        """Cancel what runs; everybody enrolled by it is taken back."""
        if self._batch is not None:
            self._batch.cancel()

    @Slot()
    def _choose(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.tr("Choose the folder of people"))
        if path:
            self.use_folder(Path(path))

    def use_folder(self, folder: Path) -> None:
        """Show whom this folder would enrol."""
        if self.running or not self._session.ready:
            return

        def look(recogniser: Recogniser) -> list[Newcomer]:
            from sincnet.newcomers import survey

            return survey(folder, recogniser.gallery)

        self.trouble.emit("")
        self._session.consult(look, self._looked)

    @Slot(Outcome)
    def _looked(self, outcome: Outcome) -> None:
        self.finished = False
        self._people = [] if outcome.error is not None else outcome.value
        if outcome.error is not None:
            self.trouble.emit(outcome.error)
        self.list.people.show_people(self._people)
        self._show()

    @Slot(object)
    def _progressed(self, step: Done) -> None:
        self._told += 1
        fate = Fate.ENROLLED if step.problem is None else Fate.REFUSED
        self.list.people.tell(step.place, fate, problem(step.problem) if step.problem else self.tr("enrolled"))
        self.list.scrollTo(self.list.people.index(step.place))
        self._show()

    @Slot(Outcome)
    def _ended(self, outcome: Outcome) -> None:
        assert self._batch is not None
        cancelled = self._batch.cancelled
        self._batch = None
        if outcome.error is not None:
            self.trouble.emit(outcome.error)
        if cancelled:
            self.list.people.show_people(self._people)
        self.finished = not cancelled and outcome.error is None
        self._show()
        if cancelled:
            self.summary.setText(self.tr("Cancelled: nobody of this folder was enrolled."))

    def _ready(self) -> int:
        """How many can be enrolled."""
        return sum(entry.fate is not Fate.REFUSED for entry in self.list.people.entries)

    @Slot()
    def _show(self) -> None:
        entries = self.list.people.entries
        enrolled = sum(entry.fate is Fate.ENROLLED for entry in entries)
        refused = sum(entry.fate is Fate.REFUSED for entry in entries)
        ready = self._ready()
        if self.running:
            words = self.tr("{0} of {1}").format(self._told, sum(one.problem is None for one in self._people))
        elif self.finished:
            words = self.tr("{0} enrolled, {1} not").format(enrolled, refused)
        elif entries:
            words = self.tr("{0} can be enrolled, {1} cannot").format(ready, refused)
        else:
            words = self.tr("or drop it here")
        self.summary.setText(words)
        self.fill.show_share(self._told / max(1, sum(one.problem is None for one in self._people)))
        self.fill.setVisible(self.running)
        self.cancel.setVisible(self.running)
        self.choose.setVisible(not self.running and not self.finished)
        self.choose.setEnabled(self._session.ready)
        self.changed.emit()
