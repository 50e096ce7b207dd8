"""A question with a title, something to look at, and a way out: what the people's dialogs have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.controls import Button, label

WIDTH_PX, EDGE_PX = 480, 24


class Choice(QDialog):
    """`body` takes what the question is about; the last button given to `offer` is the usual answer."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(WIDTH_PX)
        heading, self.text = label(title, "title", self), label(text, "", self)
        for words in (heading, self.text):
            words.setWordWrap(True)
            words.ensurePolished()
            words.setFixedHeight(words.heightForWidth(WIDTH_PX - 2 * EDGE_PX))  # the layout would give one line
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch()
        self.no = Button(self.tr("Cancel"))
        self.no.clicked.connect(self.reject)
        self._buttons.addWidget(self.no)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE_PX, 24, EDGE_PX, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self.text)
        column.addLayout(self.body)
        column.addSpacing(4)
        column.addLayout(self._buttons)

    def offer(self, *buttons: Button) -> None:
        for button in buttons:
            button.setAutoDefault(True)
            self._buttons.addWidget(button)
        buttons[-1].setDefault(True)
