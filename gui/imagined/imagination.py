"""The one imaginer of the window, asked off its thread; and of whom a face may be imagined at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from gui.preferences import Choices, Preferences
from gui.roster import Roster
from gui.session import Session, State
from gui.worker import Outcome
from sincnet.events import Identified

if TYPE_CHECKING:
    from generator.imagine import Imaginer, System


def open_imaginer(home: Path | None) -> Imaginer:
    """Takes a second or two, and as long again where torch is not loaded yet. Raises `WhoSpeaksError`."""
    from generator.imagine import Imaginer  # brings torch

    return Imaginer.open(home)


class Imagination(QObject):
    """Opens the imaginer when a face is first wanted, or, once imagining is switched on, behind the recogniser, so that
    the first face need not wait for it. `changed` comes when faces may be imagined of others than before.

    `last` is what was said last by anybody, and by whom; it is held in memory only, and only while imagining is on.
    """

    changed = Signal()

    def __init__(
        self, session: Session, roster: Roster, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._roster, self._preferences = session, roster, preferences
        self._imaginer: Imaginer | None = None
        self._opening = threading.Lock()
        self._chosen = (False, False)
        self.last: Identified | None = None
        session.state_changed.connect(self._prepare)
        session.identified.connect(self._heard)
        roster.changed.connect(self._people_changed)
        preferences.changed.connect(self._obey)
        self._obey(preferences.now)

    @property
    def system(self) -> str:
        """The key of what draws, as chosen last; see `usable`."""
        return self._preferences.now.face_system

    def choose(self, system: str) -> None:
        """Draw with that system from now on, here and while people speak."""
        self._preferences.change(face_system=system)

    @property
    def on(self) -> bool:
        """Whether faces are imagined at all."""
        return self._preferences.now.imagine_faces

    def may(self, person_id: str | None) -> bool:
        """Whether a face may be imagined from the voice of that person, or of a stranger (None), while they speak.

        Of somebody enrolled only if they agreed to that themselves. A stranger was asked nothing and perhaps does not
        know that somebody listens, so switching imagining on is not enough: whoever runs the program has to say, in
        the settings, that strangers here are asked. Nothing that is imagined of them is kept in either case.
        """
        if not self.on:
            return False
        if person_id is None:
            return self._preferences.now.imagine_strangers
        member = self._roster.member(person_id)
        return member is not None and member.may_imagine

    def why_not(self, person_id: str | None) -> str:
        """One sentence why no face may be imagined of them, or ""."""
        if self.may(person_id):
            return ""
        member = self._roster.member(person_id)
        if member is not None:
            told = self.tr("{0} has not agreed that a face is imagined. They can do so on their page under People.")
            return told.format(member.name)
        return self.tr("This voice is nobody's who is enrolled. Settings, Privacy says whether strangers are imagined.")

    def ask(self, question: Callable[[Imaginer], Any], then: Callable[[Outcome], None]) -> None:
        """Have a question answered off the GUI thread; `then` as in `Session.submit`."""
        self._session.submit(partial(self.answer, question), then)

    def answer(self, question: Callable[[Imaginer], Any]) -> Any:
        """What `question` returns, given the imaginer; not for the GUI thread. Raises `WhoSpeaksError`."""
        with self._opening:
            if self._imaginer is None:
                self._imaginer = open_imaginer(self._preferences.folder)
        return question(self._imaginer)

    def take_over(self, before: Imagination) -> None:
        """Go on with what another window had opened and heard."""
        self._imaginer, self.last = before._imaginer, before.last

    @Slot(Choices)
    def _obey(self, choices: Choices) -> None:
        chosen = (choices.imagine_faces, choices.imagine_strangers)
        if chosen != self._chosen:
            self._chosen = chosen
            if not self.on:
                self.last = None
            self._prepare()
            self.changed.emit()

    @Slot()
    def _prepare(self) -> None:
        if self.on and self._imaginer is None and self._session.state in (State.IDLE, State.LISTENING):
            self.ask(_nothing, self._prepared)

    @Slot(Outcome)
    def _prepared(self, _outcome: Outcome) -> None:
        """What is wrong is told to whoever asks for a face."""

    @Slot()
    def _people_changed(self) -> None:
        if self.on:
            self.changed.emit()

    @Slot(Identified)
    def _heard(self, event: Identified) -> None:
        if self.on:
            self.last = event


def usable(system: str, systems: Sequence[System]) -> str:
    """`system` if it can draw here, else the first that can; there is always the portrait."""
    available = [one.key for one in systems if one.available]
    return system if system in available else available[0]


def _nothing(_imaginer: Imaginer) -> None:
    """Asks nothing: the imaginer is open then."""
