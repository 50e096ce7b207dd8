"""The list of people whom a folder would enrol: name, what there is of them, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import theme
from gui.icons import icon
from gui.keyed_list import ReadList
from gui.notices import problem
from gui.rows import paint_ground

if TYPE_CHECKING:
    from sincnet.newcomers import Newcomer

NAME_PX = 240
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Fate(Enum):
    WAITING = auto()
    ENROLLED = auto()
    REFUSED = auto()


@dataclass(slots=True)
class Entry:
    """Somebody of the folder; `words` says what there is of them, or what is wrong."""

    name: str
    words: str
    fate: Fate


class NewcomerModel(QAbstractListModel):
    """`Entry` under the user role; a sentence under the display role, for those who read only this."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_people(self, people: list[Newcomer]) -> None:
        self.beginResetModel()
        self.entries = [
            Entry(
                one.name,
                problem(one.problem) if one.problem else _amount(one),
                Fate.REFUSED if one.problem else Fate.WAITING,
            )
            for one in people
        ]
        self.endResetModel()

    def tell(self, row: int, fate: Fate, words: str) -> None:
        entry = self.entries[row]
        entry.fate, entry.words = fate, words or entry.words
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.name}: {entry.words}"
        return None


class _Row(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, theme.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, now = index.data(Qt.ItemDataRole.UserRole), theme.tokens()
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        refused = entry.fate is Fate.REFUSED
        if entry.fate is not Fate.WAITING:
            sign, tone = ("close", now.trouble) if refused else ("check", now.speech)
            icon(sign, tone).paint(painter, QRect(area.left() + 12, area.top() + 12, 20, 20))
        bold, plain = theme.font(theme.BODY, QFont.Weight.DemiBold), theme.font(theme.BODY)
        name = QRect(area.left() + 44, area.top(), NAME_PX, area.height())
        words = QRect(name.right() + 16, area.top(), area.right() - name.right() - 32, area.height())
        for font, tone, text, place in (
            (bold, now.secondary if refused else now.text, entry.name, name),
            (plain, now.text if refused else now.secondary, entry.words, words),
        ):
            painter.setFont(font)
            painter.setPen(QColor(tone))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


class NewcomerList(ReadList):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = NewcomerModel(self)
        self.setModel(self.people)
        self.setItemDelegate(_Row(self))
        self.setAccessibleName(QCoreApplication.translate("NewcomerList", "People in the folder"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.people.entries:
            return
        translate, now = QCoreApplication.translate, theme.tokens()
        painter = QPainter(self.viewport())
        examples = (
            ("files", translate("NewcomerList", "Anna"), translate("NewcomerList", "a folder with recordings of Anna")),
            ("picture", translate("NewcomerList", "Anna / face.png"), translate("NewcomerList", "her picture, if any")),
            ("record", translate("NewcomerList", "Ravi.wav"), translate("NewcomerList", "one recording of Ravi")),
            ("picture", translate("NewcomerList", "Ravi.png"), translate("NewcomerList", "his picture, if any")),
        )
        top = (self.viewport().height() - len(examples) * theme.ROW) // 2
        for number, (sign, name, words) in enumerate(examples):
            line = QRect(0, top + number * theme.ROW, self.viewport().width(), theme.ROW)
            icon(sign, now.secondary).paint(painter, QRect(144, line.top() + 12, 20, 20))
            painter.setPen(QColor(now.secondary))
            painter.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
            painter.drawText(line.adjusted(180, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
            painter.setFont(theme.font(theme.BODY))
            painter.drawText(line.adjusted(180 + 192, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


def _amount(one: Newcomer) -> str:
    """How much there is to hear of them."""
    with_face = QCoreApplication.translate("NewcomerList", "{0} s of recordings, with a picture")
    without = QCoreApplication.translate("NewcomerList", "{0} s of recordings")
    return (with_face if one.face else without).format(f"{one.speech_s:.0f}")
