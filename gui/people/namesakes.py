"""What becomes of people in a file whose names somebody here has already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.controls import Button
from gui.people.choice import Choice

if TYPE_CHECKING:
    from sincnet.exchange import Preview

NAMED = 3


class NamesakesDialog(Choice):
    """`decided` carries "number" or "leave out"."""

    decided = Signal(str)

    def __init__(self, preview: Preview, parent: QWidget) -> None:
        super().__init__(_title(preview.taken), _text(len(preview.names) - len(preview.taken)), parent)
        self.leave_out = Button(self.tr("Leave out"))
        self.number = Button(self.tr("Keep both"), "primary")
        self.leave_out.clicked.connect(self._leave_out)
        self.number.clicked.connect(self._number)
        self.offer(self.leave_out, self.number)

    @Slot()
    def _leave_out(self) -> None:
        self.decided.emit("leave out")
        self.accept()

    @Slot()
    def _number(self) -> None:
        self.decided.emit("number")
        self.accept()


def _title(taken: Sequence[str]) -> str:
    if len(taken) == 1:
        return _tr("There is already somebody called {0}").format(taken[0])
    names = ", ".join(taken[:NAMED])
    if len(taken) > NAMED:
        return _tr("{0} and {1} more are here already").format(names, len(taken) - NAMED)
    return _tr("{0} are here already").format(names)


def _text(new: int) -> str:
    text = _tr("Keep both, and whoever comes gets a number after the name; or leave out those that are here.")
    if not new:
        return text
    others = _tr("1 other is imported either way.") if new == 1 else _tr("{0} others are imported either way.")
    return f"{text} {others.format(new)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("NamesakesDialog", text)
