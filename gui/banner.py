"""One calm sentence in a corner, when something is wrong or has just worked."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui import theme
from gui.controls import Button, label
from gui.live.meter import Lamp

NEWS_MS = 5000
"""How long good news stays."""


class Banner(QFrame):
    """Trouble stays until it is over or closed; good news goes by itself. `changed` asks to be placed anew."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._lamp = Lamp([""])
        self._sentence = label("", "")
        self._sentence.setWordWrap(True)
        close = Button(self.tr("Close this message"), "icon", "close")
        close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 4, 12)
        row.setSpacing(4)
        row.addWidget(self._lamp, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._leaving = QTimer(self, interval=NEWS_MS, singleShot=True)
        self._leaving.timeout.connect(self.clear)
        self.hide()

    @property
    def text(self) -> str:
        return self._sentence.text()

    def trouble(self, sentence: str) -> None:
        self._leaving.stop()
        self._show(sentence, good=False)

    def news(self, sentence: str) -> None:
        self._show(sentence, good=True)
        self._leaving.start()

    @Slot()
    def clear(self) -> None:
        self._leaving.stop()
        self._sentence.clear()
        self.hide()

    def _show(self, sentence: str, *, good: bool) -> None:
        self._lamp.show_state("", lambda: QColor(theme.tokens().speech if good else theme.tokens().trouble))
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self.raise_()
        self.changed.emit()
