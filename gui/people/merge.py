"""Into whom somebody is merged: chosen from everybody else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.controls import Button
from gui.keyed_list import KeyedList
from gui.people.cards import RowDelegate
from gui.people.choice import Choice
from gui.people.listing import PERSON, PeopleModel, chosen
from gui.roster import Member, Roster
from gui.search import SearchField


class MergeDialog(Choice):
    """`decided` carries the id of whoever is to have it all."""

    decided = Signal(str)

    def __init__(self, member: Member, roster: Roster, likeliest: Sequence[str], parent: QWidget) -> None:
        """`likeliest` are the ids of those who sound most alike; they come first."""
        super().__init__(
            self.tr("Merge {0} into…").format(_short(member.name)),
            self.tr(
                "Everything {0} said becomes the other person's, who keeps their name and picture; {0} goes. You can "
                "undo it straight away."
            ).format(_short(member.name)),
            parent,
        )
        self._others = [other for other in roster.members if other is not member]
        self._likeliest = list(likeliest)
        self.search = SearchField(self.tr("Search people"), self.tr("Show everybody again"))
        self.model = PeopleModel(self)
        self.list = KeyedList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.model, roster, self.list))
        self.list.setAccessibleName(self.tr("Into whom"))
        self.list.setFixedHeight(6 * theme.ROW)
        self.merge = Button(self.tr("Merge"), "primary", "merge")
        self.body.addWidget(self.search)
        self.body.addWidget(self.list)
        self.offer(self.merge)
        self.search.textChanged.connect(self._refresh)
        self.search.onward.connect(self.list.setFocus)
        self.list.selectionModel().selectionChanged.connect(self._show_choice)
        self.list.activated.connect(self._decide)
        self.merge.clicked.connect(self._decide)
        self._refresh()
        self.search.setFocus()

    @Slot()
    def _refresh(self) -> None:
        found = chosen(self._others, self.search.text(), "name")
        rank = {person_id: place for place, person_id in enumerate(self._likeliest)}
        self.model.show_members(sorted(found, key=lambda member: rank.get(member.person_id, len(rank))))
        if self.search.text() and found:
            self.list.setCurrentIndex(self.model.index(0))
        self._show_choice()

    @Slot()
    def _show_choice(self) -> None:
        index = self.list.currentIndex()
        self.merge.setEnabled(index.isValid())
        self.merge.setText(
            self.tr("Merge into {0}").format(_short(index.data())) if index.isValid() else self.tr("Merge")
        )

    @Slot()
    def _decide(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.decided.emit(index.data(PERSON))
            self.accept()


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"
