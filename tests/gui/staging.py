"""A window on a fake recogniser and scripted sources, for tests to play with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from audio.files import FileSource
from audio.source import ArraySource, AudioError, AudioSource
from gui.leaving import LeaveDialog
from gui.session import Session, State
from gui.sources import Sources
from gui.window import MainWindow
from tests.gui.fake_recogniser import FakeRecogniser, conversation


@dataclass(frozen=True)
class FakeDevice:
    label: str
    is_default: bool


DEVICES = (FakeDevice("Built-in (ALSA)", True), FakeDevice("Headset (ALSA)", False))


def sources(**replaced: Any) -> Sources:
    """Two microphones and a demo that each speak three times, and real files; all as fast as it goes."""
    ways: dict[str, Any] = {
        "devices": lambda: DEVICES,
        "microphone": lambda label: ArraySource(conversation(1.5, 1.2), name=label or "default"),
        "file": lambda path: FileSource(path, realtime=False),
        "demo": lambda: ArraySource(conversation(1.5, 1.2, 2.0), name="demo"),
        "open_demo": lambda: None,
    }
    return Sources(**{**ways, **replaced})


def no_microphone(_label: str | None = None) -> AudioSource:
    raise AudioError("No microphone was found; connect one.")


@dataclass
class Stage:
    """A window with its session."""

    bot: QtBot
    recogniser: FakeRecogniser
    session: Session
    window: MainWindow
    closed: bool = False

    def close(self) -> None:
        """As the user does; returns when every thread has ended."""
        if not self.closed:
            with self.bot.waitSignal(self.session.closed):
                self.window.close()
                for question in self.window.findChildren(LeaveDialog):
                    question.accept()  # whatever is at stake
            self.closed = True

    def until(self, state: State) -> None:
        self.bot.waitUntil(lambda: self.session.state is state)

    def listen_to_the_end(self) -> None:
        with self.bot.waitSignal(self.session.state_changed, check_params_cb=lambda state: state is State.IDLE):
            self.window.listener.listen()


def drop(widget: QWidget, *paths: Path, at: QPoint = QPoint(10, 10)) -> None:  # noqa: B008 - never changed
    """Drag files onto the widget and let go there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, data, left, no_key)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), copy, data, left, no_key))


OpenStage = Callable[..., Stage]
