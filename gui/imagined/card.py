"""An imagined face with what it is under it, always; or the reason why there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.imagined.picture import caption, rounded, to_image
from gui.imagined.terms import said

if TYPE_CHECKING:
    from generator.imagine import Imagined

GAP_PX, EDGE_PX = 8, 12
REFUSED_OPACITY = 0.5
BREAK = "\u200b"
"""No space, but a line may end there."""
INSIDE_NAMES = re.compile(r"([_.])(?=\w)")
WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class ImaginedCard(QWidget):
    """Cross-fades calmly from one picture to the next. A square, where portraits of people are round: nobody shall take
    one for the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.reason = ""
        self.empty = True
        self._source: object = None
        self._before: QImage | None = None
        self._opacity = 1.0
        self._caption_px = theme.CAPTION
        self._scaled: dict[tuple[int, int, float], QImage] = {}
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._fade.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._fade.valueChanged.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 128)
        self.setAccessibleName(self.tr("Imagined face"))

    def sizeHint(self) -> QSize:
        return QSize(256, 304)

    def show_nothing(self) -> None:
        """No card at all; its place stays."""
        self.image, self.reason, self.empty, self._source = None, "", True, None
        self._describe()
        self._scaled.clear()
        self.update()

    def show_imagined(self, imagined: Imagined | None, opacity: float = 1.0) -> None:
        """Show that picture, or, for None, the place where one will be."""
        self._opacity = opacity
        if imagined is not self._source or self.empty:
            self._change(imagined, None if imagined is None else to_image(imagined.image))
            self.reason = "" if imagined is None else said(imagined.refused)
        self._describe()
        self.update()

    def show_reason(self, sentence: str) -> None:
        """Say why there is no picture."""
        self._change(sentence, None)
        self.reason = sentence
        self._describe()
        self.update()

    def set_caption_px(self, size_px: int) -> None:
        """How large the caption is, for the last row of an audience."""
        self._caption_px = size_px
        self.update()

    @property
    def side(self) -> int:
        """The edge of the picture in px."""
        return max(48, min(self.width(), self.height() - GAP_PX - self._caption_height(self.width())))

    def _change(self, source: object, image: QImage | None) -> None:
        self._before = None if self.empty else self.image
        self._source, self.image, self.empty = source, image, False
        self._scaled.clear()
        self._fade.stop()
        self._fade.setDuration(theme.motion_ms(theme.SETTLE_MS if self._before is not None else theme.FADE_MS))
        self._fade.start()

    def _describe(self) -> None:
        told = "" if self.empty else f"{self.reason} {caption()}".strip()
        if told != self.accessibleDescription():
            self.setAccessibleDescription(told)

    def _caption_height(self, width: int) -> int:
        """As many lines as the caption takes there."""
        metrics = QFontMetrics(theme.font(self._caption_px))
        return metrics.boundingRect(QRect(0, 0, max(1, width), 1000), int(WRAPPED), caption()).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.empty:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        side, words = self.side, self._caption_height(self.width())
        top = (self.height() - side - GAP_PX - words) // 2
        square = QRect((self.width() - side) // 2, top, side, side)
        arrived = float(self._fade.currentValue()) if self._fade.state() == self._fade.State.Running else 1.0
        radius = min(theme.RADIUS, side / 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().raised))
        painter.setOpacity(self._opacity)
        painter.drawRoundedRect(square, radius, radius)
        for image, share in ((self._before, 1.0 if self.image is not None else 1.0 - arrived), (self.image, arrived)):
            if image is not None and (image is self.image or arrived < 1.0):
                faint = REFUSED_OPACITY if image is self.image and self.reason else 1.0
                painter.setOpacity(self._opacity * share * faint)
                painter.drawImage(square.topLeft(), self._fitted(image, side, radius))
        painter.setOpacity(1.0)
        if self.reason:
            self._paint_reason(painter, square)
        painter.setFont(theme.font(self._caption_px))
        painter.setPen(QColor(theme.tokens().secondary))
        painter.drawText(QRect(0, square.bottom() + 1 + GAP_PX, self.width(), words), int(WRAPPED), caption())

    def _paint_reason(self, painter: QPainter, square: QRect) -> None:
        """On a plate over the lower part of the neutral tile, or in the middle where there is none."""
        font = theme.font(max(theme.CAPTION, min(theme.TITLE, square.width() // 18)))
        edge = max(4, min(EDGE_PX, square.width() // 16))
        room = square.adjusted(2 * edge, 2 * edge, -2 * edge, -2 * edge)
        words = shortened(self.reason, QFontMetrics(font), room)
        height = QFontMetrics(font).boundingRect(room, int(WRAPPED), words).height() + 2 * edge
        plate = QRect(square.left() + edge, 0, square.width() - 2 * edge, height)
        if self.image is None:
            plate.moveCenter(square.center())
        else:
            plate.moveBottom(square.bottom() - edge)
        painter.setPen(QPen(QColor(theme.tokens().pressed), 1))
        painter.setBrush(QColor(theme.tokens().card))
        painter.drawRoundedRect(QRectF(plate), 8, 8)
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens().text))
        painter.drawText(plate.adjusted(edge, 0, -edge, 0), int(WRAPPED), words)

    def _fitted(self, image: QImage, side: int, radius: float) -> QImage:
        ratio = self.devicePixelRatioF()
        key = (image.cacheKey(), side, ratio)
        if key not in self._scaled:
            if len(self._scaled) > 2:
                self._scaled.clear()
            self._scaled[key] = rounded(image, side, radius, ratio)
        return self._scaled[key]


def shortened(text: str, metrics: QFontMetrics, room: QRect) -> str:
    """As many words as fit into `room`, with an ellipsis if they are not all; the name of a file may go on in the
    next line, as paths do at every slash."""
    words = INSIDE_NAMES.sub(rf"\1{BREAK}", text).split(" ")
    for count in range(len(words), 0, -1):
        some = " ".join(words[:count]) + ("…" if count < len(words) else "")
        needed = metrics.boundingRect(room, int(WRAPPED), some)
        if needed.height() <= room.height() and needed.width() <= room.width():
            return some
    return "…"
