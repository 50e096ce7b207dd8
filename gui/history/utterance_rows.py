"""What was said in a session as a list: face, name, how sure, how long, when; with a button to play it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import theme, words
from gui.history import telling
from gui.history.session_rows import caption_colour, paint_text
from gui.icons import icon
from gui.roster import Roster
from gui.rows import paint_ground
from sincnet.diary import KeptSession, KeptUtterance
from sincnet.names import name_key

FACE_PX, PLAY_PX, LENGTH_PX, TIME_PX = 32, 24, 56, 72

NAME_PX, TRACK_PX, BAR_PX = 208, 480, 8
"""Room for names before the bars begin, how long a bar gets, and how thick."""

LONG_S = 8.0
"""What lasts so long fills its track, unless something else lasted longer."""

Index = QModelIndex | QPersistentModelIndex


class UtteranceModel(QAbstractListModel):
    """In the order in which they were said. `playing` is the id of the one that is heard, `progress` its share."""

    def __init__(self, roster: Roster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._session = KeptSession("", datetime.now(UTC), "")
        self._all: list[KeptUtterance] = []
        self._key = ""
        self.shown: list[KeptUtterance] = []
        self.playing: str | None = None
        self.progress = 0.0
        self.longest_s = LONG_S

    @property
    def everything(self) -> list[KeptUtterance]:
        return self._all

    def show(self, session: KeptSession, utterances: list[KeptUtterance]) -> None:
        """Replace them; the same ones, somebody of whom may have another name now, stay where they are."""
        self._session = session
        self.longest_s = max([LONG_S, *(one.duration_s for one in utterances)])
        same = [one.id for one in utterances] == [one.id for one in self._all]
        self._all = utterances
        if same and not self._key:
            self.shown = list(utterances)
            self.refresh()
            return
        self.beginResetModel()
        self.shown = self._found()
        self.endResetModel()

    def add(self, utterance: KeptUtterance) -> None:
        """It was just said."""
        self._all.append(utterance)
        self.longest_s = max(self.longest_s, utterance.duration_s)
        if self._key and self._key not in name_key(telling.name_of(utterance, self._roster)):
            return
        self.beginInsertRows(QModelIndex(), len(self.shown), len(self.shown))
        self.shown.append(utterance)
        self.endInsertRows()

    def search(self, text: str) -> None:
        """Only those whose speaker's name has this text in it; where there are none, all."""
        self._key = name_key(text)
        found = self._found()
        if found != self.shown:
            self.beginResetModel()
            self.shown = found
            self.endResetModel()

    def _found(self) -> list[KeptUtterance]:
        found = [one for one in self._all if self._key in name_key(telling.name_of(one, self._roster))]
        return found or list(self._all)

    def row_of(self, utterance_id: str) -> int:
        """-1 where it is not shown."""
        return next((row for row, one in enumerate(self.shown) if one.id == utterance_id), -1)

    def show_playing(self, utterance_id: str | None, progress: float = 0.0) -> None:
        rows = [self.row_of(one) for one in (self.playing, utterance_id) if one is not None]
        self.playing, self.progress = utterance_id, progress
        for row in rows:
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])

    def refresh(self) -> None:
        if self.shown:
            self.dataChanged.emit(self.index(0), self.index(len(self.shown) - 1))

    def time(self, utterance: KeptUtterance) -> str:
        return telling.time_of(self._session, utterance)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        utterance = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return telling.headline(utterance, self._roster)
        if role == Qt.ItemDataRole.UserRole:
            return utterance
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            told = [telling.headline(utterance, self._roster), telling.verdict(utterance, self._roster)]
            told += [words.percent(utterance.confidence), self.time(utterance), words.seconds(utterance.duration_s)]
            return ", ".join(told)
        return None


class UtteranceDelegate(QStyledItemDelegate):
    """`play_area` says where the button is in a row's rectangle."""

    def __init__(self, model: UtteranceModel, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._roster = model, roster

    @staticmethod
    def play_area(area: QRectF) -> QRectF:
        return QRectF(area.right() - 40, area.top(), 40, area.height())

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), theme.ROW + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        utterance, now = self._model.shown[index.row()], theme.tokens()
        area = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, area, chosen=theme.tokens().pressed)
        ratio = painter.device().devicePixelRatioF()
        face = self._roster.portrait(utterance.person_id, FACE_PX, ratio)
        painter.drawPixmap(QPointF(area.left() + 8, area.center().y() - FACE_PX / 2), face)
        caption = theme.font(theme.CAPTION)
        right = self.play_area(area).left()
        figures = ((self._model.time(utterance), TIME_PX), (words.seconds(utterance.duration_s), LENGTH_PX))
        for figure, width in figures:
            right -= width
            painter.setFont(caption)
            painter.setPen(QColor(caption_colour(option)))
            place = QRectF(right, area.top(), width, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure)
        text = QRectF(area.left() + FACE_PX + 20, area.top() + 4, 0, area.height() - 8)
        text.setRight(self._paint_length(painter, area, right, utterance) - 8)
        upper, lower = QRectF(text), QRectF(text)
        upper.setHeight(text.height() / 2)
        lower.setTop(upper.bottom())
        paint_text(painter, upper, str(index.data()), theme.font(theme.BODY, QFont.Weight.DemiBold), now.text)
        paint_text(painter, lower, telling.measured(utterance, self._roster), caption, caption_colour(option))
        self._paint_play(painter, option, area, utterance)
        painter.restore()

    def _paint_length(self, painter: QPainter, area: QRectF, right: float, utterance: KeptUtterance) -> float:
        """A bar as long as it was said, where there is room for one before `right`; returns where its track begins."""
        left = area.left() + FACE_PX + 20 + NAME_PX
        track = min(float(TRACK_PX), right - left)
        if track < TRACK_PX / 4:
            return right
        colour = self._roster.colour(utterance.person_id)
        length = max(float(BAR_PX), track * utterance.duration_s / self._model.longest_s)
        bar = QRectF(left, area.center().y() - BAR_PX / 2, length, BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        known = self._roster.member(utterance.person_id) is not None
        painter.setBrush(colour if known else QBrush(colour, Qt.BrushStyle.Dense4Pattern))
        painter.drawRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)
        return left

    def _paint_play(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF, utterance: KeptUtterance
    ) -> None:
        now, playing = theme.tokens(), utterance.id == self._model.playing
        pointed = option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected)
        if utterance.audible and (playing or pointed):
            place = self.play_area(area).center() - QPointF(PLAY_PX / 2, PLAY_PX / 2)
            square = QRectF(place, QPointF(place.x() + PLAY_PX, place.y() + PLAY_PX)).toRect()
            icon("stop" if playing else "play", now.text, PLAY_PX).paint(painter, square)
        if playing:
            whole = QRectF(area.left() + FACE_PX + 20, area.bottom() - 3, area.width() - FACE_PX - 32, 2)
            painter.fillRect(whole, theme.colour(now.text, 0.15))
            whole.setWidth(whole.width() * self._model.progress)
            painter.fillRect(whole, QColor(now.accent))
