"""Enrolling many people in a thread of the session's: what the page of the folder starts and may cancel."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from sincnet.newcomers import Newcomer
    from sincnet.recogniser import Recogniser


class Batch(QObject):
    """`progressed` comes with each `sincnet.newcomers.Step`, in the GUI thread. After `cancel`, everybody whom it had
    enrolled is taken back."""

    progressed = Signal(object)

    def __init__(self, people: Sequence[Newcomer], consent_at: str) -> None:
        super().__init__()  # no parent: it must outlive the page while it runs
        self._people = people
        self._consent_at = consent_at
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """End soon; from any thread."""
        self._cancelled.set()

    def run(self, recogniser: Recogniser) -> None:
        """The work itself, off the GUI thread."""
        from sincnet.newcomers import enrol

        steps = enrol(recogniser, self._people, self._consent_at)
        for step in steps:
            if self._cancelled.is_set():
                steps.close()
                return
            self.progressed.emit(step)
