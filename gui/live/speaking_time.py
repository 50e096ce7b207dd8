"""How long everybody has spoken since listening began: one bar of all, and faces with minutes beneath."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme, words
from gui.live.legend import FaceLegend, Item
from gui.live.talk import Stretch, Talk
from gui.roster import Roster

LEAST_PX = 3.0
"""Whoever spoke at all is seen."""


class Shares(QWidget):
    """Everybody's part of the whole, whoever spoke longest first; strangers striped."""

    accessible_role = QAccessible.Role.Chart

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.totals: list[Stretch] = []
        self.setFixedHeight(8)
        self.setAccessibleName(self.tr("Shares of the speaking time"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.fillPath(whole, theme.colour(theme.tokens().raised))
        painter.setClipPath(whole)
        seconds = sum(total.seconds for total in self.totals)
        left = 0.0
        for total in self.totals:
            width = max(LEAST_PX, self.width() * total.seconds / seconds)
            area = QRectF(left, 0, width - 1.5, self.height())
            painter.fillRect(area, self._roster.colour(total.person_id))
            if total.person_id is None:
                painter.fillRect(area, Qt.BrushStyle.BDiagPattern)
            left += width


class SpeakingTime(QWidget):
    """The bar and the faces of a `Talk`."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.shares = Shares(roster)
        self.legend = FaceLegend(roster, self.tr("Speaking time"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.shares)
        column.addWidget(self.legend)

    def show_talk(self, talk: Talk) -> None:
        totals = talk.totals()
        self.shares.totals = totals
        self.shares.update()
        self.legend.show_items([Item(t.person_id, words.clock(t.seconds), self._sentence(t)) for t in totals])

    def _sentence(self, total: Stretch) -> str:
        member = self._roster.member(total.person_id)
        name = self.tr("New voices") if member is None else member.name
        return self.tr("{0}: {1} of speech in this session").format(name, words.clock(total.seconds))
