"""What stands where people would be: nobody yet, nobody of that name, or not loaded yet; and what one can do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import portrait
from gui.controls import Button, label

FACE_PX, WIDTH_PX = 128, 560


class Invitation(QWidget):
    """A silhouette, a title, a sentence that teaches, and buttons."""

    def __init__(self, *buttons: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self.title = label("", "heading")
        self.hint = label("", "lead")
        self.hint.setWordWrap(True)
        self.hint.setFixedWidth(WIDTH_PX)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch()
        for widget in (self._picture, self.title, self.hint):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch()

    def say(self, title: str, hint: str) -> None:
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.ensurePolished()
        self.hint.setFixedHeight(self.hint.heightForWidth(WIDTH_PX))
        self._picture.setPixmap(portrait.silhouette(FACE_PX, self.devicePixelRatioF()))
