"""Whether the program may learn from what was said: asked, never done silently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from audio.files import read_audio
from gui.ask import Question
from gui.session import Session
from sincnet.diary import Diary, KeptUtterance

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser


class LearnQuestion(Question):
    """Let `person_id` learn from these utterances or, where that is None, enrol somebody called `name` from them."""

    def __init__(
        self,
        name: str,
        person_id: str | None,
        utterances: Sequence[KeptUtterance],
        diary: Diary,
        session: Session,
        parent: QWidget,
    ) -> None:
        if person_id is None:
            title, action = self.tr("Enrol {0} from this session?").format(name), self.tr("Enrol")
        else:
            title, action = self.tr("Let the program learn how {0} sounds here?").format(name), self.tr("Learn")
        super().__init__(title, action, session, parent)
        self.name, self.person_id, self.utterances, self._diary = name, person_id, utterances, diary
        told = QLabel(
            self.tr(
                "{0:.0f} seconds of sound are added to what is kept of {1} on this computer, for as long as {1} is "
                "enrolled. Nothing leaves the computer. Ask {1} before you do it."
            ).format(sum(one.duration_s for one in utterances), name)
        )
        told.setWordWrap(True)
        self.body.addWidget(told)

    def _change(self) -> Callable[[Recogniser], object]:
        name, person_id, utterances, diary = self.name, self.person_id, self.utterances, self._diary

        def learn(recogniser: Recogniser) -> None:
            clips = [read_audio(one.file) for one in utterances if one.file is not None]
            if person_id is not None:
                recogniser.add_speech(person_id, clips)
                return
            person = recogniser.enrol(name, clips)
            for one in utterances:
                diary.correct(one.id, person.id, person.name)

        return learn
