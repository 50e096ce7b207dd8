"""The last ten seconds of sound, gliding by; each utterance in its speaker's colour with the name beneath."""

from __future__ import annotations

import time

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from audio.source import RATE, Block
from gui import theme
from gui.live.envelope import BAR, Envelope, Mark
from gui.live.masks import BarsMask, SpectrogramMask
from gui.live.pace import Pace
from gui.live.spectrogram import Spectrogram
from gui.live.tint import Tint
from gui.roster import Roster

FRAME_MS = 16
SHOWN_S = 10.0
LANE_PX = 20
"""Height of the names under the sound."""

LAG = RATE // 25
"""The strip ends that long ago, so that it glides evenly however unevenly blocks arrive; at most `LATEST` ago."""

LATEST = RATE // 8


class WaveformStrip(QWidget):
    """Paints what is pushed as bars or as a spectrogram; repaints at the screen's pace between `run` and `rest` only.

    It lies on a card and paints that too: what is behind need not be painted 60 times a second.
    """

    accessible_role = QAccessible.Role.Chart

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tint = Tint(roster)
        self._spectral = False
        self._mask: BarsMask | SpectrogramMask | None = None
        self._begin()
        self.setMinimumHeight(56 + LANE_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("The last ten seconds of sound"))
        self._frames = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(640, 64 + LANE_PX)

    def push(self, block: Block) -> None:
        """Take in what was heard just now."""
        self.envelope.push(block)
        self.spectrogram.push(block)
        self._pace.arrived(block.end, time.monotonic())

    def show_spectrogram(self, wanted: bool) -> None:
        """Show pitch over time instead of bars of loudness."""
        self._spectral = wanted
        self._mask = None
        self.update()

    def run(self) -> None:
        """A new stream begins."""
        self._begin()
        self._frames.start()

    def rest(self) -> None:
        self._frames.stop()
        self.update()

    def _begin(self) -> None:
        self.envelope = Envelope()
        self.spectrogram = Spectrogram()
        self._pace = Pace()
        self._mask = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        pixels = QSize(round(self.width() * ratio), round((self.height() - LANE_PX) * ratio))
        pitch = max(3, round(pixels.width() * BAR / (SHOWN_S * RATE)))
        mask = self._mask_of(pitch, pixels.height())
        end = self._end()

        def x(position: int) -> float:
            return pixels.width() - (end - position) * pitch / BAR

        marks = self.envelope.marks()
        newest = x(mask.update())
        layer = self._tint.begin(pixels)
        self._tint.fill(layer, QRectF(0, 0, newest, pixels.height()), None)
        for mark in marks:
            left, right = x(mark.start), min(newest, x(mark.end))
            self._tint.fill(layer, QRectF(left, 0, max(0.0, right - left), pixels.height()), mark)
        layer.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        mask.cut(layer, newest)
        layer.end()
        self._tint.image.setDevicePixelRatio(ratio)

        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tokens().card))
        painter.drawImage(QPointF(0, 0), self._tint.image)
        for mark in marks:
            self._paint_name(painter, mark, x(mark.start) / ratio, x(mark.end) / ratio)

    def _mask_of(self, pitch: int, height: int) -> BarsMask | SpectrogramMask:
        mask = self._mask
        if mask is None or (mask.pitch, mask.height) != (pitch, height):
            if self._spectral:
                mask = SpectrogramMask(self.spectrogram, pitch, height)
            else:
                mask = BarsMask(self.envelope, pitch, height)
            self._mask = mask
        return mask

    def _end(self) -> float:
        """The sample position at the right edge: a moment ago by the clock, but never what was not heard yet."""
        newest = self.envelope.end
        if not self._frames.isActive():
            return newest
        return min(newest, max(newest - LATEST, self._pace.position(time.monotonic()) - LAG))

    def _paint_name(self, painter: QPainter, mark: Mark, left: float, right: float) -> None:
        left, right, top = max(0.0, left), min(float(self.width()), right), self.height() - LANE_PX
        stranger = mark.decided and mark.person_id is None
        pen = QPen(self._tint.colour(mark), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        if stranger:
            pen.setDashPattern([0.1, 1.6])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawLine(QPointF(left + 1, top + 3), QPointF(max(left + 1, right - 1), top + 3))
        caption = theme.font(theme.CAPTION)
        name = QFontMetricsF(caption).elidedText(mark.name, Qt.TextElideMode.ElideRight, right - left)
        if mark.decided and len(name) > 1:
            painter.setFont(caption)
            painter.setPen(QColor(theme.tokens().secondary))
            painter.drawText(QRectF(left, top + 4, right - left, LANE_PX - 4), Qt.AlignmentFlag.AlignLeft, name)
