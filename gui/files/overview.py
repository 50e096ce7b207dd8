"""The whole recording in one strip: its waveform, who spoke where, which part is looked at, and the playhead."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.files.job import Job
from gui.files.viewport import Viewport
from gui.roster import Roster

HEIGHT_PX = 64
STRIPE_PX = 4
"""The speakers' colours under the waveform."""


class Overview(QWidget):
    """Press or drag to look elsewhere: `centred` carries the time wanted in the middle."""

    accessible_role = QAccessible.Role.Chart

    centred = Signal(float)
    wheeled = Signal(float, float)
    """A zoom factor and the time to zoom around."""

    def __init__(self, roster: Roster, viewport: Viewport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster, self._viewport = roster, viewport
        self._job: Job | None = None
        self._picture: QPixmap | None = None
        self._painted_for: tuple[object, ...] = ()
        self._stale = True
        self.playhead_s = 0.0
        self.setFixedHeight(HEIGHT_PX)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("The whole recording; the timeline's keys move the part that is looked at"))
        roster.changed.connect(self.refresh)

    def show_job(self, job: Job) -> None:
        self._job = job
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Sound or turns are new."""
        self._stale = True
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.centred.emit(self._time(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.centred.emit(self._time(event.position().x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.wheeled.emit(1.0015 ** event.angleDelta().y(), self._time(event.position().x()))
        event.accept()

    def _time(self, x: float) -> float:
        return x / max(1, self.width()) * self._viewport.total_s

    def _x(self, time_s: float) -> float:
        return time_s / self._viewport.total_s * self.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._job is None:
            return
        now, view = theme.tokens(), self._viewport
        wanted = (self.size(), self.devicePixelRatioF(), now.dark, view.total_s)
        if self._stale or self._picture is None or wanted != self._painted_for:
            self._picture, self._painted_for, self._stale = self._paint_picture(self._job), wanted, False
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.card))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        window = QRectF(self._x(view.start_s), 1, max(6.0, self._x(view.length_s)), HEIGHT_PX - 2)
        if not view.whole:
            painter.setBrush(QColor(now.raised))
            painter.drawRoundedRect(window, 6, 6)
        painter.drawPixmap(0, 0, self._picture)
        if not view.whole:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(now.secondary), 1.5))
            painter.drawRoundedRect(window.adjusted(1, 0, -1, 0), 6, 6)
        painter.setPen(QPen(QColor(now.text), 2))
        x = min(max(1.0, self._x(self.playhead_s)), self.width() - 1.0)
        painter.drawLine(QPointF(x, 2), QPointF(x, HEIGHT_PX - 2))

    def _paint_picture(self, job: Job) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._paint_wave(painter, job)
        colours = {speaker: self._roster.colour(speaker.person_id) for speaker in job.sheet.seconds}
        painted = 0.0
        for entry, speaker in zip(job.sheet.entries, job.sheet.speakers, strict=True):
            right = self._x(entry.end_s)
            if right - painted >= 0.5:  # of a long recording there are many turns to a pixel
                left = max(painted, self._x(entry.start_s))
                painted = max(right, left + 1.0)
                stripe = QRectF(left, HEIGHT_PX - STRIPE_PX - 4, painted - left, STRIPE_PX)
                painter.fillRect(stripe, colours[speaker])
        painter.end()
        return picture

    def _paint_wave(self, painter: QPainter, job: Job) -> None:
        outline, middle = job.progress.outline, (HEIGHT_PX - STRIPE_PX - 4) / 2
        painter.setPen(QPen(theme.colour(theme.tokens().noise, 0.5), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(self._x(job.progress.done_s), middle), QPointF(self.width(), middle))
        if not len(outline.low):
            return
        # Columns of sound to columns of pixels; louder ones in each win.
        step = max(1.0, self._viewport.total_s / outline.column_s / max(1, self.width()))
        edges = np.unique(np.arange(0, len(outline.low), step).astype(int))
        low, high = np.minimum.reduceat(outline.low, edges), np.maximum.reduceat(outline.high, edges)
        reach = (middle - 4) / max(0.1, outline.peak)
        column_px = outline.column_s / self._viewport.total_s * self.width()
        width = max(column_px * step, 1.0) * (0.7 if column_px >= 2 else 1.0)  # few columns look better as bars
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().noise))
        painter.drawRects(
            [
                QRectF(x, middle - up * reach - 0.5, width, (up - down) * reach + 1)
                for x, down, up in zip((edges * column_px).tolist(), low.tolist(), high.tolist(), strict=True)
            ]
        )
