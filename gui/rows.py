"""The ground of a row, or of a card, in a list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from gui import theme

RADIUS_PX, RING_PX = 8, 2


def paint_ground(
    painter: QPainter,
    option: QStyleOptionViewItem,
    area: QRectF | None = None,
    *,
    chosen: str = "",
    resting: str = "",
    radius_px: float = RADIUS_PX,
) -> None:
    """Raised under the mouse and where it is selected, there in the colour `chosen` if there is one; else `resting`, or
    nothing. Where the keys go it has a ring. `area` is the whole row if it is not given."""
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    under_mouse = bool(option.state & QStyle.StateFlag.State_MouseOver)
    now, area = theme.tokens(), QRectF(option.rect) if area is None else area
    colour = (chosen or now.raised) if selected else now.raised if under_mouse else resting
    if colour:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(area, radius_px, radius_px)
    if selected and option.state & QStyle.StateFlag.State_HasFocus:
        half = RING_PX / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(now.accent), RING_PX))
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius_px - half, radius_px - half)
