"""One recording in the list: a sign of its stage, its name, and how it stands with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui import theme
from gui.files.job import Stage
from gui.files.queue import Index, Queue, share_done
from gui.rows import paint_ground

ROW_PX = 72
SIGN_PX = 20


class QueueDelegate(QStyledItemDelegate):
    """Trouble may take two lines; the rest of a longer sentence is in the tooltip and beside the list."""

    def __init__(self, queue: Queue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        job, now, area = self._queue.jobs[index.row()], theme.tokens(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, area.adjusted(0, 1, 0, -1))
        inside = area.adjusted(12, 10, -12, -8)
        paint_sign(
            painter, QPointF(inside.left() + SIGN_PX / 2, inside.top() + SIGN_PX / 2), job.stage, share_done(job)
        )
        text = inside.adjusted(SIGN_PX + 12, 0, 0, 0)
        bold = theme.font(theme.BODY, QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(now.text))
        name = QFontMetricsF(bold).elidedText(job.path.name, Qt.TextElideMode.ElideMiddle, text.width())
        painter.drawText(QRectF(text.left(), text.top(), text.width(), SIGN_PX), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(now.trouble if job.stage is Stage.FAILED else now.secondary))
        below = QRectF(text.left(), text.top() + SIGN_PX + 2, text.width(), 32)
        _paint_two_lines(painter, below, self._queue.told(job))
        if job.stage is Stage.WORKING:
            _paint_bar(painter, QRectF(text.left(), text.bottom() - 8, text.width(), 4), share_done(job))
        painter.restore()


def paint_sign(painter: QPainter, centre: QPointF, stage: Stage, done: float) -> None:
    """A ring that fills, a tick, an exclamation mark, a stroke: the stage as a shape and a colour."""
    now, radius = theme.tokens(), SIGN_PX / 2 - 2
    disc = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(now.pressed), 2.5))
    painter.drawEllipse(disc)
    strokes = {
        Stage.DONE: (now.speech, [(-3.5, 0.2), (-1.0, 2.8), (3.8, -2.8)]),
        Stage.CANCELLED: (now.noise, [(-3.5, 0.0), (3.5, 0.0)]),
        Stage.FAILED: (now.trouble, [(0.0, -4.0), (0.0, 0.8)]),
    }
    if stage is Stage.WORKING:
        painter.setPen(QPen(QColor(now.accent), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(disc, 90 * 16, -round(360 * 16 * done))
    elif stage in strokes:
        colour, points = strokes[stage]
        painter.setPen(QPen(QColor(colour), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawEllipse(disc)
        painter.drawPolyline([centre + QPointF(x, y) for x, y in points])
        if stage is Stage.FAILED:
            painter.drawPoint(centre + QPointF(0, 4.0))


def _paint_two_lines(painter: QPainter, area: QRectF, text: str) -> None:
    font = theme.font(theme.CAPTION)
    painter.setFont(font)
    layout, metrics = QTextLayout(text, font), QFontMetricsF(font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(area.width())
    layout.endLayout()
    cut = first.textLength()
    rest = metrics.elidedText(text[cut:], Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(QPointF(area.left(), area.top() + metrics.ascent()), text[:cut].rstrip())
    painter.drawText(QPointF(area.left(), area.top() + metrics.ascent() + 16), rest)


def _paint_bar(painter: QPainter, area: QRectF, share: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tokens().pressed))
    painter.drawRoundedRect(area, 2, 2)
    painter.setBrush(QColor(theme.tokens().accent))
    painter.drawRoundedRect(QRectF(area.left(), area.top(), max(4.0, area.width() * share), 4), 2, 2)
