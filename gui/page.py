"""What every view of the window is, and what it is given to work with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.devices import Devices
from gui.imagined.imagination import Imagination
from gui.log import LogFile
from gui.preferences import Preferences
from gui.roster import Roster
from gui.session import Session
from gui.sources import Sources


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What all views share: the live session, the enrolled people as they look, the user's choices, the `Bus`, the
    microphones with the ways to open them, what imagines faces, and the log, if one is kept."""

    session: Session
    roster: Roster
    preferences: Preferences
    bus: Bus
    devices: Devices
    sources: Sources
    imagination: Imagination
    log: LogFile | None = None


class Bus(QObject):
    """What one view asks of the window or of another: whoever asks need not know who answers.

    `news` and `trouble` are one sentence for the banner; `go` shows a page by its key; `enrol` opens the enrolment,
    with a name to begin with or none, `enrol_heard` that of a voice that has just spoken, with its utterances;
    `show_person` opens somebody's page by id, `show_privacy` the settings about what is kept; `play` listens to a
    recording, `listen` to the source that is chosen; `analyse` hands recordings to the files page, `dropped` files to
    whoever has a use for them; `undoable` a sentence and what takes back what it tells.
    """

    news = Signal(str)
    trouble = Signal(str)
    go = Signal(str)
    enrol = Signal(str)
    enrol_heard = Signal(list)
    show_person = Signal(str)
    show_privacy = Signal()
    play = Signal(Path)
    listen = Signal()
    analyse = Signal(list)
    dropped = Signal(list)
    undoable = Signal(str, object)


class Page(QWidget):
    """A view. It is made once, when it is first shown, and lives as long as the window.

    `goes_on` says that what is at stake in it is not lost with the window where another takes that one's place.
    """

    goes_on = False

    def arrive(self) -> None:
        """The page is in front now."""

    def leave(self) -> None:
        """Another page is in front now."""

    def take(self, files: Sequence[Path]) -> bool:
        """Files were dropped on the window while this page is in front; whether the page has a use for them."""
        return False

    def take_over(self, before: Page) -> None:
        """Show what the page of another window showed, which spoke another language."""

    def at_stake(self) -> str | None:
        """One sentence on what is lost if the window closes now, or None."""
        return None
