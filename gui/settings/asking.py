"""The two large questions: forget today, and delete everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.ask import Question
from gui.controls import label
from gui.session import Session

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser


class ForgetTodayDialog(Question):
    """Names those who would go, if any; the sessions go whoever spoke in them."""

    def __init__(self, names: list[str], since: datetime, session: Session, parent: QWidget) -> None:
        super().__init__(self.tr("Forget today?"), self.tr("Forget today"), session, parent)
        self._since = since
        self.names = label("\n".join(names), "lead")
        self.body.setSpacing(12)
        self.body.addWidget(self.names)
        self.names.setVisible(bool(names))
        self.say(
            self.tr(
                "Their faces, recordings and voiceprints are removed, and all sessions of today, whoever spoke in "
                "them. For good."
            )
            if names
            else self.tr("All sessions of today are removed, whoever spoke in them. For good.")
        )
        self.warn()

    def _change(self) -> Callable[[Recogniser], object]:
        return partial(_forget_since, self._session, self._since)


class DeleteEverythingDialog(Question):
    """Wants to see the word typed, so that no slip of the hand is enough."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(self.tr("Delete everything?"), self.tr("Delete everything"), session, parent)
        self.body.setSpacing(12)
        self.say(
            self.tr(
                "All people with their faces, recordings and voiceprints, all kept sessions with their sound, and what "
                "the program learned from them are removed. This cannot be undone."
            )
        )
        self.word = self.tr("delete")
        ask = label(self.tr("Type “{0}” to go on.").format(self.word), "hint")
        self.typed = QLineEdit()
        self.typed.setAccessibleName(ask.text())
        for widget in (ask, self.typed):
            self.body.addWidget(widget)
        self.yes.set_role("danger")
        self.yes.setEnabled(False)
        self.typed.textChanged.connect(self._compare)
        self.typed.setFocus()

    @Slot(str)
    def _compare(self, typed: str) -> None:
        self.yes.setEnabled(typed.strip().casefold() == self.word.casefold())

    def _change(self) -> Callable[[Recogniser], object]:
        return partial(_forget_everything, self._session)


def _forget_since(session: Session, since: datetime, recogniser: Recogniser) -> None:
    from sincnet.forgetting import forget_since

    forget_since(recogniser, session.diary, since)


def _forget_everything(session: Session, recogniser: Recogniser) -> None:
    from sincnet.forgetting import forget_everything

    forget_everything(recogniser, session.diary)
