"""What the timeline shows: a lane a person, time from left to right, the turns, the playhead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from gui import theme
from gui.files.job import Job
from gui.files.lanes import HEADER_PX, LANE_PX, RULER_PX, THIN_PX, paint_header, paint_ruler, paint_turn
from gui.files.viewport import Viewport
from gui.roster import Roster
from sincnet.turn_sheet import Who


class TimelineCanvas(QAbstractScrollArea):
    """Paints a job as `view` has it. `selected` carries the number of a turn, -1 for none; `looked` comes when another
    part is seen. `note` stands where no turns are.
    """

    selected = Signal(int)
    looked = Signal()

    def __init__(self, roster: Roster, viewport: Viewport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster, self.view = roster, viewport
        self._job: Job | None = None
        self._lanes: dict[Who, int] = {}
        self.selection = -1
        self.playhead_s = 0.0
        self._speaking: Who | None = None
        self.note = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(LANE_PX // 2)
        self.setMinimumHeight(RULER_PX + 2 * LANE_PX)
        self.setAccessibleName(self.tr("Who speaks when"))
        roster.changed.connect(self.refresh)

    def sizeHint(self) -> QSize:
        return QSize(720, RULER_PX + 5 * LANE_PX)

    def show_job(self, job: Job) -> None:
        self._job = job
        self.verticalScrollBar().setValue(0)
        self.select(-1)
        self.move_playhead(0.0)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Turns or people are new, or the recording is longer than was known."""
        if self._job is not None:
            self._lanes = {speaker: lane for lane, speaker in enumerate(self._job.sheet.seconds)}
        self._speaking = self._speaker()
        self._fit_scroll_bar()
        self.viewport().update()

    def select(self, number: int, *, reveal: bool = False) -> None:
        """Choose a turn; `reveal` moves the view to where it can be seen."""
        self.selection = number
        if self._job is not None and number >= 0 and reveal:
            entry = self._job.sheet.entries[number]
            self.view.reveal(entry.start_s, entry.end_s)
            top = self._lane(number) * LANE_PX
            bar, page = self.verticalScrollBar(), self.verticalScrollBar().pageStep()
            bar.setValue(min(max(bar.value(), top + LANE_PX - page), top))
            self._look()
        self.selected.emit(number)
        self.viewport().update()

    def move_playhead(self, time_s: float, *, follow: bool = False) -> None:
        """Put the playhead there; `follow` turns the page when it leaves what is seen."""
        before, self.playhead_s = self.playhead_s, time_s
        if follow and not self.view.start_s <= time_s <= self.view.end_s:
            self.view.pan(time_s - self.view.start_s)
            self._look()
        if self._speaker() != self._speaking:
            self._speaking = self._speaker()
            self.viewport().update()
        for x in (self._x(before), self._x(time_s)):  # nothing else has to be painted twenty times a second
            self.viewport().update(int(x) - 8, 0, 16, self.viewport().height())

    def _look(self) -> None:
        self.viewport().update()
        self.looked.emit()

    def _px_per_s(self) -> float:
        return max(1, self.viewport().width() - HEADER_PX) / self.view.length_s

    def _x(self, time_s: float) -> float:
        return HEADER_PX + (time_s - self.view.start_s) * self._px_per_s()

    def _time(self, x: float) -> float:
        return self.view.start_s + (x - HEADER_PX) / self._px_per_s()

    def _lane_top(self, lane: int) -> int:
        return RULER_PX + lane * LANE_PX - self.verticalScrollBar().value()

    def _lane(self, number: int) -> int:
        """Which lane a turn is in; whoever was not there at the last refresh gets the next one."""
        assert self._job is not None
        return self._lanes.setdefault(self._job.sheet.speakers[number], len(self._lanes))

    def area_of(self, number: int) -> QRectF:
        """Where a turn is painted."""
        assert self._job is not None
        entry = self._job.sheet.entries[number]
        left = self._x(entry.start_s)
        width = max(1.5, self._x(entry.end_s) - left)
        return QRectF(left, self._lane_top(self._lane(number)) + 10, width, LANE_PX - 20)

    def turn_at(self, where: QPointF) -> int:
        """The number of the turn there, -1 for none; thin ones count as far as a finger is wide of them."""
        if self._job is None or where.x() < HEADER_PX or where.y() < RULER_PX:
            return -1
        around = 3 / self._px_per_s()
        time_s = self._time(where.x())
        near = self._job.sheet.between(time_s - around, time_s + around)
        hit = [n for n in near if self.area_of(n).adjusted(-3, -6, 3, 6).contains(where)]
        return min(hit, key=lambda n: abs(self.area_of(n).center().x() - where.x()), default=-1)

    def _speaker(self) -> Who | None:
        if self._job is None:
            return None
        number = self._job.sheet.at(self.playhead_s)
        return None if number is None else self._job.sheet.speakers[number]

    def _fit_scroll_bar(self) -> None:
        room = self.viewport().height() - RULER_PX
        self.verticalScrollBar().setRange(0, max(0, len(self._lanes) * LANE_PX - room))
        self.verticalScrollBar().setPageStep(room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_scroll_bar()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._job is None:
            return
        painter, dirty = QPainter(self.viewport()), QRectF(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, width = self.viewport().height(), self.viewport().width()
        track = QRectF(HEADER_PX, 0, width - HEADER_PX, height)
        painter.setClipRect(track)
        for lane in range(len(self._lanes)):
            place = QRectF(HEADER_PX, self._lane_top(lane) + 4, track.width(), LANE_PX - 8)
            painter.fillRect(place, theme.colour(theme.tokens().raised, 0.45))
        paint_ruler(painter, track, self.view.start_s, self._px_per_s())
        painter.setClipRect(track.adjusted(0, RULER_PX, 0, 0))
        self._paint_turns(painter, dirty)
        painter.setClipRect(track)
        if not self._lanes:
            painter.setPen(QColor(theme.tokens().secondary))
            painter.setFont(theme.font(theme.LEAD))
            painter.drawText(track, Qt.AlignmentFlag.AlignCenter, self.note)
        painter.setClipRect(track.adjusted(-8, 0, 0, 0))  # at the very beginning it is seen whole
        self._paint_playhead(painter, height)
        if self.hasFocus():
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 8, 8)
        if dirty.left() < HEADER_PX:
            painter.setClipRect(QRectF(2, RULER_PX, HEADER_PX - 2, height - RULER_PX - 2))
            for speaker, lane in self._lanes.items():
                place = QRectF(0, self._lane_top(lane), HEADER_PX, LANE_PX)
                if place.intersects(dirty):
                    sheet, speaking = self._job.sheet, speaker == self._speaking
                    paint_header(painter, place, speaker, sheet, self._roster, speaking=speaking)

    def _paint_turns(self, painter: QPainter, dirty: QRectF) -> None:
        assert self._job is not None
        sheet, px_per_s, origin = self._job.sheet, self._px_per_s(), self._x(0.0)
        colours = {speaker: self._roster.colour(speaker.person_id) for speaker in sheet.seconds}
        from_s, to_s = self._time(max(dirty.left(), HEADER_PX) - 4), self._time(dirty.right() + 4)
        for number in sheet.between(from_s, to_s):
            entry, speaker = sheet.entries[number], sheet.speakers[number]
            left, right = origin + entry.start_s * px_per_s, origin + entry.end_s * px_per_s
            if right < HEADER_PX:
                continue
            if right - left < THIN_PX and number != self.selection:  # thousands of them, in a long recording
                top = self._lane_top(self._lane(number)) + 10
                painter.fillRect(QRectF(left, top, max(1.5, right - left), LANE_PX - 20), colours[speaker])
                continue
            area, chosen = self.area_of(number), number == self.selection
            if area.bottom() > RULER_PX and area.top() < dirty.bottom():
                corrected = sheet.corrected(number)
                paint_turn(painter, area, entry, self._roster, selected=chosen, corrected=corrected)

    def _paint_playhead(self, painter: QPainter, height: int) -> None:
        x = self._x(self.playhead_s)
        painter.setPen(QPen(QColor(theme.tokens().text), 2))
        painter.drawLine(QPointF(x, RULER_PX - 8), QPointF(x, height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().text))
        painter.drawPolygon([QPointF(x - 6, RULER_PX - 12), QPointF(x + 6, RULER_PX - 12), QPointF(x, RULER_PX - 3)])
