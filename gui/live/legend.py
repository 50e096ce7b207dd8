"""Small faces in a row, each with a figure: what the colours above it stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.roster import Roster

FACE_PX = 20
HEIGHT_PX = 24
GAP_PX = 6
APART_PX = 14


@dataclass(frozen=True, slots=True)
class Item:
    """A person, or a stranger (None), with a short `figure` and the `sentence` that explains it."""

    person_id: str | None
    figure: str
    sentence: str


class FaceLegend(QWidget):
    """Paints as many items as fit; hovering tells each one's sentence."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, roster: Roster, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.items: list[Item] = []
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT_PX)

    def show_items(self, items: Sequence[Item]) -> None:
        self.items = list(items)
        self.setAccessibleDescription("; ".join(item.sentence for item in self.items))
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            over = [item for item, area in self._places() if area.contains(event.pos())]
            QToolTip.showText(event.globalPos(), over[0].sentence if over else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(QColor(theme.tokens().secondary))
        for item, area in self._places():
            face = self._roster.portrait(item.person_id, FACE_PX, self.devicePixelRatioF())
            painter.drawPixmap(area.left(), (self.height() - FACE_PX) // 2, face)
            painter.drawText(area.adjusted(FACE_PX + GAP_PX, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, item.figure)

    def _places(self) -> list[tuple[Item, QRect]]:
        metrics = QFontMetrics(theme.font(theme.CAPTION))
        places, left = [], 0
        for item in self.items:
            width = FACE_PX + GAP_PX + metrics.horizontalAdvance(item.figure)
            if left + width > self.width():
                break
            places.append((item, QRect(left, 0, width, self.height())))
            left += width + APART_PX
        return places
