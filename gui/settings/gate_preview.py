"""The last ten seconds against the amplitude gate: what it would let through, before anything is changed."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from audio.level import Level
from audio.segmenter import SegmenterConfig
from gui import theme

KEPT_BLOCKS = 500
"""Ten seconds of blocks of 20 ms."""

BARS = 125
LOWEST_DBFS, HIGHEST_DBFS = -80.0, 0.0


class GatePreview(QWidget):
    """A bar for each 80 ms, as loud as its loudest block; what passes the gate stands out in colour and reaches above
    the line."""

    accessible_role = QAccessible.Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(120)
        self.gate_db = 0.0
        self._heard: deque[tuple[float, float]] = deque(maxlen=KEPT_BLOCKS)  # loudness and background, dBFS
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(480, 120)

    def hear(self, level: Level) -> None:
        """Take the level of the next block."""
        if level.activity != "calibrating":
            self._heard.append((level.rms_dbfs, level.floor_dbfs))
            self.update()

    def show_gate(self, gate_db: float) -> None:
        """What is added to the gate from now on."""
        self.gate_db = gate_db
        self._say()
        self.update()

    @property
    def empty(self) -> bool:
        return not self._heard

    @property
    def passed(self) -> float:
        """The share of what was heard that is loud enough, in [0, 1]."""
        loud = sum(rms >= self._gate(floor) for rms, floor in self._heard)
        return loud / max(1, len(self._heard))

    def sentence(self) -> str:
        """The picture in words."""
        if self.empty:
            return self.tr("Listen, or test the microphone, and the last ten seconds appear here.")
        return self.tr("Loud enough: {0} % of the last {1} s. To be heard, it must also sound like a voice.").format(
            round(100 * self.passed), max(1, round(len(self._heard) / 50))
        )

    def _gate(self, floor_dbfs: float) -> float:
        return floor_dbfs + SegmenterConfig().open_db + self.gate_db

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Recent levels against the gate"))
        self.setAccessibleDescription(self.sentence())

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.raised))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        field = QRectF(self.rect()).adjusted(12, 12, -12, -12)
        if self.empty:
            painter.setPen(QColor(now.secondary))
            painter.setFont(theme.font(theme.BODY))
            painter.drawText(field, Qt.AlignmentFlag.AlignCenter, self.tr("Nothing heard yet"))
            return
        step = field.width() / BARS
        heard = list(self._heard)
        for number, bar in enumerate(_grouped(heard)):
            rms, floor = max(bar)
            top = self._y(rms, field)
            passes = rms >= self._gate(floor)
            painter.setBrush(QColor(now.speech if passes else now.noise))
            x = field.right() - (len(heard) / KEPT_BLOCKS) * field.width() + number * step
            painter.drawRoundedRect(QRectF(x, top, max(1.5, step - 2), field.bottom() - top), 1.5, 1.5)
        gate = self._gate(heard[-1][1])
        y = self._y(gate, field)
        painter.setPen(QPen(QColor(now.text), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
        self._paint_tag(painter, field, y, self.tr("gate {0} dB").format(f"{gate:.0f}".replace("-", "−")))

    def _paint_tag(self, painter: QPainter, field: QRectF, y: float, text: str) -> None:
        now, font = theme.tokens(), theme.font(theme.CAPTION)
        width = QFontMetrics(font).horizontalAdvance(text) + 12
        above = y - 24 >= field.top() - 8
        tag = QRectF(field.left(), y - 22 if above else y + 4, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(now.card, 0.85))
        painter.drawRoundedRect(tag, 6, 6)
        painter.setPen(QColor(now.text))
        painter.setFont(font)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)

    def _y(self, dbfs: float, field: QRectF) -> float:
        share = (dbfs - LOWEST_DBFS) / (HIGHEST_DBFS - LOWEST_DBFS)
        return field.bottom() - field.height() * min(1.0, max(0.02, share))


def _grouped(heard: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    size = KEPT_BLOCKS // BARS
    return [heard[at : at + size] for at in range(0, len(heard), size)]
