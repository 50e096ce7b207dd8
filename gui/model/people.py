"""The people enrolled and the model: how well it does on them, and learning from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from gui import portrait
from gui.controls import Button, label
from gui.model.learning import Learning
from gui.model.trying import Trying
from gui.model.work import Work
from gui.page import Desk

if TYPE_CHECKING:
    from sincnet.about import About

FACE_PX = 160
LEARNING_PX = 440


class OfPeople(QStackedWidget):
    """An invitation to enrol while fewer than two people are; then both cards."""

    def __init__(self, desk: Desk, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.trying, self.learning = Trying(desk, work), Learning(desk, work)
        self.learning.setFixedWidth(LEARNING_PX)
        self._face = QLabel()
        self._face.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.heading = label("", "heading")
        self.heading.setWordWrap(True)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        advice = label(
            self.tr("With two people or more, the model can be tried on their recordings and can learn from them."),
            "lead",
        )
        advice.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.enrol = Button(self.tr("Enrol someone"), "primary", "enrol")
        self.enrol.clicked.connect(self._enrol)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setSpacing(12)
        column.addStretch()
        column.addWidget(self._face)
        column.addWidget(self.heading)
        column.addWidget(advice)
        column.addSpacing(8)
        column.addWidget(self.enrol, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.trying, 1)
        row.addWidget(self.learning)
        self.addWidget(empty)
        self.addWidget(both)

    def show_about(self, about: About) -> None:
        self._face.setPixmap(portrait.silhouette(FACE_PX, self.devicePixelRatioF()))
        self.heading.setText(
            self.tr("Only {0} is enrolled yet").format(about.people[0])
            if about.people
            else self.tr("Nobody is enrolled yet")
        )
        self.setCurrentIndex(int(len(about.people) > 1))
        self.trying.show_about(about)
        self.learning.show_about(about)

    @Slot()
    def _enrol(self) -> None:
        self._desk.bus.enrol.emit("")
