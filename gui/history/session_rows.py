"""The sessions as a list: when, what was listened to, how long, and the faces of whoever spoke."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import theme
from gui.history import telling
from gui.roster import Roster
from gui.rows import paint_ground
from sincnet.diary import KeptSession
from sincnet.names import name_key

ROW_PX, FACE_PX, FACES, OVERLAP_PX = 60, 24, 3, 8
Index = QModelIndex | QPersistentModelIndex


class SessionModel(QAbstractListModel):
    """The latest first. `running` is the id of the one that goes on now."""

    def __init__(self, roster: Roster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.sessions: list[KeptSession] = []
        self.running: str | None = None

    def show(self, sessions: list[KeptSession]) -> None:
        """Replace them; where they are the same ones, nothing is unselected."""
        if [one.id for one in sessions] == [one.id for one in self.sessions]:
            self.sessions = sessions
            self.dataChanged.emit(self.index(0), self.index(len(sessions) - 1))
            return
        self.beginResetModel()
        self.sessions = sessions
        self.endResetModel()

    def show_running(self, session_id: str | None) -> None:
        self.running = session_id
        if self.sessions:
            self.dataChanged.emit(self.index(0), self.index(len(self.sessions) - 1))

    def names(self, session: KeptSession) -> list[str]:
        return [telling.speaker_name(speaker, self._roster) for speaker in session.speakers]

    def when(self, session: KeptSession) -> str:
        when = telling.when(session.began)
        return self.tr("{0} · now").format(when) if session.id == self.running else when

    def details(self, session: KeptSession) -> str:
        return f"{telling.length(session.length_s)} · {session.source}"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.sessions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        session = self.sessions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.when(session)
        if role == Qt.ItemDataRole.UserRole:
            return session
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join([self.when(session), self.details(session), ", ".join(self.names(session))])
        return None


class SessionSearch(QSortFilterProxyModel):
    """Those sessions that have the text in their date, in what was listened to, or in a name."""

    def __init__(self, model: SessionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self._model, self._key = model, ""

    def search(self, text: str) -> None:
        self._key = name_key(text)
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        session = self._model.sessions[row]
        began = session.began.astimezone()
        dates = [telling.when(session.began), f"{began:%Y-%m-%d}", f"{began:%d.%m.%Y}", f"{began:%d %B %Y}"]
        return any(self._key in name_key(text) for text in (*dates, session.source, *self._model.names(session)))


class SessionDelegate(QStyledItemDelegate):
    """When over what; at the right the faces of whoever spoke most, and how many more there were."""

    def __init__(self, model: SessionModel, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._roster = model, roster

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        session, now = index.data(Qt.ItemDataRole.UserRole), theme.tokens()
        area = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, area, chosen=theme.tokens().pressed)
        inside = area.adjusted(12, 8, -12, -8)
        faces_px = self._paint_faces(painter, inside, session, caption_colour(option))
        text = inside.adjusted(0, 0, -faces_px - 8, 0)
        upper, lower = QRectF(text), QRectF(text)
        upper.setHeight(text.height() / 2)
        lower.setTop(upper.bottom())
        if session.id == self._model.running:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.speech))
            painter.drawEllipse(QPointF(upper.left() + 4, upper.center().y()), 4, 4)
            upper.setLeft(upper.left() + 16)
        paint_text(painter, upper, self._model.when(session), theme.font(theme.BODY, QFont.Weight.DemiBold), now.text)
        paint_text(painter, lower, self._model.details(session), theme.font(theme.CAPTION), caption_colour(option))
        painter.restore()

    def _paint_faces(self, painter: QPainter, inside: QRectF, session: KeptSession, colour: str) -> float:
        """Returns how wide they are."""
        shown, more = session.speakers[:FACES], len(session.speakers) - FACES
        right = inside.right()
        if more > 0:
            font = theme.font(theme.CAPTION)
            right -= QFontMetricsF(font).horizontalAdvance(f"+{more}")
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(
                QRectF(right, inside.top(), 48, inside.height()), Qt.AlignmentFlag.AlignVCenter, f"+{more}"
            )
            right -= 6
        ratio = painter.device().devicePixelRatioF()
        for number, speaker in enumerate(reversed(shown)):
            left = right - FACE_PX - number * (FACE_PX - OVERLAP_PX)
            face = self._roster.portrait(speaker.person_id, FACE_PX, ratio)
            painter.drawPixmap(QPointF(left, inside.center().y() - FACE_PX / 2), face)
        faces = FACE_PX + (len(shown) - 1) * (FACE_PX - OVERLAP_PX) if shown else 0
        return inside.right() - right + faces


def caption_colour(option: QStyleOptionViewItem) -> str:
    """Of the small text in a row: on the ground of a selected one the secondary colour would be too faint."""
    selected = option.state & QStyle.StateFlag.State_Selected
    return theme.tokens().text if selected else theme.tokens().secondary


def paint_text(painter: QPainter, area: QRectF, text: str, font: QFont, colour: str) -> None:
    """One line, shortened where it must be."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
