"""The window in tests: offscreen where there is no display, a real gallery, and no thread left behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
import soundfile

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from audio.source import RATE
from gui.preferences import Preferences
from gui.session import Session, State
from gui.theme import Theme
from gui.window import MainWindow
from sincnet.keeping import Keeper
from tests.gui.fake_imaginer import FakeImaginer
from tests.gui.fake_recogniser import FakeRecogniser, Script, speech
from tests.gui.people_scene import Open, scenes
from tests.gui.staging import OpenStage, Stage, sources

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def open_stage(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[OpenStage]:
    """Opens windows on a `FakeRecogniser` that knows `people` and follows `script`, once `gate` (if any) is set."""
    stages: list[Stage] = []

    def open_stage(
        *people: str,
        script: Script = lambda _number, _utterance: (None, 0.9, None),
        ready: bool = True,
        start_with: str | Path | None = None,
        gate: threading.Event | None = None,
        open_recogniser: Callable[[], Any] | None = None,
        preferences: Preferences | None = None,
        **replaced: Any,
    ) -> Stage:
        recogniser = FakeRecogniser(tmp_path / f"gallery-{len(stages)}", script)
        for name in people:
            recogniser.gallery.add(name, [], [], "fake")

        def open_when_let() -> FakeRecogniser:
            if gate is not None:
                gate.wait()
            return recogniser

        keeper = Keeper(tmp_path / f"diary-{len(stages)}", lambda: window.preferences.now)
        session = Session(cast("Callable[[], Recogniser]", open_recogniser or open_when_let), keeper)
        window = MainWindow(session, sources(**replaced), start_with, preferences)
        stage = Stage(qtbot, recogniser, session, window)
        stages.append(stage)
        window.show()
        if ready:
            window.load()
            qtbot.waitUntil(lambda: session.state is not State.LOADING and bool(window.top_bar.source.count() > 1))
        return stage

    yield open_stage
    for stage in stages:
        stage.close()
        stage.recogniser.close()
        stage.window.deleteLater()
        stage.session.deleteLater()


@pytest.fixture
def scene(open_stage: OpenStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    return scenes(open_stage, tmp_path, monkeypatch)


@pytest.fixture
def imaginer(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeImaginer]:
    fake = FakeImaginer()
    monkeypatch.setattr("gui.imagined.imagination.open_imaginer", lambda _home: fake)
    yield fake


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "voice.wav"
    soundfile.write(path, speech(5.0), RATE)
    return path
