"""What the weights in use have learned from the people enrolled, run by run, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.controls import card, label
from gui.model import terms

if TYPE_CHECKING:
    from sincnet.tunings import Tuning


class Learned(QWidget):
    """The runs that can be undone, one after the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = QVBoxLayout()
        self._runs.setSpacing(16)
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(self.tr("What it has learned here"), "title"))
        column.addLayout(self._runs)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        outer.addStretch(1)

    def show_tunings(self, tunings: Sequence[Tuning]) -> None:
        while (item := self._runs.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if not tunings:
            nothing = self.tr(
                "Nothing yet. Under People enrolled it can learn from their recordings; each time can be undone."
            )
            self._add(nothing, "lead")
        for tuning in reversed(tunings):
            self._add(self._in_words(tuning), "", in_use=tuning is tunings[-1])

    def _in_words(self, tuning: Tuning) -> str:
        report = tuning.report
        before, after = (_error(report.get(when)) for when in ("before", "after"))
        what = self.tr("the network and the last layer") if tuning.network else self.tr("the last layer")
        return self.tr(
            "{0}: {1}, from {2} people. Held-out speech given to somebody else: {3} before, {4} after."
        ).format(terms.day(tuning.made_at), what, report.get("people", "–"), terms.share(before), terms.share(after))

    def _add(self, text: str, role: str, *, in_use: bool = False) -> None:
        line = label(self.tr("{0} In use.").format(text) if in_use else text, role)
        line.setWordWrap(True)
        self._runs.addWidget(line)


def _error(figures: Any) -> float | None:
    value = figures.get("window_error") if isinstance(figures, dict) else None
    return float(value) if isinstance(value, int | float) else None
