"""Whether a whole session is to be deleted."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from gui.ask import Question
from gui.history import telling
from gui.session import Session
from sincnet.diary import Diary, KeptSession


class DeleteSessionQuestion(Question):
    def __init__(self, kept: KeptSession, diary: Diary, session: Session, parent: QWidget) -> None:
        super().__init__(self.tr("Delete this session?"), self.tr("Delete"), session, parent)
        self._kept, self._diary = kept, diary
        self.say(
            self.tr(
                "{0}, {1}: who spoke and what was recorded of it are removed from this computer. What people were "
                "enrolled with stays. This cannot be undone."
            ).format(telling.when(kept.began), telling.length(kept.length_s))
        )
        self.warn()

    @Slot()
    def _ask(self) -> None:
        self.yes.setEnabled(False)
        diary, session_id = self._diary, self._kept.id
        self._session.submit(lambda: diary.delete_session(session_id), self._answered)
