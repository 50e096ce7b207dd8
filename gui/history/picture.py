"""The spectrogram of an utterance; beside it, on the same axis of pitch, how strongly it drives each sinc filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme, words

if TYPE_CHECKING:
    from sincnet.insight import Insight

BARS_PX, AXIS_PX, GAP_PX = 84, 32, 8
MARKED = 8
"""The filters that are driven most stand out."""

LEAST_PX, MOST_PX = 132, 260
TICKS_HZ = (100, 250, 500, 1000, 2000, 4000, 8000)


class Picture(QWidget):
    """Empty until `show_insight`; `share` in [0, 1] is how much of it has been played."""

    accessible_role = QAccessible.Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(LEAST_PX)
        self.setMaximumHeight(MOST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Spectrogram and sinc filters"))
        self._insight: Insight | None = None
        self._colour = QColor()
        self._image = QImage()
        self._painted_for: tuple[object, ...] = ()
        self._hint = ""
        self._played = 0.0

    def show_hint(self, sentence: str) -> None:
        """There is nothing to be seen, and why."""
        self._insight, self._hint = None, sentence
        self.setAccessibleDescription(sentence)
        self.setToolTip("")
        self.update()

    def show_insight(self, insight: Insight, colour: QColor) -> None:
        """What was seen in an utterance of a person of this colour."""
        self._insight, self._colour, self._played = insight, colour, 0.0
        self._painted_for = ()
        told = self.told()
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()

    def show_played(self, share: float) -> None:
        self._played = share
        self.update()

    def told(self) -> str:
        """Which filters are driven most, in words."""
        insight = self._insight
        if insight is None or not insight.filters:
            return ""
        bands = [f"{insight.low_hz[at]:.0f}–{insight.high_hz[at]:.0f} Hz" for at in sorted(insight.strongest(MARKED))]
        return self.tr("Driven most: {0}").format(", ".join(bands))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        bars = BARS_PX if self._insight is None or self._insight.filters else 0
        picture = QRectF(AXIS_PX, 0, self.width() - AXIS_PX - bars - (GAP_PX if bars else 0), self.height() - 20)
        ground = QPainterPath()
        ground.addRoundedRect(picture, 4, 4)
        painter.fillPath(ground, QColor(now.page if now.dark else now.raised))
        if self._insight is None:
            painter.setFont(theme.font(theme.CAPTION))
            painter.setPen(QColor(now.secondary))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(picture.adjusted(16, 0, -16, 0), flags, self._hint)
            return
        painter.save()
        painter.setClipPath(ground)
        painter.drawImage(picture, self._spectrogram(self._insight))
        if self._played:
            played = QRectF(picture.left() + picture.width() * self._played, 0, 2, picture.height())
            painter.fillRect(played, QColor(now.accent))
        painter.restore()
        self._paint_axis(painter, picture, self._insight)
        if bars:
            left = picture.right() + GAP_PX
            self._paint_bars(painter, QRectF(left, 0, self.width() - left, picture.height()), self._insight)

    def _spectrogram(self, insight: Insight) -> QImage:
        """In the person's colour, from the ground to bright; made once for a scheme."""
        now = theme.tokens()
        if self._painted_for != (insight, now.dark):
            self._painted_for = (insight, now.dark)
            strength = np.ascontiguousarray((255 * insight.spectrogram).astype(np.uint8))
            rows, columns = strength.shape
            image = QImage(strength.data, columns, rows, columns, QImage.Format.Format_Indexed8)
            image.setColorTable(_ramp(QColor(now.page if now.dark else now.raised), self._colour, QColor(now.text)))
            self._image = image.convertToFormat(QImage.Format.Format_RGB32)
        return self._image

    def _paint_axis(self, painter: QPainter, picture: QRectF, insight: Insight) -> None:
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(QColor(theme.tokens().secondary))
        for hz in TICKS_HZ:
            y = picture.bottom() - insight.place(hz) * picture.height()
            area = QRectF(0, max(0.0, y - 8), AXIS_PX - 6, 16)
            text = f"{hz // 1000}k" if hz >= 1000 else str(hz)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        below = QRectF(picture.left(), picture.bottom() + 4, picture.width(), 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "Hz")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, words.seconds(insight.length_s))

    def _paint_bars(self, painter: QPainter, area: QRectF, insight: Insight) -> None:
        now, marked = theme.tokens(), set(insight.strongest(MARKED))
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(insight.filters):
            # Bands overlap: a bar is a mark at the middle of its own.
            middle = area.bottom() - area.height() * insight.place(float(insight.centre_hz[number]))
            bar = QRectF(area.left(), middle - 1, max(2.0, (area.width() - 4) * float(insight.drive[number])), 2)
            strong = number in marked
            painter.setBrush(self._colour if strong else theme.colour(now.noise, 0.4))
            painter.drawRect(bar)
            if strong:  # a second sign beside the colour
                painter.setBrush(QColor(now.text))
                painter.drawEllipse(QRectF(bar.right() - 2, bar.center().y() - 2, 4, 4))
        painter.setPen(QColor(now.secondary))
        below = QRectF(area.left(), area.bottom() + 4, area.width(), 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self.tr("sinc filters"))


def _ramp(ground: QColor, colour: QColor, bright: QColor) -> list[int]:
    """256 colours from `ground` through `colour` to `bright`."""
    stops = np.array([[one.red(), one.green(), one.blue()] for one in (ground, colour, bright)], float)
    at = np.linspace(0, 1, 256)
    mixed = np.stack([np.interp(at, (0.15, 0.7, 1.0), stops[:, part]) for part in range(3)], 1).round().astype(int)
    return [0xFF000000 | red << 16 | green << 8 | blue for red, green, blue in mixed.tolist()]
