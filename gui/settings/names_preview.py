"""The last answers on the scale on which names are given: which of them a threshold would name."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.roster import Roster
from sincnet.events import Identification

KEPT = 8
FACE_PX = 32
ENDS = 0.05, 0.9995
"""What the ends of the scale stand for; it is logarithmic in the odds, for most answers are near 100 %."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom a voice was nearest to with which probability, and how probable it was that anybody enrolled spoke; both in
    [0, 1]."""

    person_id: str
    name: str
    chosen: float
    known: float

    def named(self, threshold: float | None) -> bool:
        """As `sincnet.calibration.Calibration.names` decides it."""
        return threshold is not None and self.known >= threshold and self.chosen >= 1 - self.known


class NamesPreview(QWidget):
    """A face for each of the last answers; those right of the line get their name, the others are new voices."""

    accessible_role = QAccessible.Role.Chart

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(136)
        self.setAccessibleName(self.tr("Recent answers against the threshold"))
        self._roster = roster
        self._threshold: float | None = None
        self.answers: deque[Answer] = deque(maxlen=KEPT)
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(480, 136)

    def hear(self, identification: Identification) -> None:
        """Take the answer to the next utterance; one without anybody to compare with tells nothing."""
        if identification.candidates and identification.windows:
            best = identification.candidates[0]
            known = min(1.0, sum(candidate.probability for candidate in identification.candidates))
            self.answers.append(Answer(best.person_id, best.name, best.probability, known))
            self._say()
            self.update()

    def show_threshold(self, threshold: float | None) -> None:
        """How probable somebody enrolled must be; None while that is not known."""
        self._threshold = threshold
        self._say()
        self.update()

    @property
    def named(self) -> int:
        """How many of the answers have a name at this threshold."""
        return sum(answer.named(self._threshold) for answer in self.answers)

    def sentence(self) -> str:
        """The picture in words."""
        if not self.answers or self._threshold is None:
            return self.tr("What people say from now on appears here, named or not.")
        return self.tr("Of the last {0} answers, {1} would have a name.").format(len(self.answers), self.named)

    def _say(self) -> None:
        self.setAccessibleDescription(self.sentence())

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.raised))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        field = QRectF(self.rect()).adjusted(28, 12, -28, -12)
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(QColor(now.secondary))
        ends = QRectF(field.left() - 16, field.bottom() - 16, field.width() + 32, 16)
        painter.drawText(ends, Qt.AlignmentFlag.AlignLeft, self.tr("surely a new voice"))
        painter.drawText(ends, Qt.AlignmentFlag.AlignRight, self.tr("surely somebody enrolled"))
        axis = field.bottom() - 28
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.pressed))
        painter.drawRoundedRect(QRectF(field.left() - 16, axis, field.width() + 32, 4), 2, 2)
        if self._threshold is None:
            return
        at = self._x(self._threshold, field)
        painter.setBrush(QColor(now.speech))
        painter.drawRoundedRect(QRectF(at, axis, field.right() + 16 - at, 4), 2, 2)
        for number, answer in enumerate(self.answers):
            self._paint_answer(painter, field, axis, answer, newest=number == len(self.answers) - 1)
        painter.setPen(QPen(QColor(now.text), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at, field.top() - 4), QPointF(at, axis + 8))

    def _paint_answer(self, painter: QPainter, field: QRectF, axis: float, answer: Answer, *, newest: bool) -> None:
        now = theme.tokens()
        named = answer.named(self._threshold)
        x = self._x(answer.known, field)
        face = self._roster.portrait(answer.person_id if named else None, FACE_PX, self.devicePixelRatioF())
        painter.setOpacity(1.0 if newest else 0.75)
        painter.drawPixmap(QPointF(x - FACE_PX / 2, axis - FACE_PX - 8), face)
        if newest:
            text = answer.name if named else self.tr("new voice")
            font = theme.font(theme.CAPTION)
            metrics = QFontMetrics(font)
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, 160)
            width = metrics.horizontalAdvance(text) + 4
            left = min(max(x - width / 2, field.left() - 16), field.right() + 16 - width)
            painter.setFont(font)
            painter.setPen(QColor(now.text))
            name = QRectF(left, field.top() - 4, width, 16)
            painter.drawText(name, Qt.AlignmentFlag.AlignCenter, text)
        painter.setOpacity(1.0)

    def _x(self, known: float, field: QRectF) -> float:
        low, high = map(_logit, ENDS)
        share = (_logit(min(ENDS[1], max(ENDS[0], known))) - low) / (high - low)
        return field.left() + share * field.width()


def _logit(probability: float) -> float:
    return math.log(probability / (1 - probability))
