"""One recording: how far it is worked through, and what was found in it."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from audio.outline import NO_OUTLINE
from sincnet.analysis import Progress
from sincnet.transcript import Entry
from sincnet.turn_sheet import TurnSheet


class Stage(Enum):
    WAITING = auto()
    WORKING = auto()
    DONE = auto()
    FAILED = auto()
    CANCELLED = auto()


NOTHING_YET = Progress(0.0, 0.0, None, NO_OUTLINE)


class Job(QObject):
    """`stage`, `progress`, the `trouble` of a failed one in a sentence, and the `sheet` of who spoke when.

    `changed` comes with every new stage and some progress, `heard` with every new turn, `turned` when turns became
    others: they were corrected, or all of them are gone because the work begins anew.
    """

    changed = Signal()
    heard = Signal()
    turned = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.begin_anew()

    @property
    def over(self) -> bool:
        return self.stage in (Stage.DONE, Stage.FAILED, Stage.CANCELLED)

    @property
    def unheard(self) -> bool:
        """Whether it failed before anything could be heard of it."""
        return self.stage is Stage.FAILED and not self.progress.done_s

    @property
    def total_s(self) -> float:
        """How long the recording is: as it says, or as far as it was heard once that is over."""
        return self.progress.done_s if self.stage is Stage.DONE else self.progress.total_s

    def begin_anew(self) -> None:
        self.stage = Stage.WAITING
        self.progress = NOTHING_YET
        self.trouble = ""
        self.sheet = TurnSheet()
        self.changed.emit()
        self.turned.emit()

    def enter(self, stage: Stage, trouble: str = "") -> None:
        self.stage, self.trouble = stage, trouble
        self.changed.emit()

    @Slot(object)
    def take_progress(self, progress: Progress) -> None:
        self.progress = progress
        self.changed.emit()

    @Slot(object)
    def take_turn(self, entry: Entry) -> None:
        self.sheet.add(entry)
        self.heard.emit()
