"""What each system makes of one voice, side by side, beside the photo of whose voice it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.controls import label
from gui.imagined.card import ImaginedCard
from gui.imagined.terms import said
from gui.roster import Roster

if TYPE_CHECKING:
    from generator.imagine import Imagined, System

ACROSS = 3
FOOT_PX = 40
"""Left free under the photo, where the pictures beside it have their captions."""


class Enrolled(QWidget):
    """The photo of somebody enrolled; round, as everywhere, and a silhouette for a stranger."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.person_id: str | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 96)
        self.setAccessibleName(self.tr("The enrolled photo"))
        roster.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(256, 256)

    def show_person(self, person_id: str | None) -> None:
        self.person_id = person_id
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = min(self.width(), self.height() - FOOT_PX)
        portrait = self._roster.portrait(self.person_id, side, self.devicePixelRatioF())
        left, top = (self.width() - side) // 2, (self.height() - side - FOOT_PX) // 2
        QPainter(self).drawPixmap(left, top, portrait)


class Comparison(QWidget):
    """As many cards as there are systems, three in a row, the photo first."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.photo = Enrolled(roster)
        self.cards: dict[str, ImaginedCard] = {}
        self._about: dict[str, str] = {}
        self._who = _title("")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self._put(0, self.photo, self._who)
        self.show_person(None)

    def show_systems(self, systems: Sequence[System]) -> None:
        """A card each; once they are known they stay."""
        for place, system in enumerate(systems, 1):
            card = ImaginedCard()
            card.setAccessibleName(self.tr("Imagined face, {0}").format(said(system.title)))
            self._about[system.key] = said(system.about)
            self.cards[system.key] = card
            self._put(place, card, _title(said(system.title)))

    def show_person(self, person_id: str | None) -> None:
        member = self._roster.member(person_id)
        self.photo.show_person(person_id)
        self._who.setText(self.tr("Nobody enrolled") if member is None else member.name)

    def show_faces(self, found: Mapping[str, Imagined | str], *, coming: bool) -> None:
        """What was drawn, or why not; while it is `coming`, places for it."""
        for key, card in self.cards.items():
            drawn = found.get(key)
            card.setToolTip(drawn if isinstance(drawn, str) else self._about[key])  # a small card shortens a reason
            if isinstance(drawn, str):
                card.show_reason(drawn)
            elif drawn is not None or coming:
                card.show_imagined(drawn)
            else:
                card.show_nothing()

    def _put(self, place: int, what: QWidget, title: QLabel) -> None:
        cell = QVBoxLayout()
        cell.setSpacing(4)
        cell.addWidget(title)
        cell.addWidget(what, 1)
        row, column = divmod(place, ACROSS)
        self._grid.addLayout(cell, row, column)
        self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(row, 1)


def _title(text: str) -> QLabel:
    result = label(text, "row")
    result.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    result.setWordWrap(True)
    return result
