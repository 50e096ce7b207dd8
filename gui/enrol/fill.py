"""A thin bar that fills: how far long work has come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import theme

HEIGHT_PX = 8


class Fill(QWidget):
    """A share in [0, 1]."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = 0.0
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName(self.tr("Progress"))

    def show_share(self, share: float) -> None:
        self.share = min(1.0, max(0.0, share))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().raised))
        painter.drawRoundedRect(QRectF(self.rect()), HEIGHT_PX / 2, HEIGHT_PX / 2)
        if self.share:
            done = QRectF(0, 0, max(HEIGHT_PX, self.width() * self.share), HEIGHT_PX)
            painter.setBrush(QColor(theme.tokens().accent))
            painter.drawRoundedRect(done, HEIGHT_PX / 2, HEIGHT_PX / 2)
