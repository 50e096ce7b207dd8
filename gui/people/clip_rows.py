"""The utterances of one person as rows: when, how recorded, how long; the one that plays shows how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui import theme, words
from gui.icons import icon
from gui.people.listing import Index
from gui.people.words import day_and_time, figures, grade, recorded
from gui.rows import paint_ground

if TYPE_CHECKING:
    from audio.quality import Quality
    from sincnet.clips import Clip

ICON_PX, EDGE_PX = 20, 44
QUALITY_PX, LENGTH_PX = 128, 72
DATE_PX, BAR_PX, APART_PX = 168, 3, 2
"""Room for when it was said, before the outline of how it sounds; its bars, and what is between them."""

LONGEST_PX = 480

FAINT = 0.45
"""Of the outline of what does not play, and of what is yet to come of what does."""


class ClipModel(QAbstractListModel):
    """In the order in which they were said; `playing` is the id of the one that plays, `progress` its share."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Clip, Quality | None]] = []
        self._outlines: Mapping[str, np.ndarray] = {}
        self.playing: str | None = None
        self.progress = 0.0

    def show_clips(
        self, rows: Sequence[tuple[Clip, Quality | None]], outlines: Mapping[str, np.ndarray] = MappingProxyType({})
    ) -> None:
        self.beginResetModel()
        self._rows, self._outlines = list(rows), outlines
        self.endResetModel()

    def show_playing(self, clip_id: str | None, progress: float = 0.0) -> None:
        changed = {self.playing, clip_id} - {None}
        self.playing, self.progress = clip_id, progress
        for row, (clip, _) in enumerate(self._rows):
            if clip.id in changed:
                self.dataChanged.emit(self.index(row), self.index(row))

    def clip(self, row: int) -> Clip:
        return self._rows[row][0]

    def quality(self, row: int) -> Quality | None:
        return self._rows[row][1]

    def outline(self, row: int) -> np.ndarray | None:
        """How loud it is from beginning to end, in [0, 1]; None for what cannot be read."""
        return self._outlines.get(self.clip(row).id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        clip, quality = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return day_and_time(clip.created_at)
        if role == Qt.ItemDataRole.ToolTipRole:
            return figures(quality)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{day_and_time(clip.created_at)}, {words.seconds(clip.duration_s)}, {recorded(quality)}"
        return None


class ClipDelegate(QStyledItemDelegate):
    """Play at the left, delete at the right; `play_area` and `delete_area` say where, in a row's rectangle."""

    def __init__(self, model: ClipModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.colour = QColor(theme.tokens().accent)
        self._icons: dict[tuple[str, str], QIcon] = {}

    @staticmethod
    def play_area(row: QRect) -> QRect:
        return QRect(row.left(), row.top(), EDGE_PX, row.height())

    @staticmethod
    def delete_area(row: QRect) -> QRect:
        return QRect(row.right() + 1 - EDGE_PX, row.top(), EDGE_PX, row.height())

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), theme.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        clip, quality = self._model.clip(index.row()), self._model.quality(index.row())
        now, area = theme.tokens(), QRectF(option.rect)
        playing = clip.id == self._model.playing
        lit = bool(option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        usual = now.text if quality is not None else now.secondary
        self._draw_icon(painter, self.play_area(option.rect), "stop" if playing else "play", usual)
        if lit:
            self._draw_icon(painter, self.delete_area(option.rect), "trash", now.secondary)

        left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        text = area.adjusted(EDGE_PX, 0, -EDGE_PX, 0)
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(QColor(now.text))
        painter.drawText(text, left | middle, day_and_time(clip.created_at))
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | middle, words.seconds(clip.duration_s))
        column = QRectF(text.right() - LENGTH_PX - QUALITY_PX, text.top(), QUALITY_PX, text.height())
        poor = grade(quality) != "good"
        painter.setPen(QColor(now.text if poor else now.secondary))
        painter.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold if poor else QFont.Weight.Normal))
        painter.drawText(column.adjusted(16, 0, 0, 0), left | middle, recorded(quality))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.trouble if poor else now.speech))
        painter.drawEllipse(QRectF(column.left(), column.center().y() - 4, 8, 8))
        outline = self._model.outline(index.row())
        left_px = text.left() + DATE_PX
        place = QRectF(left_px, area.top() + 8, column.left() - left_px - 24, area.height() - 16)
        if outline is not None and place.width() > DATE_PX:
            self._paint_outline(painter, place, outline, self._model.progress if playing else 0.0)
        elif playing:
            painter.setBrush(self.colour)
            length = self._model.progress * text.width()
            painter.drawRoundedRect(QRectF(text.left(), area.bottom() - 6, length, 3), 1.5, 1.5)
        painter.restore()

    def _paint_outline(self, painter: QPainter, place: QRectF, outline: np.ndarray, played: float) -> None:
        """Bars in the person's colour; those that have been heard stand out."""
        bars = int(min(place.width(), LONGEST_PX) // (BAR_PX + APART_PX))
        heights = [float(part.max()) for part in np.array_split(outline, min(bars, len(outline)))]
        for number, height in enumerate(heights):
            colour = QColor(self.colour)
            colour.setAlphaF(1.0 if number < played * len(heights) else FAINT)
            painter.setBrush(colour)
            tall = max(float(BAR_PX), height * place.height())
            left = place.left() + number * (BAR_PX + APART_PX)
            painter.drawRoundedRect(QRectF(left, place.center().y() - tall / 2, BAR_PX, tall), 1.5, 1.5)

    def _draw_icon(self, painter: QPainter, area: QRect, name: str, colour: str) -> None:
        key = (name, colour)
        if key not in self._icons:
            self._icons[key] = icon(name, colour)
        place = QRect(0, 0, ICON_PX, ICON_PX)
        place.moveCenter(area.center())
        self._icons[key].paint(painter, place)
