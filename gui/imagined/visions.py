"""Whose face is imagined while they speak: follows the scene, and settles as more is heard of them.

Voices of one person are averaged over the session, of a stranger over their turns in a row only: somebody else may be
the next stranger. What is held lives in memory, and goes when its person does, or their consent.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from audio.segmenter import Utterance
from audio.source import RATE
from gui.imagined.imagination import Imagination, usable
from gui.live.spotlight import Shown
from gui.scene import Scene
from gui.worker import Outcome

if TYPE_CHECKING:
    from generator.imagine import Imagined, Imaginer, Voice

STEP_S = 0.6
"""So much more speech of a turn under way is worth another look."""

VOICES, PEOPLE, BEHIND = 40, 32, 4
"""Voices remembered of a person (more are taken together), people remembered, and turns that may wait to be heard."""


@dataclass(frozen=True, slots=True, eq=False)
class Vision:
    """What stands on the second card: `imagined` of that person or a stranger (None), None until it is there."""

    person_id: str | None
    imagined: Imagined | None
    provisional: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """A turn to be heard: float32 (n,) from `start` on. `run` numbers the strangers."""

    person_id: str | None
    samples: np.ndarray
    start: int
    complete: bool
    run: int


@dataclass(slots=True, eq=False)
class _Known:
    """What was heard of somebody, and how they looked last."""

    voices: list[Voice] = field(default_factory=list)
    imagined: Imagined | None = None


class Visions(QObject):
    """`changed` comes with another `shown`, which is None while nobody's face is imagined; `trouble` carries one
    sentence why faces cannot be imagined at all, once."""

    changed = Signal()
    trouble = Signal(str)

    def __init__(self, imagination: Imagination, scene: Scene, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._imagination, self._scene = imagination, scene
        self.shown: Vision | None = None
        self._known: OrderedDict[str | None, _Known] = OrderedDict()
        self._waiting: list[_Said] = []
        self._asked: _Said | None = None
        self._busy = False
        self._run = 0
        self._told = ""
        scene.turn.connect(self._turn)
        scene.changed.connect(self._scene_changed)
        imagination.changed.connect(self._allowed_changed)

    def take_over(self, before: Visions) -> None:
        """Go on with what another window had heard."""
        self._known, self._run = before._known, before._run
        self._show(before.shown)

    @Slot(Utterance, object)
    def _turn(self, utterance: Utterance, shown: Shown | None) -> None:
        if shown is None:
            return  # it belongs to an enrolment
        who = shown.answer.person_id
        if who is not None and utterance.complete:
            self._forget_stranger()
        if not self._imagination.may(who):
            self._show(None)
            return
        known = self._known.get(who)
        self._show(Vision(who, known.imagined if known else None, shown.provisional))
        self._queue(_Said(who, utterance.samples, utterance.start, utterance.complete, self._run))

    @Slot()
    def _scene_changed(self) -> None:
        if self._scene.shown is None:
            self._forget_stranger()
            self._show(None)

    @Slot()
    def _allowed_changed(self) -> None:
        """A switch was turned, or somebody agreed, does not any more, or is gone."""
        may = self._imagination.may
        for who in [who for who in self._known if not may(who)]:
            del self._known[who]
        self._waiting = [said for said in self._waiting if may(said.person_id)]
        if self.shown is not None and not may(self.shown.person_id):
            self._show(None)
        self._told = ""

    def _forget_stranger(self) -> None:
        self._run += 1
        self._known.pop(None, None)
        self._waiting = [said for said in self._waiting if said.person_id is not None]

    def _show(self, vision: Vision | None) -> None:
        if vision is not None or self.shown is not None:
            self.shown = vision
            self.changed.emit()

    # One turn at a time is heard; of one under way only the latest, and only if there is enough more of it

    def _queue(self, said: _Said) -> None:
        self._waiting = [other for other in self._waiting if other.complete]
        if said.complete or self._is_news(said):
            self._waiting = [*self._waiting, said][-BEHIND:]
            self._next()

    def _is_news(self, said: _Said) -> bool:
        asked = self._asked
        if asked is None or (asked.start, asked.person_id) != (said.start, said.person_id):
            return True
        return len(said.samples) - len(asked.samples) >= STEP_S * RATE

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._asked, self._busy = self._waiting.pop(0), True
        known = self._known.get(self._asked.person_id)
        before = tuple(known.voices) if known else ()
        self._imagination.ask(partial(_look, self._asked, before, self._imagination.system), self._looked)

    @Slot(Outcome)
    def _looked(self, outcome: Outcome) -> None:
        self._busy = False
        said = self._asked
        assert said is not None
        if outcome.error is not None:
            self._waiting.clear()
            self._show(None)
            if outcome.error != self._told:  # a turn later it would be no other
                self._told = outcome.error
                self.trouble.emit(outcome.error)
            return
        if self._imagination.may(said.person_id) and (said.person_id is not None or said.run == self._run):
            self._take(said, *outcome.value)
        self._next()

    def _take(self, said: _Said, voice: Voice, imagined: Imagined) -> None:
        known = self._known.setdefault(said.person_id, _Known())
        self._known.move_to_end(said.person_id)
        while len(self._known) > PEOPLE:
            self._known.popitem(last=False)
        if imagined.refused and known.imagined is not None and not known.imagined.refused:
            return  # a cough does not take their face away
        if said.complete:
            known.voices = voice.remembered([*known.voices, voice], VOICES)
        known.imagined = imagined
        if self.shown is not None and self.shown.person_id == said.person_id:
            self._show(Vision(said.person_id, imagined, self.shown.provisional))


def _look(said: _Said, before: Sequence[Voice], system: str, imaginer: Imaginer) -> tuple[Voice, Imagined]:
    """The voice of this turn, and the face of it together with what was heard before; not for the GUI thread."""
    voice = imaginer.hear(said.samples)
    return voice, imaginer.imagine(voice.together([*before, voice]), usable(system, imaginer.systems))
