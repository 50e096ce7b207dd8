"""Recordings dropped or chosen, worked through one after the other, and looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from audio.files import SUFFIXES
from gui.files.exporting import Exporter
from gui.files.invitation import Invitation
from gui.files.job import Job
from gui.files.playback import Playback, make_player
from gui.files.queue_card import QueueCard
from gui.files.recording import RecordingView
from gui.files.works import Works
from gui.page import Desk, Page

if TYPE_CHECKING:
    from gui.player import Player


class FilesPage(Page):
    """The queue at the left, the recording that is chosen in it at the right; without any, an invitation."""

    goes_on = True  # the queue and its corrections are the session's

    def __init__(
        self, desk: Desk, make_player: Callable[[], Player] = make_player, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bus = desk.bus
        self.works = Works.of(desk.session)
        self.playback = Playback(desk.session, make_player, self)
        self.exporter = Exporter(desk.session, desk.roster, self)
        self.invitation = Invitation()
        self.queue = QueueCard(self.works.queue)
        self.recording = RecordingView(desk, self.playback)
        filled = QWidget()
        row = QHBoxLayout(filled)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.queue)
        row.addWidget(self.recording, 1)
        self._places = QStackedWidget()
        self._places.addWidget(self.invitation)
        self._places.addWidget(filled)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 8, 16, 16)
        whole.addWidget(self._places)
        self._connect()
        if self.works.queue.jobs:
            self._added(self.works.queue.jobs[0])

    def _connect(self) -> None:
        self.invitation.choose_wanted.connect(self.choose_files)
        self.queue.choose_wanted.connect(self.choose_files)
        self.queue.opened.connect(self.recording.show_job)
        self.queue.view.activated.connect(self._to_timeline)
        self.queue.cancel_wanted.connect(self.works.cancel)
        self.queue.again_wanted.connect(self.works.again)
        self.recording.again_wanted.connect(self.works.again)
        self.queue.cancel_all_wanted.connect(self.works.cancel_all)
        self.queue.remove_wanted.connect(self._remove)
        self.works.added.connect(self._added)
        self.works.refused.connect(self._bus.trouble)
        self.recording.export_wanted.connect(self.exporter.ask)
        self.exporter.news.connect(self._bus.news)
        self.exporter.trouble.connect(self._bus.trouble)
        self.playback.trouble.connect(self._bus.trouble)

    # What the window asks of a page

    def arrive(self) -> None:
        self._take_focus()

    def _take_focus(self) -> None:
        (self.queue.view if self.works.queue.jobs else self.invitation.choose).setFocus()

    def leave(self) -> None:
        self.playback.stop()

    def take(self, files: Sequence[Path]) -> bool:
        self.works.add(files)
        return True

    def at_stake(self) -> str | None:
        unfinished = self.works.unfinished
        if unfinished:
            return self.tr("Who speaks in {0} would not be known to the end.").format(self._named(unfinished))
        unsaved = [job for job in self.works.queue.jobs if job.sheet.unsaved]
        if unsaved:
            return self.tr("Your corrections to {0} would be lost; export them first.").format(self._named(unsaved))
        return None

    def _named(self, jobs: list[Job]) -> str:
        """The one, or how many they are."""
        return jobs[0].path.name if len(jobs) == 1 else self.tr("{0} recordings").format(len(jobs))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.recording.undo()
        else:
            super().keyPressEvent(event)

    # The queue

    @Slot()
    def _to_timeline(self) -> None:
        self.recording.timeline.setFocus()

    @Slot()
    def choose_files(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        kinds = ";;".join([self.tr("Recordings ({0})").format(patterns), self.tr("All files (*)")])
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose recordings"), "", kinds)
        if names:
            self.works.add([Path(name) for name in names])

    @Slot(Job)
    def _added(self, first: Job) -> None:
        waited = self.invitation.choose.hasFocus()
        self._places.setCurrentIndex(1)
        self.queue.choose(first)
        if waited:
            self._take_focus()

    @Slot(Job)
    def _remove(self, job: Job) -> None:
        if job is self.recording.job:
            self.playback.stop()
        row = self.works.queue.jobs.index(job)
        self.works.remove(job)
        if not self.works.queue.jobs:
            self._places.setCurrentIndex(0)
            self._take_focus()
        sentence = self.tr("{0} is off the list.").format(job.path.name)
        self._bus.undoable.emit(sentence, partial(self._put_back, job, row))

    def _put_back(self, job: Job, row: int) -> None:
        self.works.put_back(job, row)
        self._added(job)
