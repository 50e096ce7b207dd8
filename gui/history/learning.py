"""Whether the program may learn from what was said: asked, never done silently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QWidget

from gui.ask import Question
from gui.session import Session
from sincnet.amendments import MoreSpeech
from sincnet.diary import Diary, KeptUtterance

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

ENOUGH_S = 60.0
"""More speech than this at once makes nobody better known."""


class LearnQuestion(Question):
    """Let `person_id` learn from these utterances or, where that is None, enrol somebody called `name` from them.
    `more` is what can be taken back of the former."""

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
            title, action = self.tr("Enrol {0} from this session?").format(name), self.tr("Yes, enrol")
        else:
            title, action = self.tr("Let the program learn how {0} sounds here?").format(name), self.tr("Yes, learn")
        super().__init__(title, action, session, parent)
        self.name, self.person_id, self._diary = name, person_id, diary
        self.more: MoreSpeech | None = None
        self.utterances: list[KeptUtterance] = []
        for one in sorted(utterances, key=lambda one: -one.duration_s):
            if not self.utterances or sum(u.duration_s for u in self.utterances) + one.duration_s <= ENOUGH_S:
                self.utterances.append(one)
        self.say(
            self.tr(
                "{0:.0f} seconds of sound are added to what is kept of {1} on this computer, for as long as {1} is "
                "enrolled. Nothing leaves the computer. Has {1} agreed to this?"
            ).format(sum(one.duration_s for one in self.utterances), name)
        )

    def _change(self) -> Callable[[Recogniser], object]:
        name, person_id, utterances, diary = self.name, self.person_id, self.utterances, self._diary

        agreed_at = datetime.now(UTC).isoformat(timespec="seconds")

        def sounds() -> list[np.ndarray]:
            return [one.sound() for one in utterances]

        if person_id is not None:
            self.more = MoreSpeech(person_id, sounds, agreed_at)
            return self.more.do

        def enrol(recogniser: Recogniser) -> None:
            person = recogniser.enrol(name, sounds(), consent_at=agreed_at)
            for one in utterances:
                diary.correct(one.id, person.id, person.name)

        return enrol
