"""Starts the window. What it listens to and how a recogniser is opened is handed in by `main.py`."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from gui import portrait
from gui.errors import FaultReporter
from gui.first_frame import FirstFrame
from gui.interrupt import on_interrupt
from gui.log import LogFile
from gui.preferences import Preferences
from gui.roles import tell_roles
from gui.session import Session
from gui.shell import Shell
from gui.sources import Sources
from gui.theme import Theme
from sincnet.keeping import Keeper

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

_LOG = logging.getLogger(__name__)

LEAVE_MS = 5000
"""How long closing waits for work that cannot be interrupted, such as a model being loaded."""


def display_available() -> bool:
    """Whether a window can be shown here; asks nothing of Qt, which would end the program if it cannot."""
    if sys.platform in ("win32", "darwin"):
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen and not chosen.startswith(("xcb", "wayland")):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _application() -> QApplication:
    """Qt ends the program where the display that is named cannot be reached; then at least in one sentence."""

    def dying(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(
                "whospeaks: No window can be opened on this display; without one, try: python main.py listen, identify "
                "or --help.\n"
            )
            sys.stderr.flush()
            os._exit(1)
        _LOG.info("%s", text)

    before = qInstallMessageHandler(dying)
    try:
        return QApplication(sys.argv[:1])
    finally:
        qInstallMessageHandler(before)


def _to_log(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Qt's own news are for whoever reads the log, not for the terminal."""
    _LOG.info("Qt: %s", text)


def run_app(
    open_recogniser: Callable[[], Recogniser],
    sources: Sources,
    start_with: str | Path | None = None,
    settings: Path | None = None,
    diary: Path | None = None,
    logs: Path | None = None,
    version: str = "",
) -> int:
    """Show the window until it is closed; returns the exit status. The user's choices are kept in the file `settings`,
    what is said in the folder `diary`, and what the program did in the folder `logs`; each only if given.

    `open_recogniser` is called in a thread of its own and may import what it needs there. `start_with` is listened to
    as soon as that is done: "microphone", "demo", a file, or None for nothing.
    """
    app = QApplication.instance() or _application()
    assert isinstance(app, QApplication)
    app.setApplicationName("WhoSpeaks")
    app.setQuitOnLastWindowClosed(False)  # the threads come first
    app.setApplicationVersion(version)
    preferences = Preferences(settings)
    Theme(app).follow(preferences)
    tell_roles()
    app.setWindowIcon(QIcon(portrait.silhouette(128, 1.0)))
    keeper = None if diary is None else Keeper(diary, lambda: preferences.now)
    session = Session(open_recogniser, keeper)
    log = None if logs is None else LogFile(logs)
    said = qInstallMessageHandler(_to_log)
    _LOG.info("WhoSpeaks %s begins", version)
    try:
        shell = Shell(app, session, sources, start_with, preferences, log)
        shell.closed.connect(app.quit)
        leaving = QTimer(shell, interval=LEAVE_MS, singleShot=True)
        leaving.timeout.connect(app.quit)
        shell.closing.connect(leaving.start)
        FirstFrame(shell.window.centralWidget() or shell.window).painted.connect(shell.window.load)
        shell.window.show()
        with FaultReporter(shell.window) as faults, on_interrupt(shell.close):
            shell.replaced.connect(faults.move_to)
            return app.exec()
    finally:
        qInstallMessageHandler(said)
        _LOG.info("WhoSpeaks ends")
        if log is not None:
            log.close()
