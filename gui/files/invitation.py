"""What the page shows before there is any recording: where to drop one, and what comes of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui import theme
from gui.controls import Button, label
from gui.icons import icon

ICON_PX = 56


class Invitation(QWidget):
    """A place to drop files on, with a button for whoever would rather choose."""

    choose_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._sign.setFixedSize(ICON_PX, ICON_PX)
        heading = label(self.tr("Drop recordings here"), "heading")
        lead = label(self.tr("See who spoke when, play along, put right what was heard wrong, and export it."), "lead")
        self.choose = Button(self.tr("Choose recordings…"), "primary", "open")
        self.choose.clicked.connect(self.choose_wanted)
        text = self.tr("Many at once or whole folders, hours long: wav, flac, ogg, opus, mp3 and more.")
        hint = label(text, "caption")
        column = QVBoxLayout(self)
        column.addStretch()
        for widget, gap in ((self._sign, 16), (heading, 8), (lead, 24), (self.choose, 16), (hint, 0)):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(gap)
        column.addStretch()
        self._paint_sign()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_sign()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour(now.card, 0.6))
        pen = QPen(QColor(now.pressed), 2)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 16, 16)

    def _paint_sign(self) -> None:
        size, ratio = QSize(ICON_PX, ICON_PX), self.devicePixelRatioF()
        self._sign.setPixmap(icon("files", theme.tokens().secondary, ICON_PX).pixmap(size, ratio))
