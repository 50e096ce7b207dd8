"""Two small plots over frequency, painted: the filters one by one, and what they hear together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from audio.source import RATE
from gui import theme, words
from gui.model import terms

if TYPE_CHECKING:
    from sincnet.filterbank import Bank

LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 52, 12, 28, 44
TICKS_HZ = (0, 250, 500, 1000, 2000, 4000, 8000)
NEAR_PX = 16
"""From so far, a dot is what one points at."""


def _mel(hz: float) -> float:
    return 2595 * math.log10(1 + hz / 700)


class _Plot(QWidget):
    """Axes: frequency on the mel scale from 0 to half the sampling rate, and what `_top` says upwards from 0."""

    accessible_role = QAccessible.Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bank: Bank | None = None
        self.mel: Bank | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    def show_banks(self, bank: Bank, mel: Bank) -> None:
        self.bank, self.mel = bank, mel
        self.update()

    def _top(self) -> float:
        raise NotImplementedError

    def _step(self) -> float:
        raise NotImplementedError

    def _tick(self, value: float) -> str:
        raise NotImplementedError

    def _paint_data(self, painter: QPainter, bank: Bank, mel: Bank) -> None:
        raise NotImplementedError

    def reading(self, at: QPoint) -> str:
        """What stands at that place, in words."""
        raise NotImplementedError

    def area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT_PX, TOP_PX, -RIGHT_PX, -BOTTOM_PX)

    def place(self, hz: float, value: float) -> QPointF:
        area = self.area()
        across, up = _mel(hz) / _mel(RATE / 2), min(value / self._top(), 1.0)
        return QPointF(area.left() + across * area.width(), area.bottom() - up * area.height())

    def _hz(self, x: float) -> float:
        across = (x - self.area().left()) / self.area().width()
        return 700 * (10 ** (across * _mel(RATE / 2) / 2595) - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.bank is None or self.mel is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        self._paint_legend(painter)
        self._paint_data(painter, self.bank, self.mel)

    def _paint_axes(self, painter: QPainter) -> None:
        now, area = theme.tokens(), self.area()
        painter.setFont(theme.font(theme.CAPTION))
        rows = int(self._top() / self._step() + 1e-9)
        for number in range(rows + 1):
            y = self.place(0, number * self._step()).y()
            painter.setPen(QPen(QColor(now.raised), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(now.secondary))
            text = QRectF(0, y - 8, LEFT_PX - 8, 16)
            painter.drawText(
                text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._tick(number * self._step())
            )
        for hz in TICKS_HZ:
            x = self.place(hz, 0).x()
            name = QLocale().toString(hz / 1000, "g", 3)
            painter.drawText(QRectF(x - 24, area.bottom() + 4, 48, 16), Qt.AlignmentFlag.AlignCenter, name)
        below = QRectF(area.left(), area.bottom() + 24, area.width(), 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.tr("frequency in kHz, spaced as ears hear it (mel)"))

    def _paint_legend(self, painter: QPainter) -> None:
        area, metrics = self.area(), QFontMetrics(theme.font(theme.CAPTION))
        x = area.left()
        for name, learned in ((self.tr("learned"), True), (self.tr("mel"), False)):
            self._paint_key(painter, QPointF(x, 10), learned)
            painter.setPen(QColor(theme.tokens().secondary))
            painter.drawText(QPointF(x + 28, 14), name)
            x += 28 + metrics.horizontalAdvance(name) + 24

    def _paint_key(self, painter: QPainter, at: QPointF, learned: bool) -> None:
        painter.setPen(_pen(learned))
        painter.drawLine(at, at + QPointF(20, 0))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self.reading(event.pos()) if self.bank is not None else ""
            QToolTip.showText(event.globalPos(), terms.hover(text) if text else "", self)
            return True
        return super().event(event)


class BandsPlot(_Plot):
    """A dot for every learned filter, a line for the mel bank."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Centre frequency and bandwidth of every filter, learned and mel"))

    def _top(self) -> float:
        assert self.bank is not None and self.mel is not None
        widest = max(float(self.bank.band_hz.max()), float(self.mel.band_hz.max()))
        return math.ceil(widest / self._step()) * self._step()

    def _step(self) -> float:
        assert self.bank is not None
        return next((step for step in (100.0, 200.0, 500.0, 1000.0) if self.bank.band_hz.max() / step <= 6), 2000.0)

    def _tick(self, value: float) -> str:
        return f"{value:.0f} Hz" if value else "0"

    def _paint_key(self, painter: QPainter, at: QPointF, learned: bool) -> None:
        if learned:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.tokens().accent))
            painter.drawEllipse(at + QPointF(10, 0), 4, 4)
        else:
            super()._paint_key(painter, at, learned)

    def _paint_data(self, painter: QPainter, bank: Bank, mel: Bank) -> None:
        painter.setPen(_pen(False))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([self.place(*one) for one in zip(mel.centre_hz, mel.band_hz, strict=True)]))
        painter.setPen(QPen(QColor(theme.tokens().card), 1))
        painter.setBrush(theme.colour(theme.tokens().accent, 0.85))
        for centre, band in zip(bank.centre_hz, bank.band_hz, strict=True):
            painter.drawEllipse(self.place(centre, band), 4.5, 4.5)

    def reading(self, at: QPoint) -> str:
        assert self.bank is not None and self.mel is not None
        dots = [self.place(*one) for one in zip(self.bank.centre_hz, self.bank.band_hz, strict=True)]
        away = [math.hypot(dot.x() - at.x(), dot.y() - at.y()) for dot in dots]
        nearest = int(np.argmin(away))
        if away[nearest] > NEAR_PX:
            return ""
        centre = float(self.bank.centre_hz[nearest])
        usual = float(np.interp(centre, self.mel.centre_hz, self.mel.band_hz))
        return self.tr("Filter {0} of {1}: centre {2} Hz, {3} Hz wide. A mel filter there is {4} Hz wide.").format(
            nearest + 1, len(dots), f"{centre:.0f}", f"{self.bank.band_hz[nearest]:.0f}", f"{usual:.0f}"
        )


