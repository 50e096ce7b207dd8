"""Whether the program may learn from what was said in a recording: asked, never done silently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QWidget

from audio.files import read_stretch
from gui.ask import Question
from gui.files.job import Job
from gui.session import Session
from sincnet.amendments import MoreSpeech

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

ENOUGH_S = 60.0
"""More speech than this at once makes nobody better known."""


class LearnQuestion(Question):
    """Enrol whoever the turns `numbers` of a recording are said to be, or make somebody enrolled better known by them.

    `name` and `person_id` (None: somebody new) are whose turns they are, `more` is what can be taken back of what
    somebody enrolled is known by. Trouble shows in place.
    """

    def __init__(self, job: Job, numbers: Sequence[int], session: Session, parent: QWidget) -> None:
        entries = job.sheet.entries
        first = entries[numbers[0]]
        self.job, self.person_id, self.name = job, first.person_id, first.name or ""
        self.more: MoreSpeech | None = None
        self.numbers: list[int] = []
        for number in sorted(numbers, key=lambda number: -entries[number].duration_s):
            if not self.numbers or self._seconds() + entries[number].duration_s <= ENOUGH_S:
                self.numbers.append(number)
        new = self.person_id is None
        super().__init__(self._title(), self.tr("Yes, enrol") if new else self.tr("Yes, learn"), session, parent)
        text = self.tr(
            "{0:.0f} seconds of this recording are kept on this computer together with a voiceprint, so that {1} is "
            "recognised from now on. Nothing leaves the computer. Has {1} agreed to this?"
        ).format(self._seconds(), self.name)
        self.told = self.say(text)

    def _seconds(self) -> float:
        return sum(self.job.sheet.entries[number].duration_s for number in self.numbers)

    def _title(self) -> str:
        if self.person_id is None:
            return self.tr("Enrol {0} from this recording?").format(self.name)
        return self.tr("Let the program learn how {0} sounds here?").format(self.name)

    def _change(self) -> Callable[[Recogniser], object]:
        name, person_id, path = self.name, self.person_id, self.job.path
        spans = [(entry.start_s, entry.end_s) for entry in (self.job.sheet.entries[n] for n in sorted(self.numbers))]

        agreed_at = datetime.now(UTC).isoformat(timespec="seconds")

        def sounds() -> list[np.ndarray]:
            return [read_stretch(path, from_s, to_s) for from_s, to_s in spans]

        if person_id is not None:
            self.more = MoreSpeech(person_id, sounds, agreed_at)
            return self.more.do
        return lambda recogniser: recogniser.enrol(name, sounds(), consent_at=agreed_at)
