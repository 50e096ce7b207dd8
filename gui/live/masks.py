"""The two pictures a strip of sound can be: bars of loudness, or pitch over time. Each is a ring that is written once.

A mask cuts the layer of a `Tint`: what it leaves out goes, what it covers keeps its colour.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from gui.live.envelope import BAR, Envelope
from gui.live.spectrogram import BANDS, HOP, Spectrogram

BLACK = QColor(0, 0, 0)
CLEAR = Qt.GlobalColor.transparent


class BarsMask:
    """The bars of an `Envelope`, each `pitch` device px wide in a picture `height` high; drawn again while it grows."""

    def __init__(self, envelope: Envelope, pitch: int, height: int) -> None:
        self._envelope = envelope
        self.pitch, self.height = pitch, height
        self._slots = envelope.span // BAR + 2
        self._ring = QImage(self._slots * pitch, height, QImage.Format.Format_ARGB32_Premultiplied)
        self._ring.fill(CLEAR)
        painter = self._painter()
        for slot in range(self._slots):  # before the first sound: a line of dots
            self._draw(painter, slot, 0.0)
        painter.end()
        self._next = 0

    def update(self) -> int:
        """Draw what is new; returns the sample position where the newest bar ends."""
        first, peaks = self._envelope.bars()
        painter = self._painter()
        for bar in range(max(first, self._next), first + len(peaks)):
            self._draw(painter, bar % self._slots, float(peaks[bar - first]))
        painter.end()
        self._next = first + len(peaks) - 1  # the newest still grows
        return (self._next + 1) * BAR

    def cut(self, painter: QPainter, right: float) -> None:
        """Mask the layer so that the newest bar ends at `right`, in device px."""
        width = self._slots * self.pitch
        split = (self._next + 1) % self._slots * self.pitch
        at = round(right)
        painter.drawImage(QPoint(at - width, 0), self._ring, QRect(split, 0, width - split, self.height))
        painter.drawImage(QPoint(at - split, 0), self._ring, QRect(0, 0, split, self.height))

    def _painter(self) -> QPainter:
        painter = QPainter(self._ring)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(BLACK, max(1.5, 0.6 * self.pitch), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        return painter

    def _draw(self, painter: QPainter, slot: int, peak: float) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(QRectF(slot * self.pitch, 0, self.pitch, self.height), CLEAR)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        middle, x = self.height / 2, (slot + 0.5) * self.pitch
        reach = max(0.5, (middle - 0.4 * self.pitch) * peak**0.6)  # less than linear, so that soft speech shows too
        painter.drawLine(QLineF(x, middle - reach, x, middle + reach))


class SpectrogramMask:
    """The columns of a `Spectrogram` as they lie in its memory, `pitch` device px to a bar of sound."""

    def __init__(self, spectrogram: Spectrogram, pitch: int, height: int) -> None:
        self._spectrogram = spectrogram
        self.pitch, self.height = pitch, height
        columns = spectrogram.columns
        size = columns.shape[1]
        self._ring = QImage(columns.data, size, BANDS, columns.strides[0], QImage.Format.Format_Alpha8)

    def update(self) -> int:
        """Have the new columns made; returns the sample position where the newest ends."""
        self._spectrogram.catch_up()
        return self._spectrogram.end * HOP

    def cut(self, painter: QPainter, right: float) -> None:
        """Mask the layer so that the newest column ends at `right`, in device px."""
        size = self._spectrogram.columns.shape[1]
        step = self.pitch * HOP / BAR
        split = self._spectrogram.end % size
        before = QRectF(right - size * step, 0, (size - split) * step, self.height)
        painter.drawImage(before, self._ring, QRectF(split, 0, size - split, BANDS))
        if split:
            after = QRectF(right - split * step, 0, split * step, self.height)
            painter.drawImage(after, self._ring, QRectF(0, 0, split, BANDS))
