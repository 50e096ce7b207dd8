"""Something done to the people that can be taken back: off the window's thread, told by the banner, with its button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.page import Desk
from gui.worker import Outcome

if TYPE_CHECKING:
    from sincnet.amendments import Amendment


class Change(QObject):
    """One amendment on its way. Once it is done the banner alone holds it, and when that goes, so does what it would
    take to undo it.

    `ended` comes when it was done, or could not be; `succeeded` before it in the first case.
    """

    succeeded = Signal()
    ended = Signal()

    def __init__(self, desk: Desk, amendment: Amendment, tell: Callable[[], str]) -> None:
        super().__init__()
        self._desk = desk
        self._amendment = amendment
        self._tell = tell

    def begin(self) -> None:
        _UNDER_WAY.add(self)
        self._desk.session.change_people(self._amendment.do, self._done)

    def take_back(self) -> None:
        _UNDER_WAY.add(self)
        self._desk.session.change_people(self._amendment.undo, self._undone)

    @Slot(Outcome)
    def _done(self, outcome: Outcome) -> None:
        if outcome.error is None:
            self._desk.bus.undoable.emit(self._tell(), self.take_back)
            self.succeeded.emit()
        else:
            self._desk.bus.trouble.emit(outcome.error)
        self.ended.emit()
        _UNDER_WAY.discard(self)

    @Slot(Outcome)
    def _undone(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._desk.bus.trouble.emit(outcome.error)
        _UNDER_WAY.discard(self)


_UNDER_WAY: set[Change] = set()
"""Nobody else holds a change while its thread runs."""
