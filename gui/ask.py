"""What a question looks like, and two small ones: a new name for somebody, and whether to really delete them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.controls import Button, label
from gui.roster import Member
from gui.session import Session
from gui.worker import Outcome


class Asking(QDialog):
    """A title, in the `body` what the question is about, and two buttons: `no` changes nothing."""

    def __init__(self, title: str, action: str, parent: QWidget, otherwise: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        heading = label(title, "title")
        heading.setWordWrap(True)
        self.body = QVBoxLayout()
        self.yes = Button(action, "primary")
        self.yes.setDefault(True)
        self.no = Button(otherwise or self.tr("Cancel"))
        self.no.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 16)
        self._column.setSpacing(16)
        self._column.addWidget(heading)
        self._column.addLayout(self.body)
        self._column.addLayout(buttons)

    def say(self, text: str) -> QLabel:
        """What follows from "yes"."""
        words = label(text, "")
        words.setWordWrap(True)
        self.body.addWidget(words)
        return words

    def warn(self) -> None:
        """It cannot be undone: a slip of the hand answers no."""
        self.yes.set_role("danger")
        self.no.setDefault(True)
        self.no.setFocus()


class Question(Asking):
    """Whether people shall be changed: accepted once they are; what went wrong is said in place."""

    def __init__(self, title: str, action: str, session: Session, parent: QWidget) -> None:
        super().__init__(title, action, parent)
        self._session = session
        self.error = label("", "error")
        self.error.setWordWrap(True)
        self._column.insertWidget(2, self.error)
        self.yes.clicked.connect(self._ask)

    def _change(self) -> Callable[..., object]:
        raise NotImplementedError

    @Slot()
    def _ask(self) -> None:
        self.yes.setEnabled(False)
        self._session.change_people(self._change(), self._answered)

    @Slot(Outcome)
    def _answered(self, outcome: Outcome) -> None:
        self.yes.setEnabled(True)
        if outcome.error is None:
            self.accept()
        else:
            self.error.setText(outcome.error)


class RenameDialog(Question):
    def __init__(self, member: Member, session: Session, parent: QWidget) -> None:
        super().__init__(self.tr("Rename {0}").format(member.name), self.tr("Rename"), session, parent)
        self._member = member
        self.name = QLineEdit(member.name)
        self.name.setAccessibleName(self.tr("New name"))
        self.name.selectAll()
        self.body.addWidget(self.name)
        self.name.setFocus()

    def _change(self) -> Callable[..., object]:
        person_id, name = self._member.person_id, self.name.text()
        return lambda recogniser: recogniser.rename(person_id, name)


class DeleteDialog(Question):
    def __init__(self, member: Member, session: Session, parent: QWidget) -> None:
        super().__init__(self.tr("Delete {0}?").format(member.name), self.tr("Delete"), session, parent)
        self._member = member
        self.say(
            self.tr(
                "The face, the recordings and the voiceprint are removed, and what was kept of this voice in past "
                "sessions. This cannot be undone."
            )
        )
        self.warn()

    def _change(self) -> Callable[..., object]:
        person_id = self._member.person_id
        return lambda recogniser: recogniser.delete(person_id)
