"""Who speaks when: a lane a person, time from left to right.

The wheel zooms around the mouse (over the speakers' column it scrolls the lanes), with Shift it pans; dragging pans;
a click selects a turn or moves the playhead, a double click plays from there. Keys: left and right pan, with Shift
they move the playhead; up and down select the turn before and after; + and - zoom, 0 shows all, Home and End go to
the ends; Return asks who it was, the space bar plays or stops.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.files.job import Job
from gui.files.lanes import HEADER_PX, RULER_PX
from gui.files.timeline_canvas import TimelineCanvas
from gui.files.viewport import Viewport
from gui.roster import Roster

ZOOM_STEP, PAN_SHARE = 1.5, 0.1
"""What one key press does: closer by this factor, on by this share of what is seen."""

SEEK_S = 5.0
"""What Shift and an arrow move the playhead by."""


class Timeline(TimelineCanvas):
    """`sought` carries a time for the playhead, `played` one to play from; `toggled` that it play or stop; `asked` that
    whoever is selected be corrected."""

    sought = Signal(float)
    played = Signal(float)
    toggled = Signal()
    asked = Signal()

    def __init__(self, roster: Roster, viewport: Viewport, parent: QWidget | None = None) -> None:
        super().__init__(roster, viewport, parent)
        self._drag: QPointF | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_job(self, job: Job) -> None:
        self._drag = None
        super().show_job(job)

    # Looking around

    def zoom(self, factor: float, around_s: float | None = None) -> None:
        inside = self.view.start_s <= self.playhead_s <= self.view.end_s
        middle = self.playhead_s if inside else (self.view.start_s + self.view.end_s) / 2
        self.view.zoom(factor, middle if around_s is None else around_s)
        self._look()

    def fit(self) -> None:
        self.view.fit()
        self._look()

    def pan(self, by_s: float) -> None:
        self.view.pan(by_s)
        self._look()

    # What the user does

    def wheelEvent(self, event: QWheelEvent) -> None:
        x, turned = event.position().x(), event.angleDelta()
        if x < HEADER_PX:
            super().wheelEvent(event)
        elif turned.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-(turned.x() or turned.y()) / 120 * PAN_SHARE * self.view.length_s)
        else:
            self.zoom(1.0015 ** turned.y(), self._time(x))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag, self._dragged = event.position(), False
        if event.position().y() < RULER_PX and event.position().x() >= HEADER_PX:
            self._seek(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        if self._drag.y() < RULER_PX:
            self._seek(event.position().x())
            return
        moved = event.position().x() - self._drag.x()
        if self._dragged or abs(moved) >= QApplication.startDragDistance():
            self._dragged = True
            self.pan(-moved / self._px_per_s())
            self._drag = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._drag = self._drag, None
        if pressed is None or self._dragged or pressed.y() < RULER_PX or pressed.x() < HEADER_PX:
            return
        number = self.turn_at(event.position())
        self.select(number)
        if number < 0:
            self._seek(event.position().x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= HEADER_PX:
            number = self.turn_at(event.position())
            assert self._job is not None
            self.played.emit(
                self._job.sheet.entries[number].start_s if number >= 0 else max(0.0, self._time(event.position().x()))
            )

    def _seek(self, x: float) -> None:
        self.sought.emit(min(max(0.0, self._time(x)), self.view.total_s))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step_s = PAN_SHARE * self.view.length_s
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                by_s = SEEK_S if event.key() == Qt.Key.Key_Right else -SEEK_S
                self.sought.emit(min(max(0.0, self.playhead_s + by_s), self.view.total_s))
            case Qt.Key.Key_Left:
                self.pan(-step_s)
            case Qt.Key.Key_Right:
                self.pan(step_s)
            case Qt.Key.Key_Home:
                self.pan(-self.view.total_s)
            case Qt.Key.Key_End:
                self.pan(self.view.total_s)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self.zoom(1 / ZOOM_STEP)
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_Up:
                self.step(-1)
            case Qt.Key.Key_Down:
                self.step(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.selection >= 0:
                self.asked.emit()
            case Qt.Key.Key_Space:
                self.toggled.emit()
            case _:
                super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """Select the turn before or after; from none, the one at the playhead."""
        if self._job is None or not self._job.sheet.entries:
            return
        last = len(self._job.sheet.entries) - 1
        if self.selection >= 0:
            wanted = self.selection + by
        else:
            wanted = self._job.sheet.between(self.playhead_s, self.playhead_s).stop - (1 if by < 0 else 0)
        self.select(min(max(0, wanted), last), reveal=True)
