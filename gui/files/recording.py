"""One recording opened: its timeline, playing along, and what is said about each turn."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.controls import card
from gui.files.corrections import Corrections
from gui.files.failure import Failure
from gui.files.heading import Heading
from gui.files.inspector import Inspector
from gui.files.job import Job, Stage
from gui.files.overview import Overview
from gui.files.playback import Playback
from gui.files.playhead import Playhead
from gui.files.timeline import ZOOM_STEP, Timeline
from gui.files.transport import Transport
from gui.files.viewport import Viewport
from gui.page import Desk

CALM_MS = 400
"""While a recording is worked through, what is new is shown at most this often."""


class RecordingView(QWidget):
    """`export_wanted` carries the job and the button its menu opens under, `again_wanted` one to work through anew."""

    export_wanted = Signal(Job, QWidget)
    again_wanted = Signal(Job)

    def __init__(self, desk: Desk, playback: Playback, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job: Job | None = None
        self.corrections = Corrections(desk, self)
        self._viewport = Viewport()
        self.heading = Heading(desk)
        self.overview = Overview(desk.roster, self._viewport)
        self.timeline = Timeline(desk.roster, self._viewport)
        self.transport = Transport(desk.roster)
        self.inspector = Inspector(desk.roster)
        shown = self.overview, self.timeline, self.transport
        self.playhead = Playhead(desk.roster, playback, self._viewport, shown, self)
        self._calm = QTimer(self, interval=CALM_MS, singleShot=True)
        self._calm.timeout.connect(self._turned)
        self._lay_out()
        self._connect()
        desk.roster.changed.connect(self.playhead.refresh)

    def _lay_out(self) -> None:
        self.failure = Failure()
        self._sheet = card()
        inside = QVBoxLayout(self._sheet)
        inside.setContentsMargins(4, 8, 12, 8)
        inside.setSpacing(8)
        inside.addWidget(self.timeline, 1)
        inside.addWidget(self.transport)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.overview)
        column.addWidget(self._sheet, 1)
        column.addWidget(self.inspector)
        column.addWidget(self.failure, 1)

    def _connect(self) -> None:
        self.heading.undo_wanted.connect(self.undo)
        self.heading.export_wanted.connect(self._export)
        self.overview.wheeled.connect(self.timeline.zoom)
        self.timeline.looked.connect(self.overview.update)
        self.timeline.selected.connect(self._selected)
        self.corrections.corrected.connect(self._show_corrected)
        self.failure.again_wanted.connect(self._again)
        self.timeline.asked.connect(self._correct)
        self.transport.closer_wanted.connect(self._closer)
        self.transport.farther_wanted.connect(self._farther)
        self.transport.fit_wanted.connect(self.timeline.fit)
        self.inspector.stepped.connect(self.timeline.step)
        self.inspector.play_wanted.connect(self._play_turn)
        self.inspector.correct_wanted.connect(self._correct)
        self.inspector.learn_wanted.connect(self._learn)

    def show_job(self, job: Job) -> None:
        if job is self.job:
            return
        if self.job is not None:
            self.job.changed.disconnect(self._changed)
            self.job.heard.disconnect(self._heard)
            self.job.turned.disconnect(self._turned)
        self.job = job
        job.changed.connect(self._changed)
        job.heard.connect(self._heard)
        job.turned.connect(self._turned)
        self._viewport.extend(job.total_s)
        self._viewport.fit()
        self.overview.show_job(job)
        self.timeline.show_job(job)
        self.playhead.show_job(job)
        self._changed()
        self._turned()

    # What becomes known

    @Slot()
    def _heard(self) -> None:
        """A turn or progress more: at full speed there are too many to show one by one."""
        if not self._calm.isActive():
            self._calm.start()

    @Slot()
    def _changed(self) -> None:
        job = self.job
        assert job is not None
        if job.stage is Stage.WORKING and job.progress.done_s:
            self._heard()
            return
        for widget in (self.overview, self._sheet, self.inspector):
            widget.setVisible(not job.unheard)
        self.failure.setVisible(job.unheard)
        if job.unheard:
            self.failure.show_trouble(job.trouble)
        self.timeline.note = {
            Stage.WAITING: self.tr("This recording waits for its turn."),
            Stage.WORKING: self.tr("Listening. Whoever speaks appears here."),
        }.get(job.stage, self.tr("Nobody speaks in this recording."))
        self._turned()

    @Slot()
    def _turned(self) -> None:
        job = self.job
        assert job is not None
        self._calm.stop()
        if self.timeline.selection >= len(job.sheet.entries):
            self.timeline.select(-1)  # it is worked through anew
        self._viewport.extend(job.total_s)
        self.overview.refresh()
        self.timeline.refresh()
        self.inspector.refresh()
        self.heading.show_job(job)
        self.playhead.refresh()

    # Looking and playing

    @Slot()
    def _closer(self) -> None:
        self.timeline.zoom(ZOOM_STEP)

    @Slot()
    def _farther(self) -> None:
        self.timeline.zoom(1 / ZOOM_STEP)

    @Slot()
    def _play_turn(self) -> None:
        assert self.job is not None
        entry = self.job.sheet.entries[self.timeline.selection]
        self.playhead.play(entry.start_s, entry.end_s)

    # Saying who it was

    @Slot(int)
    def _selected(self, number: int) -> None:
        if self.job is not None:
            self.inspector.show_turn(self.job, number)

    @Slot()
    def _correct(self) -> None:
        if self.job is not None and self.timeline.selection >= 0:
            self.corrections.ask(self.job, self.timeline.selection)

    @Slot(int)
    def _show_corrected(self, number: int) -> None:
        self.timeline.select(number, reveal=True)
        self.timeline.setFocus()

    @Slot()
    def _again(self) -> None:
        assert self.job is not None
        self.again_wanted.emit(self.job)

    @Slot()
    def undo(self) -> None:
        """Take the last correction back, if there is one."""
        if self.job is not None and self.job.sheet.can_undo:
            self.timeline.select(self.corrections.undo(self.job), reveal=True)

    @Slot()
    def _learn(self) -> None:
        assert self.job is not None
        self.corrections.ask_to_learn(self.job, self.timeline.selection)

    @Slot(QWidget)
    def _export(self, below: QWidget) -> None:
        assert self.job is not None
        self.export_wanted.emit(self.job, below)
