"""The ground of a row in a list that is read rather than chosen from."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from gui import theme

RADIUS_PX, RING_PX = 8, 2


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Raised under the mouse and where it is selected; where the keys go, with a ring."""
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    focused = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
    if not selected and not option.state & QStyle.StateFlag.State_MouseOver:
        return
    now, area = theme.tokens(), QRectF(option.rect)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(now.raised))
    painter.drawRoundedRect(area, RADIUS_PX, RADIUS_PX)
    if focused:
        half = RING_PX / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(now.accent), RING_PX))
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), RADIUS_PX - half, RADIUS_PX - half)
