"""Who spoke when: one row a turn, newest on top. What the rows are and how they are painted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui import theme, words
from gui.roster import Roster
from gui.rows import paint_ground
from sincnet.events import Identification

FACE_PX = 28

LISTED = 500
"""Turns on the list, about forty minutes of talk; the diary keeps what was said before."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """A turn that has its answer, which is kept in brief: the list may stand for days."""

    at: datetime
    duration_s: float
    answer: Identification


class HistoryModel(QAbstractListModel):
    """Newest first, the last `LISTED`; the turns themselves are kept oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken: list[Spoken] = []

    def add(self, spoken: Spoken) -> None:
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._spoken.append(spoken)
        self.endInsertRows()
        if len(self._spoken) > LISTED:
            self.beginRemoveRows(QModelIndex(), LISTED, LISTED)
            del self._spoken[0]
            self.endRemoveRows()

    def everything(self) -> list[Spoken]:
        """Oldest first."""
        return self._spoken

    def spoken(self, row: int) -> Spoken:
        return self._spoken[-1 - row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._spoken)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        spoken = self.spoken(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return words.headline(spoken.answer)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            time, length = f"{spoken.at:%H:%M:%S}", words.seconds(spoken.duration_s)
            return f"{words.sentence(spoken.answer)} ({words.percent(spoken.answer.confidence)}), {time}, {length}"
        return None


class HistoryDelegate(QStyledItemDelegate):
    """Face, name over certainty and duration, time at the right."""

    def __init__(self, model: HistoryModel, roster: Roster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._roster = roster

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), theme.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        spoken, now = self._model.spoken(index.row()), theme.tokens()
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        inside = area.adjusted(8, 4, -8, -4)
        face = self._roster.portrait(spoken.answer.person_id, FACE_PX, painter.device().devicePixelRatioF())
        painter.drawPixmap(int(inside.left()), int(area.center().y() - FACE_PX / 2), face)

        caption = theme.font(theme.CAPTION)
        painter.setFont(caption)
        painter.setPen(QColor(now.secondary))
        time = f"{spoken.at:%H:%M:%S}"
        right = QFontMetricsF(caption).horizontalAdvance(time)
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, time)

        text = inside.adjusted(FACE_PX + 12, 0, -right - 8, 0)
        upper, lower = QRectF(text), QRectF(text)
        upper.setHeight(text.height() / 2)
        lower.setTop(upper.bottom())
        details = f"{words.verdict(spoken.answer)} · {words.seconds(spoken.duration_s)}"
        painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, details)
        bold = theme.font(theme.BODY, QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(now.text))
        name = QFontMetricsF(bold).elidedText(index.data(), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()
