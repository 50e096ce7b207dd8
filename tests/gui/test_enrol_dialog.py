"""The wizard from consent to the name on the screen, as a visitor and a host go through it; nothing given is lost."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import soundfile
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from audio.source import RATE, ArraySource
from gui.session import State
from tests.gui.enrol_staging import PATIENCE_MS, called, front, go_on, heard, opened, recording
from tests.gui.fake_recogniser import conversation, silence
from tests.gui.staging import OpenStage, drop


def test_from_a_recording_and_known_at_once(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Ravi")
    before = datetime.now(UTC).replace(microsecond=0)
    dialog = called(stage, "Änne 🌞")
    heard(stage, dialog, tmp_path)
    assert dialog.speak.ring.share == 1.0
    go_on(stage, dialog)
    assert [member.name for member in stage.window.roster.members] == ["Ravi", "Änne 🌞"]
    assert "Änne 🌞 is enrolled" in stage.window.banner.text
    (name, clips, face) = stage.recogniser.enrolled[0]
    assert (name, face) == ("Änne 🌞", None)
    assert sum(map(len, clips)) / RATE == pytest.approx(24, abs=1.5)
    assert stage.recogniser.consents[-1] is not None
    assert before <= datetime.fromisoformat(stage.recogniser.consents[-1]) <= datetime.now(UTC)
    dialog.frame.next.click()
    assert stage.window.enrolment.dialog is None


def test_nothing_is_recorded_before_consent(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Ravi", microphone=lambda _: ArraySource(conversation(5.0)))
    dialog = opened(stage, "Anna")
    assert front(dialog) is dialog.welcome
    drop(dialog, recording(tmp_path, 6.0))
    assert "Agree first" in dialog.frame.error.text()
    stage.window.listener.listen()  # the program hears somebody, and the wizard does not
    stage.until(State.IDLE)
    assert dialog.studio.take.pieces == [] and dialog.draft.consent_at is None
    assert stage.session.state is State.IDLE
    dialog.reject()  # nothing is lost, so nothing is asked
    assert stage.window.enrolment.dialog is None


def test_leaving_stops_what_the_wizard_started(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    dialog = called(stage, "Anna")
    dialog.frame.next.click()
    stage.until(State.LISTENING)
    dialog.reject()
    dialog.leaving.leave_all.click()
    stage.until(State.IDLE)
    assert not stage.window.live.aside


def test_escape_asks_only_when_something_would_be_lost(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Ravi")
    dialog = opened(stage)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert stage.window.enrolment.dialog is None
    dialog = called(stage, "Anna")
    heard(stage, dialog, tmp_path)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert front(dialog) is dialog.leaving
    assert "24 s of speech" in dialog.leaving.loss.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert front(dialog) is dialog.speak
    assert dialog.speak.ring.share == 1.0
    dialog.close()  # the window's cross asks as well
    assert front(dialog) is dialog.leaving
    dialog.leaving.leave_all.click()
    assert stage.window.enrolment.dialog is None
    assert stage.recogniser.enrolled == []


def test_errors_are_inline_and_nothing_is_lost(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Ravi")
    dialog = called(stage, "Anna")
    heard(stage, dialog, tmp_path)
    notes = tmp_path / "notes.wav"
    notes.write_text("no sound")
    dialog.studio.add_recordings([notes])
    stage.bot.waitUntil(lambda: "notes.wav is not an audio file" in dialog.frame.error.text(), timeout=PATIENCE_MS)
    dialog.identity.use_picture(notes)
    stage.bot.waitUntil(lambda: "notes.wav is not a picture" in dialog.frame.error.text(), timeout=PATIENCE_MS)
    quiet = tmp_path / "quiet.wav"
    soundfile.write(quiet, silence(4.0), RATE)
    dialog.studio.add_recordings([quiet])
    stage.bot.waitUntil(lambda: "No speech was found" in dialog.frame.error.text(), timeout=PATIENCE_MS)
    assert dialog.speak.ring.share == 1.0
    stage.recogniser.gallery.add("Anna", [], [], "fake")  # by another program, so the name is taken at the last moment
    dialog.frame.next.click()
    stage.bot.waitUntil(lambda: "already somebody called Anna" in dialog.frame.error.text(), timeout=PATIENCE_MS)
    assert dialog.isVisible() and dialog.speak.ring.share == 1.0
    dialog.back()
    dialog.identity.name.clear()
    QTest.keyClicks(dialog.identity.name, "Anna Two")
    dialog.frame.next.click()
    go_on(stage, dialog)


def test_it_waits_for_the_voices(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi", ready=False)
    dialog = called(stage, "Anna")
    assert not dialog.frame.next.isEnabled()
    assert "still being loaded" in dialog.speak.prompt.text()
    stage.window.load()
    stage.bot.waitUntil(dialog.frame.next.isEnabled, timeout=PATIENCE_MS)
    dialog.reject()
    dialog.leaving.leave_all.click()


def test_from_start_to_end_with_the_keyboard_alone(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi", microphone=lambda _: ArraySource(conversation(6.0, 6.0)))
    dialog = opened(stage, wanted_s=10.0)
    dialog.activateWindow()
    stage.bot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE_MS)

    def press(key: Qt.Key) -> None:
        at = QApplication.focusWidget()
        assert isinstance(at, QWidget)
        QTest.keyClick(at, key)

    press(Qt.Key.Key_Return)  # I agree
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Anna")
    while QApplication.focusWidget() is not dialog.identity.draw:
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert front(dialog) is dialog.drawing
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert front(dialog) is dialog.identity and dialog.draft.face is not None
    press(Qt.Key.Key_Return)
    assert front(dialog) is dialog.speak
    with stage.bot.waitSignal(dialog.enrolled, timeout=PATIENCE_MS):
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert stage.window.enrolment.dialog is None
    member = stage.window.roster.members[-1]
    assert member.name == "Anna" and member.face is not None


def test_every_control_has_a_name(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi")
    dialog = opened(stage)
    controls = [*dialog.findChildren(QAbstractButton), *dialog.findChildren(QLineEdit)]
    assert len(controls) > 20
    for control in controls:
        assert isinstance(control, QAbstractButton | QLineEdit)
        assert control.accessibleName() or control.text(), control
    dialog.reject()


def test_picture_and_recording_are_dropped_together(open_stage: OpenStage, tmp_path: Path) -> None:
    picture = tmp_path / "face.png"
    Image.new("RGB", (300, 200), "teal").save(picture)
    stage = open_stage()
    dialog = called(stage, "Anna")
    with stage.bot.waitSignals([dialog.identity.cropping_wanted, dialog.studio.settled], timeout=PATIENCE_MS):
        drop(dialog, picture, recording(tmp_path, 24.0))
    assert front(dialog) is dialog.cropping
    dialog.frame.next.click()
    assert front(dialog) is dialog.identity
    dialog.frame.next.click()
    go_on(stage, dialog)
    member = stage.window.roster.members[0]
    assert member.face is not None
    assert member.face.pixelColor(256, 256).name() == "#008080"
