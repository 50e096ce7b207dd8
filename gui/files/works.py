"""Works through the queue, one recording after the other, behind the window."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from audio.errors import WhoSpeaksError
from audio.files import FileSource, find_audio, promised_s
from gui.files.job import Job, Stage
from gui.files.queue import Queue
from gui.notices import problem
from gui.session import Session, State
from gui.worker import Outcome
from sincnet.analysis import Progress, analyse

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

BLOCK_MS = 100
"""Nobody watches a meter here, so sound comes in larger pieces than live."""


class Run(QObject):
    """One pass through one recording. `work` runs in a thread of its own and talks through the signals."""

    progressed = Signal(object)
    turned = Signal(object)

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self.cancelled = False
        self._path = job.path
        self._source = FileSource(job.path, realtime=False, block_ms=BLOCK_MS)
        self.progressed.connect(job.take_progress)
        self.turned.connect(job.take_turn)

    def cancel(self) -> None:
        self.cancelled = True
        self._source.close()

    def work(self, recogniser: Recogniser) -> None:
        for news in analyse(recogniser, self._source, promised_s(self._path)):
            (self.progressed if isinstance(news, Progress) else self.turned).emit(news)


class Works(QObject):
    """Owns the `queue` and the one run under way; begins as soon as the session's recogniser is there.

    `refused` carries a sentence about what was added and is no recording, `added` the first job of what is.
    """

    refused = Signal(str)
    added = Signal(Job)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.queue = Queue(self)
        self._run: Run | None = None
        self._closing = False
        session.state_changed.connect(self._state_changed)
        session.closing.connect(self._close)

    @classmethod
    def of(cls, session: Session) -> Works:
        """The session's own, which outlives a window: a new language brings another window."""
        return session.findChild(cls) or cls(session, session)

    # What is to be done

    def add(self, paths: Iterable[Path]) -> None:
        """Recordings, or folders to search for some."""
        wanted = list(paths)
        self._session.submit(lambda: _gathered(wanted), self._gathered)

    @Slot(Outcome)
    def _gathered(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.refused.emit(outcome.error)
            return
        files, trouble = outcome.value
        first: Job | None = None
        for path in files:
            job = self.queue.find(path)
            if job is None:
                job = Job(path)
                self.queue.insert(job, len(self.queue.jobs))
            first = first or job
        if trouble:
            self.refused.emit(trouble)
        if first is not None:
            self.added.emit(first)
        self._next()

    def again(self, job: Job) -> None:
        """Forget what was found and work through it once more."""
        if job.over:
            job.begin_anew()
            self._next()

    def cancel(self, job: Job) -> None:
        if self._run is not None and self._run.job is job:
            self._run.cancel()
        elif job.stage is Stage.WAITING:
            job.enter(Stage.CANCELLED)

    @Slot()
    def cancel_all(self) -> None:
        for job in self.queue.jobs:
            self.cancel(job)

    def remove(self, job: Job) -> None:
        """Off the list; the file itself stays where it is."""
        self.cancel(job)
        self.queue.remove(job)

    def put_back(self, job: Job, row: int) -> None:
        self.queue.insert(job, min(row, len(self.queue.jobs)))

    @property
    def unfinished(self) -> list[Job]:
        return [job for job in self.queue.jobs if not job.over]

    # One after the other

    def _next(self) -> None:
        job = self.queue.next_waiting()
        if job is None or self._run is not None or self._closing:
            return
        if self._session.state is State.FAILED:
            trouble = self.tr("Speaker recognition could not be loaded; start the program again.")
            for waiting in self.unfinished:
                waiting.enter(Stage.FAILED, trouble)
        elif self._session.ready:
            job.enter(Stage.WORKING)
            self._run = Run(job, self)
            self._session.consult(self._run.work, self._ended)

    @Slot(Outcome)
    def _ended(self, outcome: Outcome) -> None:
        run = self._run
        assert run is not None
        self._run = None
        if run.cancelled:
            run.job.enter(Stage.CANCELLED)
        elif outcome.error is not None:
            run.job.enter(Stage.FAILED, outcome.error)
        else:
            run.job.enter(Stage.DONE)
        run.deleteLater()
        self._next()

    @Slot(State)
    def _state_changed(self, _state: State) -> None:
        self._next()

    @Slot()
    def _close(self) -> None:
        self._closing = True
        self.cancel_all()


def _gathered(paths: list[Path]) -> tuple[list[Path], str]:
    """Files as they are, folders searched; and a sentence about the last folder that holds no recording."""
    files, trouble = [], ""
    for path in paths:
        try:
            files += find_audio([path]) if path.is_dir() else [path]
        except WhoSpeaksError as error:
            trouble = problem(error)
    return files, trouble
