"""Whose face it is to be: from a recording, a file, somebody's samples or what was said last, to one voice.

Wherever the voice comes from, somebody enrolled who has not agreed to it gets no face.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from audio.files import read_audio
from audio.source import RATE
from gui.page import Desk
from gui.worker import Outcome

if TYPE_CHECKING:
    from generator.imagine import Imaginer, Voice
    from sincnet.recogniser import Recogniser

LONGEST_S = 60.0
"""More of one voice no longer changes its face."""


@dataclass(frozen=True, slots=True, eq=False)
class Sitter:
    """A voice, what it is called here, and the enrolled person whose it is, if it is anybody's."""

    title: str
    person_id: str | None
    voice: Voice


class Sitting(QObject):
    """`sat` carries the `Sitter` to draw, `refused` one sentence why there is none; `busy` whether one is on the way
    changed with `changed`."""

    sat = Signal(object)
    refused = Signal(str)
    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._imagination = desk, desk.imagination
        self._coming = 0
        self._stranger_allowed = True

    @property
    def busy(self) -> bool:
        return self._coming > 0

    def use_recording(self, samples: np.ndarray, people: list[str | None]) -> None:
        """Recorded on purpose, by somebody at this computer: strangers may sit, enrolled people who said no may not."""
        for person_id in people:
            if person_id is not None and (why_not := self._imagination.why_not(person_id)):
                self.refused.emit(why_not)
                return
        known = {person_id for person_id in people if person_id is not None}
        person_id = known.pop() if len(known) == 1 and len(set(people)) == 1 else None
        title = self.tr("Recording")
        self._hear(lambda imaginer: Sitter(title, person_id, imaginer.hear(samples)))

    def use_last(self) -> None:
        """What was said last, by whoever it was; they did not ask for it, so a stranger is left alone here too."""
        last = self._imagination.last
        if last is None:
            return
        person_id, samples = last.identification.person_id, last.utterance.samples
        if why_not := self._imagination.why_not(person_id):
            self.refused.emit(why_not)
            return
        title = last.identification.speaker or self.tr("New voice")
        self._hear(lambda imaginer: Sitter(title, person_id, imaginer.hear(samples)))

    def use_person(self, person_id: str) -> None:
        """What somebody enrolled said at their enrolment."""
        member = self._desk.roster.member(person_id)
        if member is None or not self._desk.session.ready:
            return
        if why_not := self._imagination.why_not(person_id):
            self.refused.emit(why_not)
            return
        answer, name = self._imagination.answer, member.name

        def hear(recogniser: Recogniser) -> Sitter:
            samples = _samples_of(recogniser, person_id)
            return answer(lambda imaginer: Sitter(name, person_id, imaginer.hear(samples)))

        self._begin(lambda then: self._desk.session.consult(hear, then))

    def use_file(self, path: Path) -> None:
        """A recording of one voice. Whose it is, is asked first, if anybody is there to ask."""
        answer = self._imagination.answer

        def hear(recogniser: Recogniser | None) -> Sitter:
            samples = read_audio(path, limit_s=LONGEST_S)
            person_id = recogniser.identify(samples).person_id if recogniser is not None and len(samples) else None
            return answer(lambda imaginer: Sitter(path.name, person_id, imaginer.hear(samples)))

        if self._desk.session.ready and self._desk.roster.members:
            self._begin(lambda then: self._desk.session.consult(hear, then))
        else:
            self._begin(lambda then: self._desk.session.submit(lambda: hear(None), then))

    def _hear(self, question: Callable[[Imaginer], Sitter]) -> None:
        self._begin(lambda then: self._imagination.ask(question, then))

    def _begin(self, ask: Callable[[Callable[[Outcome], None]], Any]) -> None:
        self._coming += 1
        self.changed.emit()
        ask(self._heard)

    @Slot(Outcome)
    def _heard(self, outcome: Outcome) -> None:
        self._coming -= 1
        self.changed.emit()
        if outcome.error is not None:
            self.refused.emit(outcome.error)
            return
        sitter: Sitter = outcome.value
        if sitter.person_id is not None and (why_not := self._imagination.why_not(sitter.person_id)):
            self.refused.emit(why_not)  # only now known to be theirs, or they changed their mind meanwhile
        else:
            self.sat.emit(sitter)


def _samples_of(recogniser: Recogniser, person_id: str) -> np.ndarray:
    """What somebody said, one utterance after the other, float32 (n,) at 16 kHz. Raises `WhoSpeaksError`."""
    parts: list[np.ndarray] = []
    for clip in recogniser.gallery.clips.of(person_id):
        if clip.path.is_file() and sum(map(len, parts)) < LONGEST_S * RATE:
            parts.append(read_audio(clip.path))
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)
