"""The long work of this page: one piece at a time, off the GUI thread, with progress, to be cancelled at any moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from gui.session import Session
from gui.worker import Outcome

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

EVERY_S = 0.05
"""Between two reports of progress; more nobody can see."""

Steps = Generator[Any, None, None]
"""Of `sincnet.finetune.Progress`, and at the end perhaps a result."""


@dataclass(frozen=True, slots=True)
class End:
    """How work of a `kind` ended: with a `result`, cancelled, or with one sentence of an `error`."""

    kind: str
    result: Any = None
    cancelled: bool = False
    error: str | None = None


class Work(QObject):
    """`kind` names what is going on, empty when nothing is.

    Signals: `changed` when work begins or ends, `stepped` with its progress, `ended` with its `End`.
    """

    changed = Signal()
    stepped = Signal(object)
    ended = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = ""
        self._session = session
        self._stop = threading.Event()
        session.closing.connect(self.cancel)

    def begin(self, kind: str, steps: Callable[[Recogniser], Steps]) -> None:
        """Go through `steps`; does nothing while other work is going on."""
        if self.kind:
            return
        self.kind, self._stop = kind, threading.Event()
        self._session.consult(partial(self._run, steps, self._stop), self._finished)
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """End soon; what a piece of work does last, putting its result into use, it still does whole or not at all."""
        self._stop.set()

    def _run(self, steps: Callable[[Recogniser], Steps], stop: threading.Event, recogniser: Recogniser) -> End:
        """In a thread of its own."""
        result, told = None, 0.0
        with closing(steps(recogniser)) as going:
            for step in going:
                if not hasattr(step, "stage"):
                    result = step
                    continue
                if stop.is_set():
                    return End(self.kind, cancelled=True)
                now = time.monotonic()
                if now - told > EVERY_S or step.done == step.total:
                    told = now
                    self.stepped.emit(step)
        return End(self.kind, result)

    @Slot(Outcome)
    def _finished(self, outcome: Outcome) -> None:
        end = End(self.kind, error=outcome.error) if outcome.error is not None else outcome.value
        self.kind = ""
        self.changed.emit()
        self.ended.emit(end)
