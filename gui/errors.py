"""Faults of the program itself: into the log with everything, before the user with one sentence, one at a time."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import Self

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from gui.controls import Button, label

log = logging.getLogger(__name__)


class FaultDialog(QDialog):
    """Says that something went wrong, with the kind of fault in small print for whoever is asked about it."""

    def __init__(self, details: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("WhoSpeaks"))
        self.setFixedWidth(480)
        self.details = label(details, "caption")
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines = (
            label(self.tr("Something went wrong inside the program"), "title"),
            label(self.tr("It goes on, but may not do all it should. If it happens again, start it anew."), ""),
            self.details,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for line in lines:
            line.setWordWrap(True)
            column.addWidget(line)
        close = Button(self.tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


class FaultReporter(QObject):
    """Takes the place of the excepthooks of Python and its threads for the length of a `with`. Dialogs belong to
    `window`, which may be replaced."""

    _fault = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.window = window
        self._dialog: FaultDialog | None = None
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
        self._fault.emit(f"{kind.__name__}: {fault}")

    def _report_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._report(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(str)
    def _show(self, details: str) -> None:
        if self._dialog is not None:
            return  # one at a time; the log has them all
        self._dialog = FaultDialog(details, self.window)
        self._dialog.finished.connect(self._shown)
        self._dialog.open()

    @Slot()
    def _shown(self) -> None:
        assert self._dialog is not None
        self._dialog.deleteLater()
        self._dialog = None
