"""How sure, as a bar; and the windows of an utterance as ticks in the colour of whom each voted for."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEasingCurve, QEvent, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gui import theme, words
from gui.live.legend import Item
from gui.roster import Roster
from sincnet.events import Candidate, Identification

WIDTH_PX = 320
TICK_PX = 8
"""Height of a window's tick; the one under the mouse is a little higher."""


class ConfidenceBar(QWidget):
    """A share in [0, 1], moving to each new value; faint while it is only a guess."""

    accessible_role = QAccessible.Role.ProgressBar

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
    """Every window of the utterance, in time order, in the colour of the person it voted for; hovering tells whom."""

    accessible_role = QAccessible.Role.Chart

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.votes: list[Candidate] = []
        self._hovered: int | None = None
        self.setFixedSize(WIDTH_PX, TICK_PX + 4)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Votes of the windows"))

    def show_votes(self, answer: Identification) -> None:
        self.votes = [answer.candidates[vote] for vote in answer.window_votes]
        self._hovered = None
        self.setAccessibleDescription("; ".join(item.sentence for item in self.counted()))
        self.update()

    def counted(self) -> list[Item]:
        """How many windows each person got, the most first."""
        counts = Counter(vote.person_id for vote in self.votes)
        names = {vote.person_id: vote.name for vote in self.votes}
        told = self.tr("{0}: {1} of {2} windows")
        return [
            Item(person_id, str(count), told.format(names[person_id], count, len(self.votes)))
            for person_id, count in counts.most_common()
        ]

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            at = self._at(event.pos().x())
            QToolTip.showText(event.globalPos(), self._told(at) if self.votes else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event.position().x())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        step = self.width() / max(1, len(self.votes))
        gap = 2.0 if step >= 6 else 0.0
        for at, vote in enumerate(self.votes):
            rise = 0 if at == self._hovered else 2
            area = QRectF(at * step, rise, step - gap, self.height() - 2 * rise)
            painter.fillRect(area, self._roster.colour(vote.person_id))

    def _at(self, x: float) -> int:
        return max(0, min(len(self.votes) - 1, int(x * len(self.votes) / self.width())))

    def _told(self, at: int) -> str:
        told = self.tr("Window {0} of {1} votes for {2}. Each is a piece of the sentence; the majority decides.")
        return told.format(at + 1, len(self.votes), self.votes[at].name)
