"""Faults of the program itself: into the log with everything, before the user with one sentence, one at a time."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Self

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.controls import Button, label

log = logging.getLogger(__name__)

WIDTH_PX, DETAILS_PX = 520, 160


class FaultDialog(QDialog):
    """Says that something went wrong and what to do; the fault itself unfolds for whoever is asked about it."""

    def __init__(self, details: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("WhoSpeaks"))
        self.setFixedWidth(WIDTH_PX)
        self.details = QPlainTextEdit(details)
        self.details.setProperty("role", "report")
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setFixedHeight(DETAILS_PX)
        self.details.setAccessibleName(self.tr("Details"))
        self.details.hide()
        self.unfold = Button(self.tr("Details"), "flat")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._unfold)
        self.close_button = Button(self.tr("Close"), "primary")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        advice = self.tr(
            "It goes on, but may not do all it should. If it happens again, start it anew. Under Settings, About and "
            "diagnostics there is a report to send to whoever helps."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        for text, role in ((self.tr("Something went wrong inside the program"), "title"), (advice, "")):
            line = label(text, role)
            line.setWordWrap(True)
            line.setFixedWidth(WIDTH_PX - 48)
            column.addWidget(line)
        column.addWidget(self.details)
        foot = QHBoxLayout()
        foot.addWidget(self.unfold)
        foot.addStretch()
        foot.addWidget(self.close_button)
        column.addLayout(foot)
        self.close_button.setFocus()

    @Slot(bool)
    def _unfold(self, unfolded: bool) -> None:
        self.details.setVisible(unfolded)
        self.unfold.setText(self.tr("Hide details") if unfolded else self.tr("Details"))
        self.unfold.setAccessibleName(self.unfold.text())


class FaultReporter(QObject):
    """Takes the place of the excepthooks of Python and its threads for the length of a `with`. Dialogs belong to
    `window`, which may be replaced."""

    _fault = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.window = window
        self._dialog: FaultDialog | None = None
        self._told: set[str] = set()
        self._fault.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @Slot(QWidget)
    def move_to(self, window: QWidget) -> None:
        self.window = window

    def __enter__(self) -> Self:
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._report, self._report_thread
        return self

    def __exit__(self, *exc: object) -> None:
        sys.excepthook, threading.excepthook = self._before

    def _report(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        log.critical("Unexpected fault", exc_info=(kind, fault, trace))
        self._fault.emit("".join(traceback.format_exception(kind, fault, trace)).strip())

    def _report_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._report(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(str)
    def _show(self, details: str) -> None:
        if self._dialog is not None or details in self._told:
            return  # one at a time, and each once, for some come with every frame; the log has them all
        self._told.add(details)
        self._dialog = FaultDialog(details, self.window)
        self._dialog.finished.connect(self._shown)
        self._dialog.open()

    @Slot()
    def _shown(self) -> None:
        assert self._dialog is not None
        self._dialog.deleteLater()
        self._dialog = None
