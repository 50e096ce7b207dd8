"""How sure, as a bar; and the windows of an utterance as ticks in the colour of whom each voted for."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import theme, words
from gui.roster import Roster
from sincnet.events import Identification

WIDTH_PX = 320


class ConfidenceBar(QWidget):
    """A share in [0, 1], moving to each new value; faint while it is only a guess."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.setFixedHeight(8)
        self.setAccessibleName(self.tr("Confidence"))
        self.value = 0.0
        self._person_id: str | None = None
        self._firm = True
        self._move = QVariantAnimation(self)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._move.valueChanged.connect(self.update)

    def show_share(self, value: float, person_id: str | None, *, firm: bool = True) -> None:
        start = self._drawn()
        self.value, self._person_id, self._firm = value, person_id, firm
        self.setToolTip(words.percent(value))
        self.setAccessibleDescription(words.percent(value))
        self._move.stop()
        self._move.setStartValue(start)
        self._move.setEndValue(value)
        self._move.setDuration(theme.motion_ms(theme.MOVE_MS))
        self._move.start()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(QColor(theme.tokens().raised))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self.value < 0.005:
            return
        filled = self._roster.colour(self._person_id)
        filled.setAlphaF(1.0 if self._firm else theme.PROVISIONAL_OPACITY)
        painter.setBrush(filled)
        width = max(self.height(), self._drawn() * self.width())
        painter.drawRoundedRect(QRectF(0, 0, width, self.height()), radius, radius)

    def _drawn(self) -> float:
        running = self._move.state() == QVariantAnimation.State.Running
        return float(self._move.currentValue()) if running else self.value


class VoteRibbon(QWidget):
    """Every window of the utterance, in time order, in the colour of the person it voted for."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._votes: list[str] = []
        self.setFixedSize(WIDTH_PX, 6)
        self.setAccessibleName(self.tr("Votes of the windows"))
        self.setToolTip(self.tr("Each window of this utterance in the colour of the person it voted for"))

    def show_votes(self, answer: Identification) -> None:
        self._votes = [answer.candidates[vote].person_id for vote in answer.window_votes]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._votes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setClipPath(whole)
        step = self.width() / len(self._votes)
        gap = 2.0 if step >= 6 else 0.0
        at = 0
        for person_id, run in groupby(self._votes):
            colour = self._roster.colour(person_id)
            for _ in run:
                painter.fillRect(QRectF(at * step, 0, step - gap, self.height()), colour)
                at += 1
