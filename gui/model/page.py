"""The model page: what is in use, its filters, how it does on the people enrolled, and other weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout

from gui.controls import Button, label
from gui.model import learning, terms, trying, weights
from gui.model.filters import Filters
from gui.model.in_use import InUse
from gui.model.people import OfPeople
from gui.model.weights import OtherWeights
from gui.model.work import End, Work
from gui.page import Desk, Page
from gui.reading import Reading
from gui.session import State
from gui.worker import Outcome

if TYPE_CHECKING:
    from sincnet.about import About
    from sincnet.recogniser import Recogniser


class ModelPage(Page):
    """Four sections below one line that says what is in use; everything that takes time is one `Work` at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = False
        self._wanted = False
        self.about: About | None = None
        self.work = Work(desk.session, self)
        self.name = label("", "heading")
        self.state = label("", "lead")
        self.in_use, self.filters = InUse(), Filters()
        self.people, self.weights = OfPeople(desk, self.work), OtherWeights(desk, self.work)
        self._parts: tuple[InUse | Filters | OfPeople | OtherWeights, ...] = (
            self.in_use, self.filters, self.people, self.weights,
        )  # fmt: skip
        titles = (self.tr("What is in use"), self.tr("Filters"), self.tr("People enrolled"), self.tr("Weights"))
        self._sections = QStackedWidget()
        self.tabs: list[Button] = []
        self._group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        for number, (title, part) in enumerate(zip(titles, self._parts, strict=True)):
            tab = Button(title, "tab")
            tab.setCheckable(True)
            self._group.addButton(tab, number)
            self.tabs.append(tab)
            tabs.addWidget(tab)
            self._sections.addWidget(Reading(title, part))
        self._group.idClicked.connect(self._show_section)
        self.tabs[0].setChecked(True)
        self.waiting = label(self.tr("The model is being loaded…"), "lead")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.waiting.setWordWrap(True)
        self._body = QStackedWidget()
        self._body.addWidget(self.waiting)
        self._body.addWidget(self._sections)
        titles_column = QVBoxLayout()
        titles_column.setSpacing(0)
        titles_column.addWidget(self.name)
        titles_column.addWidget(self.state)
        head = QHBoxLayout()
        head.addLayout(titles_column, 1)
        head.addLayout(tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        self._name_it(None)
        desk.session.state_changed.connect(self._state_changed)
        desk.roster.changed.connect(self._out_of_date)
        self.work.ended.connect(self._work_ended)

    def arrive(self) -> None:
        self.setFocus()  # or the first tab would be lit though nobody chose it
        self._ask()

    def take(self, files: Sequence[Path]) -> bool:
        wanted = [file for file in files if file.suffix.lower() in (*weights.SUFFIXES, *weights.FOREIGN)]
        if not wanted:
            return False
        if self.about is None:
            self._desk.bus.trouble.emit(self.tr("The model is still being loaded; drop the weights again in a moment."))
            return True
        self._show_section(len(self._parts) - 1)
        if self.work.kind:
            self._desk.bus.trouble.emit(self.tr("Other work is going on; wait until it is done, or cancel it first."))
        else:
            self.weights.bring_in(wanted[0])
        return True

    def at_stake(self) -> str | None:
        if self.work.kind in (learning.ROWS, learning.NETWORK):
            return self.tr("Learning is not finished. Closing cancels it, and everything stays as it was.")
        if self.work.kind in (weights.IMPORT, weights.USE):
            return self.tr("Other weights are being prepared. Closing cancels that, and those in use stay.")
        return None

    @Slot(int)
    def _show_section(self, number: int) -> None:
        self.tabs[number].setChecked(True)
        self._sections.setCurrentIndex(number)

    # What is shown is asked for off the GUI thread, once at a time

    @Slot()
    def _out_of_date(self) -> None:
        if self.isVisible():
            self._ask()

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if state is State.FAILED:
            self.waiting.setText(self.tr("The model could not be loaded."))
        elif self.about is None:
            self._out_of_date()

    @Slot(object)
    def _work_ended(self, end: End) -> None:
        if end.error is None and not end.cancelled and end.kind != trying.KIND:
            # Everybody's voiceprints are others now, which other views show; the roster's change comes back here.
            self._desk.session.change_people(_nothing, self._told_others)

    @Slot(Outcome)
    def _told_others(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._desk.bus.trouble.emit(outcome.error)

    def _ask(self) -> None:
        if not self._desk.session.ready:
            return
        if self._asked:
            self._wanted = True
            return
        self._asked, self._wanted = True, False
        self._desk.session.consult(_describe, self._told)

    @Slot(Outcome)
    def _told(self, outcome: Outcome) -> None:
        self._asked = False
        if outcome.error is not None:
            self._desk.bus.trouble.emit(outcome.error)
            return
        about: About = outcome.value
        self.about = about
        self._name_it(about)
        for part in self._parts:
            part.show_about(about)
        self._body.setCurrentWidget(self._sections)
        if self._wanted:
            self._ask()

    def _name_it(self, about: About | None) -> None:
        self.name.setText(
            self.tr("Model") if about is None or not about.card.name else terms.short(about.card.name, 40)
        )
        if about is None:
            self.state.clear()
            return
        origin = (
            self.tr("imported from {0}").format(terms.short(about.imported.file))
            if about.imported
            else self.tr("as shipped")
        )
        if about.tunings:
            people = about.tunings[-1].report.get("people")
            self.state.setText(self.tr("{0}, and fine-tuned on {1} people enrolled").format(origin, people))
        else:
            self.state.setText(origin)


def _nothing(_recogniser: Recogniser) -> None:
    """Changes nobody."""


def _describe(recogniser: Recogniser) -> About:
    from sincnet.about import describe  # brings torch

    return describe(recogniser)