class ResponsePlot(_Plot):
    """The cumulative frequency response as a line over a soft area, that of mel dashed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Cumulative frequency response, learned and mel"))

    def _top(self) -> float:
        assert self.bank is not None and self.mel is not None
        highest = max(float(self.bank.response.max()), float(self.mel.response.max()))
        return math.ceil(highest / self._step()) * self._step()

    def _step(self) -> float:
        assert self.bank is not None
        return next((step for step in (0.5, 1.0, 2.0) if self.bank.response.max() / step <= 6), 5.0)

    def _tick(self, value: float) -> str:
        return f"{QLocale().toString(value, 'g', 3)} ×"

    def _line(self, bank: Bank) -> list[QPointF]:
        hz = np.linspace(0, RATE / 2, len(bank.response))
        return [self.place(float(at), float(gain)) for at, gain in zip(hz, bank.response, strict=True)]

    def _paint_data(self, painter: QPainter, bank: Bank, mel: Bank) -> None:
        line, area = self._line(bank), self.area()
        under = QPainterPath(QPointF(line[0].x(), area.bottom()))
        for point in line:
            under.lineTo(point)
        under.lineTo(QPointF(line[-1].x(), area.bottom()))
        painter.fillPath(under, theme.colour(theme.tokens().accent, 0.14))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one, learned in ((self._line(mel), False), (line, True)):
            painter.setPen(_pen(learned))
            painter.drawPolyline(QPolygonF(one))

    def reading(self, at: QPoint) -> str:
        assert self.bank is not None and self.mel is not None
        if not self.area().contains(QPointF(at)):
            return ""
        hz = self._hz(at.x())
        all_hz = np.linspace(0, RATE / 2, len(self.bank.response))
        gains = [words.decimal(np.interp(hz, all_hz, bank.response), 2) for bank in (self.bank, self.mel)]
        return self.tr("At {0} Hz: {1} times the mean; mel {2} times.").format(f"{hz:.0f}", *gains)


def _pen(learned: bool) -> QPen:
    now = theme.tokens()
    if learned:
        return QPen(QColor(now.accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    return QPen(QColor(now.secondary), 1.5, Qt.PenStyle.DashLine)
