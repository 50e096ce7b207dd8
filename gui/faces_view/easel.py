"""Draws what is wished, off the window's thread and one thing at a time: the face first, then its variations, then what
the other systems make of it. A wish that changed meanwhile is not shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from audio.errors import WhoSpeaksError
from gui.faces_view.sitting import Sitter
from gui.imagined.imagination import Imagination, usable
from gui.notices import problem
from gui.worker import Outcome

if TYPE_CHECKING:
    from generator.imagine import Imagined, Imaginer, System, Voice

VARIATIONS = 7
"""In the strip, the face of the voice itself included."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be drawn; `male` in 0..1 and `age` in years correct what was inferred, None leaves it."""

    system: str = ""
    model: str = "voice"
    variation: int = 0
    male: float | None = None
    age: float | None = None

    @property
    def corrected(self) -> bool:
        return self.male is not None or self.age is not None


class Easel(QObject):
    """`face` is the drawing, `faces` its variations, `compared` what each system draws, or one sentence why it does
    not, by its key. `changed` comes with another `face` or `wish`, `strip_changed` and `comparison_changed` with the
    others, with each system's as it comes, `systems_changed` once it is known which `systems` there are. `trouble` is
    one sentence.
    """

    changed = Signal()
    strip_changed = Signal()
    comparison_changed = Signal()
    systems_changed = Signal()
    trouble = Signal(str)

    def __init__(self, imagination: Imagination, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._imagination = imagination
        self.sitter: Sitter | None = None
        self.wish = Wish()
        self.systems: Sequence[System] = ()
        self.face: Imagined | None = None
        self.faces: Sequence[Imagined] = ()
        self.compared: Mapping[str, Imagined | str] = {}
        self.comparing = False
        self._asked: tuple[object, ...] | None = None
        self._done: set[tuple[object, ...]] = set()

    def look(self) -> None:
        """Find out which systems there are."""
        if not self.systems and self._asked is None:
            self._ask(("systems",), _systems)

    def sit(self, sitter: Sitter | None) -> None:
        """Draw that voice from now on; None clears the easel."""
        self.sitter = sitter
        self.wish = replace(self.wish, variation=0, male=None, age=None)
        self._forget()

    @property
    def system(self) -> System | None:
        """What draws, once it is known which there are."""
        return next((system for system in self.systems if system.key == self.wish.system), None)

    def draw_with(self, key: str) -> None:
        """Draw with that system from now on, here and while people speak; a model that it has not goes."""
        self._imagination.choose(key)
        self.want(system=key, model=self._model(key))

    def _model(self, key: str) -> str:
        models = next(system.models for system in self.systems if system.key == key)
        return self.wish.model if self.wish.model in models else models[0]

    def want(self, **wish: Any) -> None:
        """Draw it in this way from now on, see `Wish`."""
        wished = replace(self.wish, **wish)
        if wished != self.wish:
            self.wish = wished
            self.changed.emit()
            self._next()

    def compare(self, on: bool) -> None:
        """Whether what the other systems draw is wanted too."""
        self.comparing = on
        self._next()

    def _forget(self) -> None:
        self.face, self.faces, self.compared = None, (), {}
        self._done.clear()
        self.changed.emit()
        self.strip_changed.emit()
        self.comparison_changed.emit()
        self._next()

    # One job after the other; each is known by what it was to draw

    def _jobs(self) -> list[tuple[object, ...]]:
        """What is wanted, the most urgent first."""
        apart = replace(self.wish, variation=0)
        jobs: list[tuple[object, ...]] = [("face", self.sitter, self.wish), ("faces", self.sitter, apart)]
        if self.comparing:
            jobs[1:1] = [("compared", self.sitter, replace(apart, system=""), system.key) for system in self.systems]
        return jobs

    def _next(self) -> None:
        if self._asked is not None or self.sitter is None:
            return
        if not self.systems:
            self.look()
            return
        voice, wish = self.sitter.voice, self.wish
        for job in self._jobs():
            if job in self._done:
                continue
            if job[0] == "face":
                self._ask(job, partial(_draw, voice, wish))
            elif job[0] == "faces":
                self._ask(job, partial(_variations, voice, wish))
            else:
                self._ask(job, partial(_compare, voice, replace(wish, system=str(job[3]), variation=0)))
            return

    def _ask(self, job: tuple[object, ...], question: Any) -> None:
        self._asked = job
        self._imagination.ask(question, self._answered)

    @Slot(Outcome)
    def _answered(self, outcome: Outcome) -> None:
        job, self._asked = self._asked, None
        assert job is not None
        if outcome.error is not None:
            self._done.add(job)  # a second time it would be no better
            self.trouble.emit(outcome.error)
        elif job[0] == "systems":
            self._show_systems(outcome.value)
        elif job in self._jobs():
            alike = {done for done in self._done if (done[0], done[3:]) == (job[0], job[3:])}
            self._done = self._done - alike | {job}
            self._show(job, outcome.value)
        if outcome.error is None or job[0] != "systems":
            self._next()

    def _show_systems(self, systems: Sequence[System]) -> None:
        self.systems = systems
        key = usable(self._imagination.system, systems)
        self.wish = replace(self.wish, system=key, model=self._model(key))
        self.systems_changed.emit()

    def _show(self, job: tuple[object, ...], value: Any) -> None:
        if job[0] == "face":
            self.face = value
            self.changed.emit()
        elif job[0] == "faces":
            self.faces = value
            self.strip_changed.emit()
        else:
            self.compared = {**self.compared, str(job[3]): value}
            self.comparison_changed.emit()


def _systems(imaginer: Imaginer) -> tuple[System, ...]:
    return tuple(imaginer.systems)


def _draw(voice: Voice, wish: Wish, imaginer: Imaginer) -> Imagined:
    from generator.imagine import Corrections

    return imaginer.imagine(voice, wish.system, wish.model, wish.variation, Corrections(wish.male, wish.age))


def _variations(voice: Voice, wish: Wish, imaginer: Imaginer) -> list[Imagined]:
    first = _draw(voice, replace(wish, variation=0), imaginer)
    if first.refused:
        return [first]
    return [first, *(_draw(voice, replace(wish, variation=number), imaginer) for number in range(1, VARIATIONS))]


def _compare(voice: Voice, wish: Wish, imaginer: Imaginer) -> Imagined | str:
    """What that system makes of it, or why nothing; one that lacks the wished model draws with its first."""
    models = next(system.models for system in imaginer.systems if system.key == wish.system)
    try:
        return _draw(voice, replace(wish, model=wish.model if wish.model in models else models[0]), imaginer)
    except WhoSpeaksError as error:
        return problem(error)
