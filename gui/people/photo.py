"""The large picture of one person, and the ways to another one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.controls import Button, label
from gui.roster import Roster

LARGEST_PX = 288


class _Portrait(QWidget):
    """As large as there is room, up to a limit."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.person_id: str | None = None
        self.setMinimumSize(96, 96)
        self.setMaximumHeight(LARGEST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        roster.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(LARGEST_PX, LARGEST_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = min(self.width(), self.height(), LARGEST_PX)
        painter = QPainter(self)
        face = self._roster.portrait(self.person_id, side, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, face)


class Photo(QWidget):
    """`choose_wanted` asks for a picture from a file, `remove_wanted` for none."""

    choose_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.portrait = _Portrait(roster)
        self.choose = Button(self.tr("Choose a picture…"), "flat", "picture")
        self.remove = Button(self.tr("Remove"), "flat")
        self.choose.clicked.connect(self.choose_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addStretch()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        hint = label(self.tr("or drop or paste one"), "caption")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.portrait, 1)
        column.addLayout(buttons)
        column.addWidget(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_person(self, person_id: str) -> None:
        member = self._roster.member(person_id)
        self.portrait.person_id = person_id
        self.portrait.setAccessibleName(
            self.tr("Picture of {0}").format(member.name) if member is not None else self.tr("No picture")
        )
        self.remove.setEnabled(member is not None and member.face is not None)
        self.portrait.update()
