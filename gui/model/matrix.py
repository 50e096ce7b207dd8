"""Who was taken for whom: a row for who spoke, a column for whom the vote chose, faces on both sides."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.model import terms
from gui.roster import Roster

if TYPE_CHECKING:
    from sincnet.self_test import Result

MOST_SHOWN = 12
FACE_PX = 28
LABEL_PX = 180
HEAD_PX = 48
EXTRA_PX = 96


class ConfusionMatrix(QWidget):
    """Of more than `MOST_SHOWN` people those are shown who were mixed up most; `left_out` counts the others.

    Two more columns count utterances that would be left without a name, and those that would get one if their speaker
    were not enrolled.
    """

    accessible_role = QAccessible.Role.Chart

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.people: list[tuple[str, str]] = []
        self.counts: Counter[tuple[int, int]] = Counter()
        self.extras: list[tuple[int, int, int]] = []
        self.left_out = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Who was taken for whom"))
        roster.changed.connect(self._repaint)

    def show_result(self, result: Result) -> None:
        pairs = list(zip(result.truths.tolist(), result.choices.tolist(), strict=True))
        mixed = Counter(person for pair in pairs if pair[0] != pair[1] for person in pair)
        ranked = sorted(range(len(result.people)), key=lambda place: (-mixed[place], place))
        shown = sorted(ranked[:MOST_SHOWN])
        at = {place: row for row, place in enumerate(shown)}
        self.left_out = len(result.people) - len(shown)
        self.people = [(result.people[place].id, result.people[place].name) for place in shown]
        self.counts = Counter((at[truth], at[choice]) for truth, choice in pairs if truth in at and choice in at)
        self.extras = [
            (
                int((result.truths == place).sum()),
                int((~result.named[result.truths == place]).sum()),
                int(result.named_as_stranger[result.truths == place].sum()),
            )
            for place in shown
        ]
        self.setAccessibleDescription(" ".join(self.row_in_words(row) for row in range(len(shown))))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = LABEL_PX + self._cell_px * len(self.people) + 2 * EXTRA_PX
        return QSize(width, HEAD_PX + self._cell_px * len(self.people))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _cell_px(self) -> int:
        """The fewer people, the larger."""
        return 48 if len(self.people) <= 6 else 40 if len(self.people) <= 9 else 36

    def row_in_words(self, row: int) -> str:
        """What became of one person's utterances."""
        name, (total, unnamed, stranger) = self.people[row][1], self.extras[row]
        parts = [self.tr("{0}: {1} of {2} utterances right").format(name, self.counts[row, row], total)]
        for column, (_, other) in enumerate(self.people):
            if column != row and self.counts[row, column]:
                parts.append(self.tr("{0} to {1}").format(self.counts[row, column], other))
        parts.append(self.tr("{0} left without a name").format(unnamed))
        parts.append(self.tr("{0} named if not enrolled").format(stranger))
        return ", ".join(parts) + "."

    @Slot()
    def _repaint(self) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter)
        for row in range(len(self.people)):
            self._paint_row(painter, row)

    def _paint_heads(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        for column, (person_id, _) in enumerate(self.people):
            x = LABEL_PX + column * self._cell_px + (self._cell_px - FACE_PX) / 2
            painter.drawPixmap(QPointF(x, HEAD_PX - FACE_PX - 8), self._roster.portrait(person_id, FACE_PX, ratio))
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(QColor(theme.tokens().secondary))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(0, 0, LABEL_PX - 8, HEAD_PX - 8), Qt.AlignmentFlag.AlignBottom, self.tr("who spoke"))
        for number, text in enumerate((self.tr("left without a name"), self.tr("named if not enrolled"))):
            painter.drawText(QRectF(self._extra_x(number), 0, EXTRA_PX, HEAD_PX - 8), flags, text)

    def _extra_x(self, number: int) -> float:
        return LABEL_PX + self._cell_px * len(self.people) + number * EXTRA_PX

    def _paint_row(self, painter: QPainter, row: int) -> None:
        now, y = theme.tokens(), HEAD_PX + row * self._cell_px
        person_id, name = self.people[row]
        face = self._roster.portrait(person_id, FACE_PX, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, y + (self._cell_px - FACE_PX) / 2), face)
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(QColor(now.text))
        room = LABEL_PX - FACE_PX - 24
        elided = QFontMetrics(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(FACE_PX + 12, y, room, self._cell_px), Qt.AlignmentFlag.AlignVCenter, elided)
        total, unnamed, stranger = self.extras[row]
        for column in range(len(self.people)):
            cell = QRectF(LABEL_PX + column * self._cell_px, y, self._cell_px, self._cell_px).adjusted(2, 2, -2, -2)
            self._paint_cell(painter, cell, self.counts[row, column], total, right=row == column)
        for number, count in enumerate((unnamed, stranger)):
            painter.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold if count else QFont.Weight.Normal))
            painter.setPen(QColor(now.text if count else now.secondary))
            place = QRectF(self._extra_x(number), y, EXTRA_PX, self._cell_px)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.tr("{0} of {1}").format(count, total))

    def _paint_cell(self, painter: QPainter, cell: QRectF, count: int, total: int, *, right: bool) -> None:
        now, share = theme.tokens(), count / max(total, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        state = now.speech if right else now.trouble
        painter.setBrush(theme.colour(state, 0.12 + 0.3 * share) if count or right else theme.colour(now.raised, 0.5))
        painter.drawRoundedRect(cell, 6, 6)
        if count or right:
            painter.setFont(theme.font(theme.BODY, QFont.Weight.Normal if right else QFont.Weight.Bold))
            painter.setPen(QColor(now.text))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(count))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self._reading(event.pos())
            QToolTip.showText(event.globalPos(), terms.hover(text) if text else "", self)
            return True
        return super().event(event)

    def _reading(self, at: QPoint) -> str:
        row, column = (at.y() - HEAD_PX) // self._cell_px, (at.x() - LABEL_PX) // self._cell_px
        if 0 <= row < len(self.people):
            return self.row_in_words(row)
        return self.people[column][1] if at.y() < HEAD_PX and 0 <= column < len(self.people) else ""
