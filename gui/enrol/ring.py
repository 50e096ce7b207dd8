"""A ring that fills around a portrait, for enrolment."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from gui import theme

STROKE_PX = 8
PILL_PX = 32


class ProgressRing(QWidget):
    """A share in [0, 1] around a picture, in the colour of the person it is about."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(self, size_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size_px, size_px)
        self.share = 0.0
        self._picture = QPixmap()
        self._slot = 0
        self._words = ""
        self._fill = QVariantAnimation(self)
        self._fill.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fill.valueChanged.connect(self.update)

    @property
    def picture_px(self) -> int:
        """The diameter of the picture that fits in."""
        return self.width() - 2 * (STROKE_PX + 8)

    def show_picture(self, picture: QPixmap, slot: int) -> None:
        """A round picture of `picture_px`, of the person with colour number `slot`."""
        self._picture, self._slot = picture, slot
        self.update()

    def show_words(self, words: str) -> None:
        """A few words over the lower edge of the picture."""
        self._words = words
        self.update()

    def show_share(self, share: float) -> None:
        if share == self.share:
            return
        running = self._fill.state() == QVariantAnimation.State.Running
        start = float(self._fill.currentValue()) if running else self.share
        self.share = share
        self._fill.stop()
        self._fill.setStartValue(start)
        self._fill.setEndValue(share)
        self._fill.setDuration(theme.motion_ms(theme.MOVE_MS))
        self._fill.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = (self.width() - self.picture_px) / 2
        painter.drawPixmap(QPointF(inset, inset), self._picture)
        half = STROKE_PX / 2
        circle = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setPen(QPen(QColor(theme.tokens().raised), STROKE_PX))
        painter.drawEllipse(circle)
        running = self._fill.state() == QVariantAnimation.State.Running
        share = float(self._fill.currentValue()) if running else self.share
        if share > 0:
            pen = QPen(theme.person_colour(self._slot), STROKE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(circle, 90 * 16, round(-share * 360 * 16))
        if self._words:
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        font = theme.font(theme.LEAD, QFont.Weight.DemiBold)
        width = QFontMetricsF(font).horizontalAdvance(self._words) + PILL_PX
        pill = QRectF((self.width() - width) / 2, self.height() - PILL_PX - 2 * STROKE_PX, width, PILL_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(theme.tokens().page, 0.88))
        painter.drawRoundedRect(pill, PILL_PX / 2, PILL_PX / 2)
        painter.setPen(QColor(theme.tokens().text))
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._words)
