"""How long everybody has spoken, as bars for the last row of the audience."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import theme, words
from gui.live.talk import Stretch, Talk
from gui.roster import Roster

MOST = 6
"""Rows; whoever spoke least is left out."""

ROW_SHARE = 0.16
"""Height of a row as a share of the widget's."""


class SpeakingBars(QWidget):
    """Whoever spoke longest on top: face, name, minutes, and a bar relative to the longest."""

    accessible_role = QAccessible.Role.Chart

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.totals: list[Stretch] = []
        self.setAccessibleName(self.tr("Speaking time"))

    def show_talk(self, talk: Talk) -> None:
        self.totals = talk.totals()[:MOST]
        told = [f"{self._name(total)} {words.clock(total.seconds)}" for total in self.totals]
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.totals:
            return
        with theme.on_black():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            row = self.height() * ROW_SHARE
            top = (self.height() - row * len(self.totals)) / 2
            for number, total in enumerate(self.totals):
                self._paint_row(painter, QRectF(0, top + number * row, self.width(), row), total)

    def _paint_row(self, painter: QPainter, area: QRectF, total: Stretch) -> None:
        face_px = round(area.height() * 0.62)
        face = self._roster.portrait(total.person_id, face_px, self.devicePixelRatioF())
        painter.drawPixmap(int(area.left()), int(area.center().y() - face_px / 2), face)
        text = area.adjusted(face_px * 1.3, area.height() * 0.16, 0, -area.height() * 0.16)
        font = theme.font(max(theme.BODY, round(area.height() * 0.28)), QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        time = words.clock(total.seconds)
        line = QRectF(text.left(), text.top(), text.width(), metrics.height())
        painter.setPen(QColor(theme.tokens().secondary))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, time)
        painter.setPen(QColor(theme.tokens().text))
        room = line.width() - metrics.horizontalAdvance(time + "  ")
        if metrics.horizontalAdvance(self._name(total)) > room:  # smaller, and too long even then it is cut off
            font.setPixelSize(round(0.8 * font.pixelSize()))
            painter.setFont(font)
            metrics = QFontMetricsF(font)
        name = metrics.elidedText(self._name(total), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        thick = max(4.0, area.height() * 0.09)
        groove = QRectF(text.left(), text.bottom() - thick, text.width(), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().raised))
        painter.drawRoundedRect(groove, thick / 2, thick / 2)
        groove.setWidth(max(thick, groove.width() * total.seconds / max(self.totals[0].seconds, 1e-9)))
        painter.setBrush(self._roster.colour(total.person_id))
        painter.drawRoundedRect(groove, thick / 2, thick / 2)

    def _name(self, total: Stretch) -> str:
        member = self._roster.member(total.person_id)
        return self.tr("New voices") if member is None else member.name
