"""The window listens: started and stopped, from this source and that, and what is said when it cannot."""

import threading
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from audio.source import RATE, ArraySource, AudioError, Notice
from gui.session import State
from sincnet.events import WhoSpeaksError
from tests.gui.fake_recogniser import conversation
from tests.gui.staging import DEVICES, OpenStage, drop, no_microphone

# Start, stop and sources


def test_start_and_stop(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    toggle = stage.window.top_bar.toggle
    assert toggle.text() == "Start"
    with stage.bot.waitSignal(stage.session.heard):
        QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert (toggle.text(), stage.window.top_bar.lamp.text) == ("Stop", "Listening")
    assert stage.window.live.stage.name.text() == "Listening"
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    stage.until(State.IDLE)
    assert (toggle.text(), stage.window.top_bar.lamp.text) == ("Start", "Not listening")
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("whospeaks")]


def test_the_space_bar_starts_and_stops_but_stays_a_buttons_own(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    QTest.keyClick(stage.window.live, Qt.Key.Key_Space)
    stage.until(State.LISTENING)
    QTest.keyClick(stage.window.live.enrol_button, Qt.Key.Key_Space)
    assert stage.session.state is State.LISTENING
    assert stage.window.enrolment.dialog is not None
    stage.window.enrolment.dialog.reject()
    QTest.keyClick(stage.window.live, Qt.Key.Key_Space)
    stage.until(State.IDLE)


def test_devices_are_listed_default_first_and_opened_by_name(open_stage: OpenStage) -> None:
    opened: list[str | None] = []

    def microphone(label: str | None) -> ArraySource:
        opened.append(label)
        return ArraySource(conversation(60), realtime=True)

    stage = open_stage("Anna", microphone=microphone)
    box = stage.window.top_bar.source
    labels = [box.itemText(at) for at in range(box.count())]
    assert labels == [f"{DEVICES[0].label} · system default", DEVICES[1].label, "Demo conversation"]
    stage.window.listener.listen()
    stage.bot.waitUntil(lambda: opened == [None])
    QTest.keyClick(box, Qt.Key.Key_Down)  # while listening: moves over to the other microphone
    stage.bot.waitUntil(lambda: opened == [None, DEVICES[1].label])
    stage.until(State.LISTENING)


def test_without_a_microphone_a_file_can_still_be_opened(open_stage: OpenStage, tmp_path: Path) -> None:
    def no_devices() -> list[object]:
        raise AudioError("PyAudio is not installed; open an audio file instead.")

    path = tmp_path / "talk.flac"
    soundfile.write(path, conversation(1.5), RATE)
    stage = open_stage("Anna", devices=no_devices, microphone=no_microphone, start_with="microphone", ready=False)
    stage.window.load()
    stage.bot.waitUntil(lambda: "PyAudio is not installed" in stage.window.banner.text)
    with stage.bot.waitSignal(stage.session.identified):
        stage.window.listener.play_file(path)
    stage.until(State.IDLE)
    assert stage.window.top_bar.source.currentText() == "talk.flac"
    assert stage.window.banner.text == ""


def test_no_device_at_all_is_said(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", devices=list, start_with="microphone", ready=False)
    stage.window.load()
    stage.bot.waitUntil(lambda: "No microphone was found" in stage.window.banner.text)


@pytest.mark.parametrize(
    ("start_with", "source"),
    [("microphone", f"{DEVICES[0].label} · system default"), ("demo", "Demo conversation")],
)
def test_it_can_listen_from_the_start(open_stage: OpenStage, start_with: str, source: str) -> None:
    stage = open_stage("Anna", start_with=start_with, ready=False)
    with stage.bot.waitSignal(stage.session.identified):
        stage.window.load()
    stage.until(State.IDLE)
    assert stage.window.top_bar.source.currentText() == source


def test_a_file_that_is_no_audio_is_one_sentence(open_stage: OpenStage, tmp_path: Path) -> None:
    path = tmp_path / "notes.wav"
    path.write_text("no sound")
    stage = open_stage("Anna")
    with stage.bot.waitSignal(stage.session.trouble):
        stage.window.listener.play_file(path)
    assert "notes.wav is not an audio file" in stage.window.banner.text
    assert stage.window.banner.isVisible()
    assert stage.session.state is State.IDLE


def test_a_dropped_file_is_played(open_stage: OpenStage, tmp_path: Path) -> None:
    path = tmp_path / "talk.wav"
    soundfile.write(path, conversation(1.5), RATE)
    stage = open_stage("Anna")
    with stage.bot.waitSignal(stage.session.identified):
        drop(stage.window, path)
    stage.until(State.IDLE)


def test_trouble_stays_and_good_news_replaces_it(open_stage: OpenStage) -> None:
    banner = (stage := open_stage("Anna")).window.banner
    stage.session.notice.emit(Notice("lost", "The microphone is gone."))
    assert (banner.text.startswith("The microphone delivers no sound"), banner.isVisible()) == (True, True)
    stage.session.notice.emit(Notice("recovered", "The microphone is back."))
    assert banner.text == "The microphone is back."
    banner.news("Anna is enrolled.")
    banner._leaving.setInterval(0)  # it is running, and begins anew with this
    stage.bot.waitUntil(banner.isHidden)


# When things go wrong


def test_weights_that_do_not_load_are_said(open_stage: OpenStage) -> None:
    def damaged() -> None:
        raise WhoSpeaksError("The weights are damaged; install the program again.")

    stage = open_stage(open_recogniser=damaged, ready=False)
    stage.window.load()
    stage.until(State.FAILED)
    assert stage.window.banner.text == "The weights are damaged; install the program again."
    assert stage.window.live.stage.verdict.text() == "The weights are damaged; install the program again."
    assert stage.window.top_bar.lamp.text == "Not ready"
    assert not stage.window.top_bar.toggle.isEnabled()


def test_closing_during_loading_hides_at_once_and_ends_in_order(open_stage: OpenStage) -> None:
    let_open = threading.Event()
    stage = open_stage("Anna", ready=False, gate=let_open)
    stage.window.load()
    stage.window.close()
    assert stage.window.isHidden()
    with stage.bot.waitSignal(stage.window.closed):
        let_open.set()
    stage.closed = True
    assert stage.recogniser.closed
