"""A recording of which nothing could be heard: why, and another try."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.controls import Button, label
from gui.files.job import Stage
from gui.files.queue_delegate import SIGN_PX, paint_sign

WIDTH_PX = 480


class Failure(QWidget):
    """`again_wanted` says that the user has done something about it."""

    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = label("", "lead")
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setFixedWidth(WIDTH_PX)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.again = Button(self.tr("Try again"), "primary")
        self.again.clicked.connect(self.again_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(24)
        column.addStretch()
        column.addSpacing(2 * SIGN_PX)
        column.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def show_trouble(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setFixedHeight(self.sentence.heightForWidth(WIDTH_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.sentence.geometry().center().x(), self.sentence.y() - 2 * SIGN_PX)
        painter.scale(2, 2)
        paint_sign(painter, QPointF(), Stage.FAILED, 1.0)
