"""How a person looks in the grid, and in a row of a list to choose from."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from gui import theme
from gui.people.listing import Index, PeopleModel
from gui.people.words import amount, day
from gui.roster import Roster
from gui.rows import paint_ground

FACES_PX, GAP_PX = (112, 144, 184, 224), 8
"""How large the faces may be: as large as lets everybody be seen at once, and else the smallest."""

SMALL_FACE_PX = 28


def cell_px(face_px: int) -> tuple[int, int]:
    """Width and height of a card with such a face, and of the gap beside it."""
    return face_px + 56, face_px + 88


class _PersonDelegate(QStyledItemDelegate):
    def __init__(self, model: PeopleModel, roster: Roster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._roster = roster
        self._body, self._caption = theme.font(theme.BODY), theme.font(theme.CAPTION)
        self._bold = theme.font(theme.BODY, QFont.Weight.DemiBold)
        # A font's metrics are not cheap either, and a grid that is scrolled asks for them thirty times a frame.
        self._of_body, self._of_caption, self._of_bold = map(QFontMetricsF, (self._body, self._caption, self._bold))

    def _begin(self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF, resting: str) -> None:
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        paint_ground(painter, option, area, resting=resting, radius_px=theme.RADIUS)


class CardDelegate(_PersonDelegate):
    """A card of the grid: the face, `face_px` large, the name, and how much speech since when."""

    face_px = FACES_PX[0]

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        grid = option.widget
        return grid.gridSize() if isinstance(grid, QListView) else QSize(*cell_px(self.face_px))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        member, now = self._model.member(index.row()), theme.tokens()
        area = QRectF(option.rect).adjusted(GAP_PX / 2, GAP_PX / 2, -GAP_PX / 2, -GAP_PX / 2)
        self._begin(painter, option, area, now.card)
        face = self._roster.portrait(member.person_id, self.face_px, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(area.center().x() - self.face_px / 2), round(area.top() + 16), face)
        text = area.adjusted(12, 16 + self.face_px + 8, -12, -12)
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        upper = QRectF(text.left(), text.top(), text.width(), 20)
        painter.setFont(self._bold)
        painter.setPen(QColor(now.text))
        name = self._of_bold.elidedText(member.name, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, centred, name)
        painter.setFont(self._caption)
        painter.setPen(QColor(now.secondary))
        details = f"{amount(member.speech_s)} · {day(member.created_at)}"
        details = self._of_caption.elidedText(details, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper.translated(0, 20), centred, details)
        painter.restore()


class RowDelegate(_PersonDelegate):
    """A row of 44 px: face and name, how much speech at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), theme.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        member, now = self._model.member(index.row()), theme.tokens()
        area = QRectF(option.rect)
        self._begin(painter, option, area, "")
        face = self._roster.portrait(member.person_id, SMALL_FACE_PX, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(area.left() + 8), round(area.center().y() - SMALL_FACE_PX / 2), face)
        text = area.adjusted(8 + SMALL_FACE_PX + 12, 0, -12, 0)
        painter.setFont(self._caption)
        painter.setPen(QColor(now.secondary))
        speech = amount(member.speech_s)
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, speech)
        painter.setFont(self._body)
        painter.setPen(QColor(now.text))
        room = text.width() - self._of_caption.horizontalAdvance(speech) - 12
        name = self._of_body.elidedText(member.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()
