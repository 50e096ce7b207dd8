"""How long the program took: a small figure that explains itself when hovered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from gui import theme, words

PADDING_PX = 16


class LatencyChip(QLabel):
    """From the last sound of a sentence to the name on the screen; it keeps its place while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = self.tr("named after {0} s")
        widest = self._words.format("00.00")
        self.setFixedWidth(QFontMetrics(theme.font(theme.CAPTION)).horizontalAdvance(widest) + PADDING_PX)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFont(theme.font(theme.CAPTION))
        self.setAccessibleName(self.tr("Time from speech to name"))
        self.show_latency(None, 0.0)

    def show_latency(self, latency_s: float | None, compute_ms: float) -> None:
        """None while there is nothing to tell."""
        self.setProperty("role", "" if latency_s is None else "chip")
        self.style().polish(self)
        if latency_s is None:
            self.clear()
            self.setToolTip("")
            return
        self.setText(self._words.format(words.decimal(latency_s, 2)))
        told = self.tr(
            "From the last sound of the sentence to the name on the screen: {0} s. Most of it is the pause that tells "
            "that the sentence is over; working out the name took {1} ms of it."
        )
        self.setToolTip(told.format(words.decimal(latency_s, 2), round(compute_ms)))
