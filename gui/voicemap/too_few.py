"""In place of a map that has nobody to lie near anybody."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import theme
from gui.controls import Button, label
from gui.roster import Roster

WANTED = 3
FACE_PX = 96
GAP_PX = 40


class Seats(QWidget):
    """Whoever is enrolled already, and places for the rest."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.setFixedSize(WANTED * FACE_PX + (WANTED - 1) * GAP_PX + 16, FACE_PX + 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ids = [member.person_id for member in self._roster.members]
        for seat in range(WANTED):
            person_id = ids[seat] if seat < len(ids) else None
            left = 8 + seat * (FACE_PX + GAP_PX)
            painter.setOpacity(1.0 if person_id else 0.6)
            painter.drawPixmap(left, 8, self._roster.portrait(person_id, FACE_PX, self.devicePixelRatioF()))
            style = Qt.PenStyle.SolidLine if person_id else Qt.PenStyle.DotLine
            painter.setPen(QPen(self._roster.colour(person_id), 3, style, Qt.PenCapStyle.RoundCap))
            painter.drawEllipse(QPointF(left + FACE_PX / 2, 8 + FACE_PX / 2), FACE_PX / 2 + 5, FACE_PX / 2 + 5)


class TooFew(QWidget):
    """Says what a map is and how many are missing; `enrol_wanted` asks for one more."""

    enrol_wanted = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.headline = label("", "heading")
        what = label(
            self.tr(
                "On the map everybody is an island, and voices that sound alike lie close together. While somebody "
                "speaks, a comet shows whom each piece of it sounds like."
            ),
            "lead",
        )
        what.setWordWrap(True)
        what.setAlignment(Qt.AlignmentFlag.AlignCenter)
        what.setMaximumWidth(560)
        self.enrol = Button(self.tr("Enrol someone"), "primary", "enrol")
        self.enrol.clicked.connect(self.enrol_wanted)
        self._seats = Seats(roster)
        column = QVBoxLayout(self)
        column.setSpacing(theme.GRID * 5)
        column.addStretch()
        column.addWidget(self._seats, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.headline, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()  # which asks the text how high it is at that width
        middle.addStretch(1)
        middle.addWidget(what, 100)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addWidget(self.enrol, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        roster.changed.connect(self._count)
        self._count()

    @Slot()
    def _count(self) -> None:
        missing = WANTED - len(self._roster.members)
        self.headline.setText(
            {
                3: self.tr("A map takes three voices"),
                2: self.tr("A map takes two more voices"),
            }.get(missing, self.tr("A map takes one more voice"))
        )
        self._seats.update()
