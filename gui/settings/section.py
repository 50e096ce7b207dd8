"""A section of the settings: a heading, and rows of something to choose with what it means."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.controls import card, label

WIDEST_PX = 760


class Section(QWidget):
    """Cards of rows below a heading."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(WIDEST_PX)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 24, 24)
        self._column.setSpacing(16)
        self._column.addWidget(label(title, "heading"))

    def add_card(self, *rows: QWidget) -> None:
        """The rows on one card."""
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(20)
        for row in rows:
            column.addWidget(row)
        self._column.addWidget(frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._take_height()
        return done

    def _take_height(self) -> None:
        """All that the lines need at this width; a scroll area would squeeze them, for it asks for a least height only
        that knows no width."""
        self.setMinimumHeight(max(0, self._column.totalHeightForWidth(self.width())))

    def end(self) -> None:
        """Nothing more comes: what is left of the height stays empty."""
        self._column.addStretch(1)


class Row(QWidget):
    """What it is, what it means, and the control at the right; `below` takes the whole width under them."""

    def __init__(self, title: str, meaning: str, control: QWidget | None = None, below: QWidget | None = None) -> None:
        super().__init__()
        self.meaning = label(meaning, "hint")
        self.meaning.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(title, "row"))
        words.addWidget(self.meaning)
        beside = QHBoxLayout()
        beside.setSpacing(24)
        beside.addLayout(words, 1)
        if control is not None:
            beside.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(beside)
        if below is not None:
            column.addWidget(below)
