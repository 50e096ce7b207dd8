"""The page on which one of a few drawn faces is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from gui import portrait
from gui.controls import Button
from gui.enrol.avatars import draw
from gui.enrol.draft import Draft
from gui.enrol.step import Primary, Step

SHOWN, COLUMNS = 6, 3
FACE_PX = 144


class Drawing(Step):
    """Six faces at a time; there are always six others."""

    aside = True

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._first = 0
        self.ask(self.tr("Choose a face"))
        self.faces = [Button(self.tr("Drawn face {0}").format(number + 1), "face") for number in range(SHOWN)]
        self._group = QButtonGroup(self)
        grid = QGridLayout()
        grid.setSpacing(16)
        for number, button in enumerate(self.faces):
            button.setText("")
            button.setCheckable(True)
            button.setAutoDefault(False)  # Enter uses the chosen one, the space bar chooses
            button.setIconSize(QSize(FACE_PX, FACE_PX))
            button.setFixedSize(FACE_PX + 20, FACE_PX + 20)
            self._group.addButton(button, number)
            grid.addWidget(button, number // COLUMNS, number % COLUMNS, Qt.AlignmentFlag.AlignCenter)
        self.faces[0].setChecked(True)
        self.others = Button(self.tr("Show others"), "flat")
        self.others.clicked.connect(self._show_others)
        self.body.addStretch()
        self.body.addLayout(grid)
        self.body.addWidget(self.others, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch()

    def enter(self) -> None:
        self._show_faces()

    def first_focus(self) -> QWidget | None:
        return self._group.checkedButton()

    def primary(self) -> Primary:
        return Primary(self.tr("Use this face"))

    def press(self) -> None:
        self._draft.show_face(draw(self._first + self._group.checkedId(), self._draft.colour))
        self.done.emit()

    @Slot()
    def _show_others(self) -> None:
        self._first += SHOWN
        self._show_faces()

    def _show_faces(self) -> None:
        ratio = self.devicePixelRatioF()
        for number, button in enumerate(self.faces):
            face = draw(self._first + number, self._draft.colour, round(FACE_PX * ratio))
            button.setIcon(QIcon(portrait.round_face(face, "", self._draft.colour, FACE_PX, ratio)))
