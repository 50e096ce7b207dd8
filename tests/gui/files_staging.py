"""The files page in tests: recordings, a source that waits, and ways to use the page."""

from __future__ import annotations

import threading
from pathlib import Path

import soundfile as sf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from audio.segmenter import Utterance
from audio.source import RATE
from gui.files.job import Job
from gui.files.page import FilesPage
from tests.gui.fake_recogniser import conversation
from tests.gui.staging import Stage as Staged
from tests.gui.staging import drop

NAMES = ["Anna", "Ravi", None, "Anna"]


def named(number: int, _utterance: Utterance) -> tuple[str | None, float, str | None]:
    return NAMES[number % 4], 0.95 if number % 2 == 0 else 0.7, None


def recording(folder: Path, name: str = "talk.wav", *turns_s: float) -> Path:
    path = folder / name
    sf.write(path, conversation(*(turns_s or (1.5, 1.2, 2.0))), RATE)
    return path


def files_page(stage: Staged) -> FilesPage:
    stage.window.bus.go.emit("files")
    page = stage.window.pages.front
    assert isinstance(page, FilesPage)
    return page


def jobs(page: FilesPage) -> list[Job]:
    return page.works.queue.jobs


def analyse(stage: Staged, *paths: Path) -> FilesPage:
    """Drop files on the window and wait until all are worked through."""
    page = files_page(stage)
    drop(stage.window, *paths)
    stage.bot.waitUntil(lambda: len(jobs(page)) >= len(paths) and not page.works.unfinished, timeout=30_000)
    return page


class Gate:
    """Holds a script up at its second utterance until it is opened."""

    def __init__(self) -> None:
        self.open = threading.Event()

    def __call__(self, number: int, utterance: Utterance) -> tuple[str | None, float, str | None]:
        if number == 1:
            self.open.wait()
        return named(number, utterance)


def click(page: FilesPage, number: int) -> None:
    timeline = page.recording.timeline
    where = timeline.area_of(number).center().toPoint()
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=where)


def say_it_was(page: FilesPage, text: str) -> None:
    """Answer who the selected turn was, by the keyboard alone."""
    QTest.keyClick(page.recording.timeline, Qt.Key.Key_Return)
    chooser = page.recording.corrections.chooser
    assert chooser is not None and chooser.isVisible()
    chooser.text.insert(text)
    QTest.keyClick(chooser.text, Qt.Key.Key_Return)
