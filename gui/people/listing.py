"""People in a list or a grid: the model, and which of them in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QCollator, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.people.words import amount, day
from gui.roster import Member
from sincnet.names import name_key

Index = QModelIndex | QPersistentModelIndex
Order = Literal["name", "date", "speech"]

PERSON = Qt.ItemDataRole.UserRole
"""The role that has a person's id."""


def chosen(members: Sequence[Member], text: str, order: Order) -> list[Member]:
    """Those whose names have every word of `text` in them, by name, newest first, or most speech first."""
    wanted = name_key(text).split()
    found = [member for member in members if all(word in name_key(member.name) for word in wanted)]
    if order == "name":
        collator = QCollator()  # of the user's language: where Ä goes, and 9 before 10
        collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        collator.setNumericMode(True)
        return sorted(found, key=lambda member: collator.sortKey(member.name))
    if order == "speech":
        return sorted(found, key=lambda member: -member.speech_s)
    return sorted(found, key=lambda member: member.created_at)[::-1]


class PeopleModel(QAbstractListModel):
    """One row a person, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._members: list[Member] = []

    def show_members(self, members: list[Member]) -> None:
        self.beginResetModel()
        self._members = members
        self.endResetModel()

    def member(self, row: int) -> Member:
        return self._members[row]

    def row_of(self, person_id: str) -> int:
        """Where that person is, -1 if they are not shown."""
        return next((row for row, member in enumerate(self._members) if member.person_id == person_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._members)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        member = self._members[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return member.name
        if role == PERSON:
            return member.person_id
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.tr("{0}, {1} of speech, enrolled {2}").format(
                member.name, amount(member.speech_s), day(member.created_at)
            )
        return None
