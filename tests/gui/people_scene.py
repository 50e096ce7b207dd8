"""The people's page in front of a window, for tests to play with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.people import speech as speech_module
from gui.people.view import PeopleView
from sincnet.gallery import Gallery
from tests.gui.people_staging import PeopleRecogniser, SilentPlayer
from tests.gui.staging import OpenStage, Stage

Dialog = TypeVar("Dialog", bound=QDialog)


def png(colour: str = "#008080") -> bytes:
    file = BytesIO()
    Image.new("RGB", (512, 512), colour).save(file, "PNG")
    return file.getvalue()


@dataclass
class Scene:
    """The page in front of a window, and the gallery behind it."""

    stage: Stage
    recogniser: PeopleRecogniser
    page: PeopleView

    @property
    def gallery(self) -> Gallery:
        return self.recogniser.gallery

    def until(self, condition: Callable[[], bool]) -> None:
        self.stage.bot.waitUntil(condition)

    def names(self) -> list[str]:
        model = self.page.everybody.model
        return [model.member(row).name for row in range(model.rowCount())]

    def id_of(self, name: str) -> str:
        person = self.gallery.find(name)
        assert person is not None
        return person.id

    def open(self, name: str) -> None:
        """Somebody's page, with all that is found out about them."""
        self.stage.window.bus.show_person.emit(self.id_of(name))
        self.settled(name)

    def settled(self, name: str) -> None:
        person = self.gallery.get(self.id_of(name))
        self.until(lambda: self.page.person_id == person.id)
        self.until(lambda: self.page.pane.clips.model.rowCount() == person.utterances)
        self.until(lambda: bool(self.page.pane.likeness.verdict.text()))

    def dialog(self, kind: type[Dialog]) -> Dialog:
        self.until(lambda: any(isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets()))
        found = next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
        assert isinstance(found, kind)
        return found

    def banner(self, words: str) -> None:
        self.until(lambda: words in self.stage.window.banner.text)

    def undo(self) -> None:
        assert self.stage.window.banner.undo.isVisible()
        click(self.stage.window.banner.undo)


Open = Callable[..., Scene]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def scenes(open_stage: OpenStage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """What opens the page on people, each with as many utterances."""
    monkeypatch.setattr(speech_module, "Player", SilentPlayer)

    def open_scene(prepare: Callable[[PeopleRecogniser], None] | None = None, **people: int) -> Scene:
        recogniser = PeopleRecogniser(folder / "home")
        for name, utterances in people.items():
            recogniser.person(name, utterances)
        if prepare is not None:
            prepare(recogniser)
        stage = open_stage(open_recogniser=lambda: recogniser)
        stage.window.pages.show_page("people")
        page = stage.window.pages.page("people")
        assert isinstance(page, PeopleView)
        return Scene(stage, recogniser, page)

    return open_scene
