"""The page of imagined faces in tests, and ways to use it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.faces_view.page import FacesPage
from tests.gui.staging import Stage


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def opened(stage: Stage, *, on: bool = True) -> FacesPage:
    stage.window.preferences.change(imagine_faces=on)
    stage.window.pages.show_page("faces")
    page = stage.window.pages.page("faces")
    assert isinstance(page, FacesPage)
    if on:
        stage.bot.waitUntil(lambda: bool(page.workshop.easel.systems))
    return page


def settled(stage: Stage, page: FacesPage) -> None:
    """All that was wished for is drawn."""
    shop = page.workshop
    stage.bot.waitUntil(lambda: not shop.sitting.busy and shop.easel._asked is None)


def drawn(stage: Stage, recording: Path) -> FacesPage:
    page = opened(stage)
    page.workshop.sitting.use_file(recording)
    settled(stage, page)
    assert page.workshop.easel.face is not None
    return page


def allow(stage: Stage, *names: str) -> None:
    def change(_recogniser: object) -> None:
        for name in names:
            person = stage.recogniser.gallery.find(name)
            assert person is not None
            stage.recogniser.gallery.let_imagine(person.id, True)

    with stage.bot.waitSignal(stage.session.people_changed):
        stage.session.change_people(change, lambda _outcome: None)
