"""Work in threads of its own, and all that goes on at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from audio.errors import WhoSpeaksError
from gui.notices import problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """How work ended: `error` is one sentence for the user, or None and `value` holds the result."""

    value: Any = None
    error: str | None = None


class Worker(QObject):
    """Runs `work` and emits `ended` exactly once, whatever happens.

    Errors that the user can act on become the outcome's sentence. Anything else is a fault of the program: it ends the
    work with a general sentence and travels on to `threading.excepthook`, where it is logged.

    Lives in the thread that made it and emits there: what a thread emits is delivered later, and Qt for Python then
    calls plain functions and methods without a look whether they were disconnected or are gone, which ends the process.
    The thread is a daemon: what cannot be interrupted (a model being imported) never keeps the program from leaving.
    """

    ended = Signal(Outcome)
    _done = Signal(Outcome)

    def __init__(self, work: Callable[[], Any], name: str) -> None:
        super().__init__()
        self._work = work
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._done.connect(self._join)

    def start(self) -> None:
        self._thread.start()

    def _run(self) -> None:
        fault = QCoreApplication.translate(
            "Worker", "Something went wrong inside the program. The log has the details."
        )
        outcome = Outcome(error=fault)
        try:
            outcome = Outcome(self._work())
        except WhoSpeaksError as error:
            outcome = Outcome(error=problem(error))
        finally:
            self._done.emit(outcome)

    @Slot(Outcome)
    def _join(self, outcome: Outcome) -> None:
        self._thread.join()  # it has nothing left to do but return
        self.ended.emit(outcome)


class Workers(QObject):
    """All that are at work; `idle` comes whenever one has ended and no other is left."""

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._working: set[Worker] = set()

    @property
    def busy(self) -> bool:
        return bool(self._working)

    def run(self, work: Callable[[], Any], name: str, *then: Callable[[Outcome], None]) -> None:
        """Begin `work`; each of `then`, in this order, gets its outcome."""
        worker = Worker(work, f"whospeaks {name}")
        for receiver in then:
            worker.ended.connect(receiver)
        worker.ended.connect(self._ended)
        self._working.add(worker)
        worker.start()

    @Slot(Outcome)
    def _ended(self, _outcome: Outcome) -> None:
        worker = self.sender()
        assert isinstance(worker, Worker)
        self._working.discard(worker)
        worker.deleteLater()
        if not self._working:
            self.idle.emit()
