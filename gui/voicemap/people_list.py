"""Everybody on the map as a list: for the keyboard, and for who cannot see a map."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import theme
from gui.keyed_list import ReadList
from gui.roster import Roster
from gui.rows import paint_ground
from gui.voicemap.facts import facts, likeness
from sincnet.voice_map import Island

FACE_PX = 28
Index = QModelIndex | QPersistentModelIndex
ID = int(Qt.ItemDataRole.UserRole)
LIKENESS = ID + 1
ORDER = ID + 2


class IslandModel(QAbstractListModel):
    """Everybody on the map, in order of enrolment."""

    def __init__(self, roster: Roster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._islands: list[Island] = []

    def show_islands(self, islands: list[Island]) -> None:
        self.beginResetModel()
        self._islands = islands
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._islands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        island = self._islands[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, ORDER):
            member = self._roster.member(island.person.id)
            name = island.person.name if member is None else member.name
            return name if role == Qt.ItemDataRole.DisplayRole else name.casefold()
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return facts(island, self._roster)
        return {ID: island.person.id, LIKENESS: likeness(island, self._roster)}.get(role)


class IslandDelegate(QStyledItemDelegate):
    """Face, name, and below who sounds most like them."""

    def __init__(self, roster: Roster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roster = roster

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), theme.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, area = theme.tokens(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        face = self._roster.portrait(index.data(ID), FACE_PX, painter.device().devicePixelRatioF())
        painter.drawPixmap(int(area.left() + 8), int(area.center().y() - FACE_PX / 2), face)
        text = area.adjusted(8 + FACE_PX + 12, 4, -8, -4)
        upper, lower = QRectF(text), QRectF(text)
        upper.setHeight(text.height() / 2)
        lower.setTop(upper.bottom())
        rows = (
            (upper, theme.font(theme.BODY, QFont.Weight.DemiBold), now.text, index.data()),
            (lower, theme.font(theme.CAPTION), now.secondary, index.data(LIKENESS)),
        )
        for line, font, colour, words in rows:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            fitting = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.restore()


class IslandList(ReadList):
    """By name. `marked` carries the id of the row that is selected, `chosen` of one that was opened."""

    marked = Signal(str)
    chosen = Signal(str)

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._islands = IslandModel(roster, self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._islands)
        self._sorted.setSortRole(ORDER)
        self._sorted.setSortLocaleAware(True)
        self._sorted.sort(0)
        self.setModel(self._sorted)
        self.setItemDelegate(IslandDelegate(roster, self))
        self.setAccessibleName(self.tr("Everybody on the map"))
        self.activated.connect(self._activated)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        roster.changed.connect(self.viewport().update)

    def show_islands(self, islands: list[Island]) -> None:
        at = self.currentIndex().data(ID)
        self._islands.show_islands(islands)
        for row in range(self._sorted.rowCount()):
            if at is not None and self._sorted.index(row, 0).data(ID) == at:
                self.setCurrentIndex(self._sorted.index(row, 0))

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ID))

    @Slot(QItemSelection, QItemSelection)
    def _selection_changed(self, chosen: QItemSelection, _before: QItemSelection) -> None:
        for index in chosen.indexes():
            self.marked.emit(index.data(ID))
