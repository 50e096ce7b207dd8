"""How well somebody is told apart from the others, and whom they sound like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from gui import theme, words
from gui.controls import label
from gui.roster import Roster

if TYPE_CHECKING:
    from sincnet.likeness import Likeness, Neighbour

ROWS = 3
FACE_PX = 28

VERY_ALIKE, ALIKE = 2.5, 0.0
"""From these scores on, voices are called so; at 0 a voice and those of the training that are most like it are."""


def verdict(found: Likeness, *, alone: bool) -> str:
    """The headline: "Told apart well from Hana"; `alone`, there is nobody to be told apart from."""
    if alone:
        return _tr("Nobody else is enrolled to be taken for")
    if not found.neighbours:
        return _tr("Too little speech to say how well they are told apart")
    nearest = found.neighbours[0].name
    match found.verdict:
        case "well":
            return _tr("Told apart well from {0}").format(nearest)
        case "mostly":
            return _tr("Mostly told apart from {0}").format(nearest)
        case "hardly":
            return _tr("Hard to tell apart from {0}").format(nearest)
        case _:
            return _tr("Too little speech to say how well they are told apart from {0}").format(nearest)


def figures(found: Likeness) -> str:
    """What the headline goes by."""
    if not found.neighbours:
        return ""
    nearest = found.neighbours[0]
    likeness = _tr("The two voiceprints: {0} deviations from what the most similar strangers give.").format(
        _signed(nearest.score)
    )
    if not found.utterances:
        return likeness
    compared = _tr(
        "{0} of {1} utterances are nearer to the voiceprint that the others make than to {2}'s, by {3} deviations on "
        "average."
    ).format(found.nearer, found.utterances, nearest.name, words.decimal(found.margin))
    return f"{compared}\n{likeness}"


def _signed(score: float) -> str:
    return f"{'+' if score > 0 else ''}{words.decimal(score)}"


def how_alike(neighbour: Neighbour) -> str:
    if neighbour.score >= VERY_ALIKE:
        return _tr("very alike")
    return _tr("alike") if neighbour.score >= ALIKE else _tr("not much alike")


class NeighbourRow(QAbstractButton):
    """Face, name and how alike; a click asks for their page."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.person_id = ""
        self._alike = ""
        self.setFixedHeight(theme.ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_neighbour(self, neighbour: Neighbour) -> None:
        self.person_id, self._alike = neighbour.person_id, how_alike(neighbour)
        self.setText(neighbour.name)
        self.setAccessibleName(f"{neighbour.name}, {self._alike}")
        self.setToolTip(
            self.tr("{0}: {1}, {2} deviations from the most similar strangers").format(
                neighbour.name, self._alike, _signed(neighbour.score)
            )
        )
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, now, area = QPainter(self), theme.tokens(), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.raised))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 8, 8)
        face = self._roster.portrait(self.person_id, FACE_PX, self.devicePixelRatioF())
        painter.drawPixmap(8, (self.height() - FACE_PX) // 2, face)
        text = area.adjusted(8 + FACE_PX + 12, 0, -12, 0)
        caption, body = theme.font(theme.CAPTION), theme.font(theme.BODY)
        painter.setFont(caption)
        painter.setPen(QColor(now.secondary))
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._alike)
        room = text.width() - QFontMetricsF(caption).horizontalAdvance(self._alike) - 12
        painter.setFont(body)
        painter.setPen(QColor(now.text))
        name = QFontMetricsF(body).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


class LikenessPanel(QWidget):
    """`opened` carries the id of the neighbour who was clicked. Its height never changes."""

    opened = Signal(str)

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.verdict = label("", "")
        self.verdict.setWordWrap(True)
        self.verdict.setFixedHeight(40)
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading = label(self.tr("Sounds like"), "section")
        self.heading.setContentsMargins(8, 0, 0, 0)
        self.rows = [NeighbourRow(roster) for _ in range(ROWS)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.verdict)
        column.addSpacing(8)
        column.addWidget(self.heading)
        column.addSpacing(4)
        for row in self.rows:
            policy = row.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            row.setSizePolicy(policy)
            row.clicked.connect(self._open)
            column.addWidget(row)
        self.show_likeness(None)

    def show_likeness(self, found: Likeness | None) -> None:
        """What was found out, or None while it is being found out."""
        alone = len(self._roster.members) < 2
        self.verdict.setText("" if found is None else verdict(found, alone=alone))
        self.verdict.setToolTip("" if found is None else figures(found))
        neighbours = () if found is None else found.neighbours
        self.heading.setVisible(bool(neighbours))
        for row in self.rows[len(neighbours) :]:
            row.hide()
        for row, neighbour in zip(self.rows, neighbours, strict=False):
            row.show_neighbour(neighbour)
            row.show()

    @Slot()
    def _open(self) -> None:
        row = self.sender()
        assert isinstance(row, NeighbourRow)
        self.opened.emit(row.person_id)


def _tr(text: str) -> str:
    return QCoreApplication.translate("likeness", text)
