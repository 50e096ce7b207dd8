"""The one question before the window closes while something is under way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.ask import Asking


class LeaveDialog(Asking):
    """Says what would be lost; accepted, the window closes."""

    def __init__(self, stakes: Sequence[str], parent: QWidget) -> None:
        super().__init__(self.tr("Close WhoSpeaks?"), self.tr("Close anyway"), parent, self.tr("Stay"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.stakes = self.say("\n".join(stakes))
        self.yes.clicked.connect(self.accept)
        self.warn()
