"""What every page of the enrolment is: one question, and one button that goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.controls import label


@dataclass(frozen=True, slots=True)
class Primary:
    """The button that goes on: what it says, and whether it can be pressed now."""

    text: str
    enabled: bool = True


class Step(QWidget):
    """A page of the wizard. `changed` when its heading or its button may have changed, `done` when it is answered."""

    changed = Signal()
    done = Signal()

    lasting = True
    """Whether the page that was in front before is left for it; a question in between leaves it as it is."""

    aside = False
    """Whether it is one of several ways to answer another page."""

    way_back = True
    """Whether one can go back from here, or cancel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label("", "heading")
        self.heading.setWordWrap(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(self.body, 1)

    def ask(self, question: str) -> None:
        self.heading.setText(question)
        self.setAccessibleName(question)

    def primary(self) -> Primary:
        raise NotImplementedError

    def press(self) -> None:
        """The primary button was pressed."""
        self.done.emit()

    def enter(self) -> None:
        """The page is in front now."""

    def leave(self) -> None:
        """Another page is in front now."""

    def first_focus(self) -> QWidget | None:
        """What has the focus when the page comes up; None for the primary button."""
        return None

    def take(self, pictures: Sequence[Path], recordings: Sequence[Path]) -> bool:
        """Files were dropped; whether the page has a use for them."""
        return False
