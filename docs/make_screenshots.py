"""The pictures of the user guide, taken of the program itself while it plays its demo: `make screenshots`.

python docs/make_screenshots.py FOLDER [light|dark] [WIDTHxHEIGHT]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.faces_view.page import FacesPage
from gui.files.page import FilesPage
from gui.history.page import HistoryPage
from gui.preferences import Preferences
from gui.session import Session, State
from gui.shell import Shell
from gui.sources import Sources
from gui.theme import Theme
from gui.window import MainWindow
from sincnet.demo import CONVERSATION, conversation, enrol_cast
from sincnet.events import Identified
from sincnet.keeping import Keeper
from sincnet.recogniser import Recogniser

PATIENCE_S = 180.0
TURNS = 4
"""After so many the picture of the live view is taken."""


def main(folder: Path, scheme: str = "dark", size: str = "1366x768") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    home = Path(tempfile.mkdtemp())
    preferences = Preferences(home / "settings.json")
    preferences.change(scheme=scheme, motion="none", language="en")
    Theme(app).follow(preferences)

    def open_recogniser() -> Recogniser:
        recogniser = Recogniser.open(home)
        enrol_cast(recogniser)
        return recogniser

    session = Session(open_recogniser, Keeper(home, lambda: preferences.now))
    sources = Sources(list, lambda _label: conversation(), lambda _path: conversation(), conversation, lambda: None)
    shell = Shell(app, session, sources, None, preferences)
    window = shell.window
    window.resize(*map(int, size.split("x")))
    window.show()
    window.load()

    def shoot(name: str, what: QWidget = window) -> None:
        _settle(0.4)
        what.grab().save(str(folder / f"{name}.png"))

    _until(lambda: session.state is State.IDLE)
    heard: list[Identified] = []
    session.identified.connect(heard.append)
    window.listener.play_demo()
    _until(lambda: len(heard) >= TURNS)
    _settle(0.1)
    shoot("live")
    window.stage.toggle()
    assert window.stage.window is not None
    window.stage.window.setWindowState(Qt.WindowState.WindowNoState)  # offscreen screens are small
    window.stage.window.setFixedSize(*map(int, size.split("x")))
    shoot("stage", window.stage.window)
    window.stage.close()
    for key in ("map", "people", "model", "settings"):
        window.pages.show_page(key)
        _settle(1.5)
        shoot(key)
    shoot_history(window, shoot)
    window.bus.show_person.emit(window.roster.members[0].person_id)
    _settle(1.0)
    shoot("person")
    shoot_faces(window, shoot)
    session.stop()
    _until(lambda: session.state is State.IDLE)
    window.pages.show_page("files")
    window.bus.analyse.emit([CONVERSATION])
    files = window.pages.page("files")
    assert isinstance(files, FilesPage)
    _until(lambda: bool(files.works.queue.jobs) and not files.works.unfinished)
    shoot("files")
    window.enrolment.open()
    assert window.enrolment.dialog is not None
    shoot("enrol", window.enrolment.dialog)
    window.enrolment.dialog.close()
    ended: list[None] = []
    session.closed.connect(lambda: ended.append(None))
    window.close()
    _until(lambda: bool(ended))


def shoot_history(window: MainWindow, shoot: Callable[[str], None]) -> None:
    """The history with the reasons for one of its names."""
    window.pages.show_page("history")
    page = window.pages.page("history")
    assert isinstance(page, HistoryPage)
    _until(lambda: page.utterances.model.rowCount() > 2)
    page.utterances.view.setCurrentIndex(page.utterances.model.index(1))
    page.utterances.choices.why.click()
    _until(lambda: bool(page.why.driven.text()))
    shoot("history")


def shoot_faces(window: MainWindow, shoot: Callable[[str], None]) -> None:
    """The page of imagined faces with somebody of the demo, whose voices are nobody's."""
    window.preferences.change(imagine_faces=True)
    window.pages.show_page("faces")
    page = window.pages.page("faces")
    assert isinstance(page, FacesPage)
    _until(lambda: bool(page.workshop.easel.systems))
    page.workshop.sitting.use_person(window.roster.members[-1].person_id)
    _until(lambda: bool(page.workshop.easel.faces))
    shoot("faces")
    window.preferences.change(imagine_faces=False)


def _settle(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)


def _until(done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > until:
            raise TimeoutError("The program took too long.")
        _settle(0.02)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
