"""The last ten seconds of sound, gliding by; each utterance in its speaker's colour with the name beneath."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.live.envelope import BAR, Envelope, Mark
from gui.roster import Roster

FRAME_MS = 16
LANE_PX = 20
"""Height of the names under the waveform."""


class WaveformStrip(QWidget):
    """Paints an `Envelope`; repaints at the screen's pace between `run` and `rest` only."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.envelope = Envelope()
        self.setMinimumHeight(56 + LANE_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The last ten seconds of sound"))
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(640, 64 + LANE_PX)

    def run(self) -> None:
        """A new stream begins."""
        self.envelope = Envelope()
        self._frames.start()

    def rest(self) -> None:
        self._frames.stop()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marks = self.envelope.marks()
        self._paint_bars(painter, marks)
        self._paint_names(painter, marks)

    def _x(self, position: float) -> float:
        """Where a sample position stands; the newest is at the right edge."""
        return self.width() * (1.0 - (self.envelope.end - position) / self.envelope.span)

    def _paint_bars(self, painter: QPainter, marks: list[Mark]) -> None:
        middle = (self.height() - LANE_PX) / 2
        lines: dict[Mark | None, list[QLineF]] = defaultdict(list)
        first, peaks = self.envelope.bars()
        width = max(1.5, 0.6 * self.width() * BAR / self.envelope.span)
        self._paint_rest(painter, middle, width, self._x(first * BAR))
        waiting = iter(marks)
        mark = next(waiting, None)
        for bar, peak in enumerate(peaks.tolist(), first):
            position = bar * BAR
            while mark is not None and mark.end <= position:
                mark = next(waiting, None)
            owner = mark if mark is not None and mark.start <= position + BAR // 2 else None
            reach = max(0.5, (middle - 2) * peak**0.6)  # less than linear, so that soft speech shows too
            x = self._x(position + BAR / 2)
            lines[owner].append(QLineF(x, middle - reach, x, middle + reach))
        for owner, strokes in lines.items():
            painter.setPen(self._pen(owner, width))
            painter.drawLines(strokes)

    def _paint_rest(self, painter: QPainter, middle: float, width: float, right: float) -> None:
        """The strip before the first sound: a line of dots as far as `right`."""
        step = self.width() * BAR / self.envelope.span
        dots = [QPointF(right - step * (at + 0.5), middle) for at in range(int(right / step))]
        if dots:
            painter.setPen(self._pen(None, width))
            painter.drawPoints(dots)

    def _pen(self, owner: Mark | None, width: float) -> QPen:
        pen = QPen(self._colour(owner), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        if owner is not None and owner.decided and owner.person_id is None:
            pen.setDashPattern([0.1, 1.6])  # strangers are dotted: a second sign beside their missing colour
        return pen

    def _colour(self, owner: Mark | None) -> QColor:
        if owner is None:
            return theme.colour(theme.tokens().noise, 0.45)
        if not owner.decided:
            return theme.colour(theme.tokens().text, 0.8)
        return self._roster.colour(owner.person_id)

    def _paint_names(self, painter: QPainter, marks: list[Mark]) -> None:
        caption = theme.font(theme.CAPTION)
        painter.setFont(caption)
        metrics = QFontMetricsF(caption)
        top = self.height() - LANE_PX
        for mark in marks:
            left, right = max(0.0, self._x(mark.start)), min(float(self.width()), self._x(mark.end))
            painter.setPen(self._pen(mark, 2))
            painter.drawLine(QPointF(left + 1, top + 3), QPointF(max(left + 1, right - 1), top + 3))
            name = metrics.elidedText(mark.name, Qt.TextElideMode.ElideRight, right - left)
            if mark.decided and len(name) > 1:
                painter.setPen(QColor(theme.tokens().secondary))
                painter.drawText(QRectF(left, top + 4, right - left, LANE_PX - 4), Qt.AlignmentFlag.AlignLeft, name)
