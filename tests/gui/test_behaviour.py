"""What the window does around its pages: its place, its language, devices that come and go, leaving during work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from audio.source import ArraySource
from gui.devices import Devices
from gui.files.page import FilesPage
from gui.leaving import LeaveDialog
from gui.log import LogFile
from gui.page import Page
from gui.preferences import Preferences
from gui.session import Session, State
from gui.shell import Shell
from gui.shortcuts import HelpSheet, groups
from gui.theme import Theme
from gui.window import MainWindow
from tests.gui.fake_recogniser import FakeRecogniser, conversation
from tests.gui.staging import DEVICES, FakeDevice, OpenStage, sources

# Where it was


def test_place_and_page_are_those_of_the_last_time(open_stage: OpenStage, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    first = open_stage("Anna", preferences=Preferences(file))
    first.window.setGeometry(0, 30, 1120, 700)
    first.window.pages.show_page("settings")
    first.close()
    again = open_stage("Anna", preferences=Preferences(file)).window
    assert again.pages.key == "settings"
    assert again.height() == 700 and again.y() == first.window.y()


def test_a_place_on_a_screen_that_is_gone_is_corrected(open_stage: OpenStage) -> None:
    first = open_stage("Anna")
    first.window.move(9000, 5000)
    preferences = first.window.preferences
    first.close()
    assert preferences.now.window
    again = open_stage("Anna", preferences=preferences).window
    assert QGuiApplication.primaryScreen().availableGeometry().intersects(again.frameGeometry())


@pytest.mark.parametrize("record", ["", "no base64 ££", "AAAA"])
def test_a_place_that_makes_no_sense_is_left_out(open_stage: OpenStage, record: str) -> None:
    preferences = Preferences()
    preferences.change(window=record, page="nowhere")
    window = open_stage("Anna", preferences=preferences).window
    assert window.pages.key == "live" and window.width() >= 1120


# Keys


def test_the_help_sheet_opens_by_key_and_lists_every_key_of_the_window(open_stage: OpenStage) -> None:
    window = open_stage("Anna").window
    for key in (Qt.Key.Key_F1, Qt.Key.Key_Question):
        QTest.keyClick(window, key)
        [sheet] = [sheet for sheet in window.findChildren(HelpSheet) if sheet.isVisible()]
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        assert not sheet.isVisible()
    listed = " ".join(keys for group in groups() for keys, _ in group.keys)
    second = {"Ctrl+Shift+S"}  # keys that do what a listed one does
    for action in window.actions():
        keys = action.shortcut().toString()
        assert keys in listed or keys.startswith("Alt+") or keys in second, keys


# Devices that come and go


def test_a_microphone_that_is_plugged_in_appears_and_a_pulled_one_in_use_stays(open_stage: OpenStage) -> None:
    there = [*DEVICES]
    stage = open_stage(
        "Anna", devices=lambda: tuple(there), microphone=lambda _: ArraySource(conversation(60), realtime=True)
    )
    box, devices = stage.window.top_bar.source, stage.window.devices

    def labels() -> list[str]:
        return [box.itemText(at) for at in range(box.count())]

    there.append(FakeDevice("Clip (ALSA)", False))
    with stage.bot.waitSignal(devices.changed):
        devices.look()
    assert "Clip (ALSA)" in labels()
    stage.window.preferences.change(microphone="Clip (ALSA)")
    assert box.currentText() == "Clip (ALSA)"
    with stage.bot.waitSignal(stage.session.heard):
        stage.window.listener.listen()
    there.pop()
    with stage.bot.waitSignal(devices.changed):
        devices.look()
    assert "Clip (ALSA)" in labels() and box.currentText() == "Clip (ALSA)"  # it is being waited for
    stage.window.listener.toggle()
    stage.until(State.IDLE)
    with stage.bot.waitSignal(devices.changed):
        devices.look()
    assert "Clip (ALSA)" not in labels() and box.currentText() == labels()[0]
    there.append(FakeDevice("Clip (ALSA)", False))
    with stage.bot.waitSignal(devices.changed):
        devices.look()
    assert box.currentText() == "Clip (ALSA)"  # the one that was chosen is back


def test_looking_again_while_looking_looks_once_more(open_stage: OpenStage) -> None:
    looked: list[int] = []

    def devices() -> tuple[FakeDevice, ...]:
        looked.append(1)
        return DEVICES

    stage = open_stage("Anna", devices=devices)
    before = len(looked)
    for _ in range(5):
        stage.window.devices.look()
    stage.bot.waitUntil(lambda: len(looked) == before + 2)
    stage.bot.wait(50)
    assert len(looked) == before + 2


def test_what_watches_devices_is_loaded_before_there_are_threads(
    open_stage: OpenStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its library speaks while it is loaded: with a thread beside it that loads one, too, both waited for ever."""
    running: list[str] = []
    watch = Devices.watch

    def watched(devices: Devices) -> None:
        running.extend(thread.name for thread in threading.enumerate() if thread.name.startswith("whospeaks"))
        watch(devices)

    monkeypatch.setattr(Devices, "watch", watched)
    stage = open_stage("Anna")
    assert stage.window.devices._media is not None and running == []


# Leaving during work


class Busy(Page):
    def at_stake(self) -> str | None:
        return "A recording is half written."


