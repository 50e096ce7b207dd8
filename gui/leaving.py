"""The one question before the window closes while something is under way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.controls import Button, label


class LeaveDialog(QDialog):
    """Says what would be lost; accepted, the window closes."""

    def __init__(self, stakes: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Close WhoSpeaks?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        self.stakes = label("\n".join(stakes), "")
        self.stakes.setWordWrap(True)
        self.leave = Button(self.tr("Close anyway"), "danger")
        self.stay = Button(self.tr("Stay"))
        self.stay.setDefault(True)
        self.leave.clicked.connect(self.accept)
        self.stay.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.stay)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(label(self.tr("Close WhoSpeaks?"), "title"))
        column.addWidget(self.stakes)
        column.addLayout(buttons)
        self.stay.setFocus()
