"""Faults of the program itself: into the log with everything, before the user with one sentence, one at a time."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

log = logging.getLogger(__name__)


class FaultReporter(QObject):
    """Replaces the excepthooks of Python and its threads while installed."""

    _fault = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: QMessageBox | None = None
        self._fault.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self._report
        threading.excepthook = self._report_thread

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

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
        self._dialog = QMessageBox(self._window)
        self._dialog.setWindowTitle(self.tr("WhoSpeaks"))
        self._dialog.setText(
            self.tr("Something went wrong inside the program. It goes on, but may not do all it should.")
        )
        self._dialog.setInformativeText(self.tr("If it happens again, close the program and start it anew."))
        self._dialog.setDetailedText(details)
        self._dialog.finished.connect(self._shown)
        self._dialog.open()

    @Slot()
    def _shown(self) -> None:
        assert self._dialog is not None
        self._dialog.deleteLater()
        self._dialog = None
