"""The page that asks, before the wizard closes, whether what would be lost may be lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.controls import Button, label
from gui.enrol.step import Primary, Step


class Leaving(Step):
    """`done` to go on enrolling, `throw_away` to leave all the same."""

    throw_away = Signal()

    lasting = False
    way_back = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ask(self.tr("Leave without enrolling?"))
        self.loss = label("", "lead")
        self.loss.setWordWrap(True)
        self.leave_all = Button(self.tr("Throw it away"), "danger")
        self.leave_all.clicked.connect(self.throw_away)
        self.body.addWidget(self.loss)
        self.body.addWidget(self.leave_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch()

    def show_loss(self, loss: str) -> None:
        self.loss.setText(loss)

    def primary(self) -> Primary:
        return Primary(self.tr("Go on enrolling"))