def test_leaving_during_work_asks_once(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    stage.window.pages._made["busy"] = Busy()
    stage.window.close()
    [dialog] = stage.window.findChildren(LeaveDialog)
    assert "half written" in dialog.stakes.text() and dialog.no.isDefault()
    dialog.no.click()
    assert (stage.window.isVisible(), stage.recogniser.closed) == (True, False)
    stage.window.close()
    dialog = next(d for d in stage.window.findChildren(LeaveDialog) if d.isVisible())
    with stage.bot.waitSignal(stage.session.closed):
        dialog.yes.click()
    stage.closed = True
    assert (stage.window.isVisible(), stage.recogniser.closed) == (False, True)
    del stage.window.pages._made["busy"]


# Another language


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Shell]:
    recogniser = FakeRecogniser(tmp_path)
    recogniser.gallery.add("Anna", [], [], "fake")
    session = Session(lambda: recogniser)  # type: ignore[arg-type,return-value]
    microphone = sources(microphone=lambda _: ArraySource(conversation(60), realtime=True))
    preferences = Preferences()
    preferences.change(language="en")
    shell = Shell(qapp, session, microphone, None, preferences)
    shell.window.show()
    shell.window.load()
    qtbot.waitUntil(lambda: session.state is State.IDLE and shell.window.top_bar.source.count() > 1)
    yield shell
    with qtbot.waitSignal(session.closed):
        shell.window.close()
    preferences.change(language="en")
    qtbot.wait(10)
    shell._translation.speak("en")
    QLocale.setDefault(QLocale.system())
    shell.window.deleteLater()
    shell.deleteLater()
    session.deleteLater()
    recogniser.close()


def test_another_language_is_another_window_in_the_same_place(qtbot: QtBot, shell: Shell) -> None:
    before = shell.window
    before.setGeometry(0, 50, 1120, 690)
    before.pages.show_page("files")  # what is worked on there goes on, and is asked about at the end
    before.pages.show_page("settings")
    before.listener.listen()
    with qtbot.waitSignal(before._session.heard):
        pass
    with qtbot.waitSignal(shell.replaced):
        before.preferences.change(language="de")
    after = shell.window
    assert isinstance(after, MainWindow) and after is not before
    assert after.isVisible() and not before.isVisible()
    assert (after.y(), after.size()) == (before.y(), before.size())
    assert after.pages.key == "settings"
    assert any(isinstance(page, FilesPage) for page in after.pages.made)
    assert after.top_bar.toggle.text() == "Stopp"
    assert [member.name for member in after.roster.members] == ["Anna"]
    with qtbot.waitSignal(after._session.heard):  # nobody stopped listening
        pass
    after.listener.toggle()
    qtbot.waitUntil(lambda: after._session.state is State.IDLE)
    assert after.top_bar.toggle.text() == "Start"
    with qtbot.waitSignal(shell.replaced):
        after.preferences.change(language="en")
    assert shell.window.top_bar.lamp.text == "Not listening"


def test_the_language_waits_for_work_that_would_be_lost(qtbot: QtBot, shell: Shell) -> None:
    window = shell.window
    window.pages._made["busy"] = Busy()
    window.preferences.change(language="de")
    qtbot.wait(20)
    assert shell.window is window and window.preferences.now.language == "en"
    assert "half written" in window.banner.text
    window.pages._made["busy"].goes_on = True
    with qtbot.waitSignal(shell.replaced):
        window.preferences.change(language="de")
    assert shell.window is not window


# The log


def test_the_log_turns_over_and_holds_no_names(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "logs")
    try:
        log.blotted.hide(["Anna", "Bo Li"])
        logging.getLogger("sincnet.anything").info("%s and bo li were here; Annabel in %s", "ANNA", Path.home() / "x")
        try:
            raise KeyError("Anna")
        except KeyError:
            logging.getLogger("gui").exception("Unexpected fault")
        text = log.path.read_text("utf-8")
        assert "[name] and [name] were here; Annabel in ~" in text and "KeyError" in text
        log.blotted.hide(["Ravi"])  # Anna is deleted, or called otherwise
        logging.getLogger("gui").info("Anna was taken for Ravi")
        assert "[name] was taken for [name]" in log.path.read_text("utf-8")
        assert "ANNA" not in text and "'Anna'" not in text and str(Path.home()) not in text
        for _ in range(60):
            logging.getLogger("gui").info("x" * 40_000)
        files = sorted(path.name for path in (tmp_path / "logs").iterdir())
        assert files == ["whospeaks.log", "whospeaks.log.1", "whospeaks.log.2", "whospeaks.log.3"]
        assert len(log.last(3)) <= 3
    finally:
        log.close()
    logging.getLogger("gui").info("after the end")
    assert "after the end" not in log.path.read_text("utf-8")


def test_without_a_place_for_the_log_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file is in the way")
    log = LogFile(tmp_path / "logs")
    assert log.last(5) == []
    log.close()


# Threads


def test_whoever_stops_following_is_not_called_any_more(open_stage: OpenStage) -> None:
    """Qt for Python would call a function that is gone, for what a thread had emitted before, and end the process."""
    stage = open_stage("Anna")
    followers: list[Follower] = []

    class Follower:
        def hear(self, _event: object) -> None:
            stage.session.heard.disconnect(self.hear)
            followers.remove(self)  # nobody holds it any more

    for _ in range(20):
        follower = Follower()
        followers.append(follower)
        stage.session.heard.connect(follower.hear)
        del follower
        stage.listen_to_the_end()
        assert not followers
