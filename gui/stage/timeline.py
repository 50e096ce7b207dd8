"""Everything said so far as a row of portraits: the longer somebody spoke, the wider theirs."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import theme, words
from gui.live.talk import Stretch, Talk
from gui.roster import Roster

PER_SECOND = 0.22
"""Width of a second of speech, and of a moment, as shares of the height."""

LEAST = 0.36
GAP_PX = 6


class PortraitTimeline(QWidget):
    """Each new one comes at the right of the last; what has no room any more leaves at the left."""

    accessible_role = QAccessible.Role.Chart

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.stretches: list[Stretch] = []
        self.setAccessibleName(self.tr("Who spoke in which order"))

    def show_talk(self, talk: Talk) -> None:
        self.stretches = list(talk.stretches())
        told = [f"{self._name(stretch)} {words.clock(stretch.seconds)}" for stretch in self.stretches[-8:]]
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def places(self) -> Iterator[tuple[Stretch, QRectF]]:
        """Where each portrait stands, newest first, as far as there is room."""
        height = float(self.height())
        fitting, taken = [], -float(GAP_PX)
        for stretch in reversed(self.stretches):
            if taken >= self.width():
                break
            width = max(LEAST, PER_SECOND * stretch.seconds) * height
            fitting.append((stretch, width))
            taken += GAP_PX + width
        right = min(taken, float(self.width()))
        for stretch, width in fitting:
            yield stretch, QRectF(right - width, 0, width, height)
            right -= width + GAP_PX

    def paintEvent(self, _event: QPaintEvent) -> None:
        with theme.on_black():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for stretch, area in self.places():
                self._paint(painter, stretch, area)

    def _paint(self, painter: QPainter, stretch: Stretch, area: QRectF) -> None:
        face_px = round(min(area.width() - 4, 0.74 * area.height()))
        colour = self._roster.colour(stretch.person_id)
        underline = QRectF(area.left(), area.bottom() - 4, area.width(), 4)
        pill = QRectF(area.left(), area.top(), area.width(), area.height() - 12)
        glow = QColor(colour)
        glow.setAlphaF(0.22)
        painter.setBrush(glow)
        radius = min(theme.RADIUS, area.width() / 2)
        painter.drawRoundedRect(pill, radius, radius)
        painter.setBrush(colour)
        painter.drawRoundedRect(underline, 2, 2)
        face = self._roster.portrait(stretch.person_id, face_px, self.devicePixelRatioF())
        painter.drawPixmap(int(pill.center().x() - face_px / 2), int(pill.center().y() - face_px / 2), face)

    def _name(self, stretch: Stretch) -> str:
        member = self._roster.member(stretch.person_id)
        return self.tr("New voice") if member is None else member.name
