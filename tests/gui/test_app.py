"""The program around the window: is there a display, Ctrl+C, faults, and a way out."""

import logging
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.app import display_available, run_app
from gui.errors import FaultDialog, FaultReporter
from gui.window import MainWindow
from tests.gui.fake_recogniser import FakeRecogniser
from tests.gui.staging import OpenStage, sources


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
@pytest.mark.parametrize(
    ("environment", "available"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
        ({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}, True),
    ],
)
def test_whether_there_is_a_display(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], available: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert display_available() is available


def window_of(app: QApplication) -> MainWindow:
    return next(widget for widget in app.topLevelWidgets() if isinstance(widget, MainWindow) and widget.isVisible())


@pytest.mark.parametrize("way_out", ["close", "Ctrl+C"])
def test_the_program_runs_and_leaves(qtbot: QtBot, qapp: QApplication, tmp_path: Path, way_out: str) -> None:
    recogniser = FakeRecogniser(tmp_path)
    opened_in: list[threading.Thread] = []

    def open_recogniser() -> Any:
        opened_in.append(threading.current_thread())
        QTimer.singleShot(0, qapp, leave)
        return recogniser

    def leave() -> None:
        if way_out == "close":
            window_of(qapp).close()
        else:
            os.kill(os.getpid(), signal.SIGINT)

    handler, hook = signal.getsignal(signal.SIGINT), sys.excepthook
    assert run_app(cast(Any, open_recogniser), sources()) == 0
    assert opened_in and opened_in[0] is not threading.main_thread()
    assert recogniser.closed
    assert signal.getsignal(signal.SIGINT) is handler
    assert sys.excepthook is hook


def test_a_fault_is_logged_and_shown_once(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    parent, hooks = QWidget(), (sys.excepthook, threading.excepthook)
    qtbot.addWidget(parent)
    with caplog.at_level(logging.CRITICAL), FaultReporter(parent):
        for number in range(2):
            thread = threading.Thread(target=[].__getitem__, args=[number])
            thread.start()
            thread.join()
        qtbot.waitUntil(lambda: bool(parent.findChildren(FaultDialog)))
        qtbot.wait(20)
    (dialog,) = parent.findChildren(FaultDialog)
    assert not dialog.details.isVisible()  # folded, for it is nothing to most people
    dialog.unfold.click()
    assert dialog.details.isVisible()
    assert dialog.details.toPlainText().endswith("IndexError: list index out of range")
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [IndexError, IndexError]
    assert (sys.excepthook, threading.excepthook) == hooks
    dialog.accept()


def test_the_same_fault_asks_once_and_another_one_again(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def shown() -> list[FaultDialog]:
        return [dialog for dialog in parent.findChildren(FaultDialog) if dialog.isVisible()]

    with FaultReporter(parent) as faults:
        for details, asks in (("a frame is missing", True), ("a frame is missing", False), ("another one", True)):
            faults._fault.emit(details)
            qtbot.wait(20)
            assert bool(shown()) is asks
            for dialog in shown():
                dialog.accept()


def test_closing_twice_is_closing_once(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    stage.close()
    stage.window.close()
    assert stage.recogniser.closed
