"""The wizard from consent to the name on the screen, as a visitor and a host go through it; nothing given is lost."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from audio.source import RATE, ArraySource
from gui.enrol.camera import Frames
from gui.enrol.dialog import EnrolDialog
from gui.enrol.step import Step
from gui.session import State
from tests.gui.fake_recogniser import conversation, silence, speech
from tests.gui.staging import OpenStage, Stage, drop

PATIENCE_MS = 30_000
"""A busy machine takes its time."""


def opened(stage: Stage, name: str = "", wanted_s: float = 20.0) -> EnrolDialog:
    stage.window.enrolment.make_camera = Frames
    stage.window.enrolment.open(name)
    assert stage.window.enrolment.dialog is not None
    stage.window.enrolment.dialog.studio.take.wanted_s = wanted_s
    return stage.window.enrolment.dialog


def called(stage: Stage, name: str, wanted_s: float = 20.0) -> EnrolDialog:
    """The wizard after consent and name, ready to hear somebody."""
    dialog = opened(stage, wanted_s=wanted_s)
    dialog.frame.next.click()
    dialog.identity.name.setText(name)
    dialog.frame.next.click()
    assert front(dialog) is dialog.speak
    return dialog


def front(dialog: EnrolDialog) -> Step:
    return dialog.step


def recording(folder: Path, seconds: float, name: str = "voice.wav", gain: float = 1.0) -> Path:
    path = folder / name
    soundfile.write(path, np.clip(conversation(seconds) * gain, -1, 1), RATE)
    return path


def heard(stage: Stage, dialog: EnrolDialog, folder: Path, seconds: float = 24.0) -> None:
    """Give a recording instead of speaking, and wait until it has been examined."""
    with stage.bot.waitSignal(dialog.studio.settled, timeout=PATIENCE_MS):
        dialog.studio.add_recordings([recording(folder, seconds)])


def go_on(stage: Stage, dialog: EnrolDialog) -> None:
    """Press the button until the person is enrolled."""
    with stage.bot.waitSignal(dialog.enrolled, timeout=PATIENCE_MS):
        dialog.frame.next.click()
    assert front(dialog) is dialog.trying


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


def test_from_what_is_said_meanwhile(open_stage: OpenStage) -> None:
    sound = np.concatenate([conversation(3.0, 4.0), silence(1.0)])
    stage = open_stage("Ravi", microphone=lambda _: ArraySource(sound))
    dialog = called(stage, "Anna")
    with stage.bot.waitSignal(
        dialog.recording_changed, check_params_cb=lambda recording: not recording, timeout=PATIENCE_MS
    ):
        dialog.frame.next.click()
        assert dialog.frame.next.text() == "That is enough"
        assert stage.session.state is State.LISTENING
    stage.until(State.IDLE)
    assert stage.window.live.history.model.rowCount() == 0  # it belonged to the enrolment
    assert dialog.frame.next.text() == "Go on speaking"
    stage.bot.waitUntil(lambda: not dialog.studio.busy, timeout=PATIENCE_MS)
    dialog.speak.enough.click()  # too little is said so
    assert front(dialog) is dialog.checks
    assert [row.problem.key for row in dialog.checks.rows] == ["short"]
    assert not dialog.frame.next.isEnabled()
    dialog.checks.rows[0].keep.click()
    go_on(stage, dialog)
    clips = stage.recogniser.enrolled[0][1]
    assert len(clips) == 2
    assert sum(map(len, clips)) / RATE == pytest.approx(7.0, abs=1.0)


def test_enough_speech_enrols_without_another_press(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi", microphone=lambda _: ArraySource(conversation(6.0, 6.0, 3.0)))
    dialog = called(stage, "Anna", wanted_s=10.5)
    with stage.bot.waitSignal(dialog.enrolled, timeout=PATIENCE_MS):
        dialog.frame.next.click()
    assert front(dialog) is dialog.trying
    assert not stage.window.live.aside


def test_a_session_that_runs_already_goes_on_all_the_time(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    with stage.bot.waitSignal(stage.session.heard, timeout=PATIENCE_MS):
        stage.window.listener.listen()
    states: list[State] = []
    stage.session.state_changed.connect(states.append)
    dialog = called(stage, "Anna")
    aside = []
    for move in (dialog.frame.next.click, dialog.back):
        move()
        aside.append(stage.window.live.aside)
    assert aside == [True, False]
    dialog.reject()
    dialog.leaving.leave_all.click()
    assert stage.window.enrolment.dialog is None
    assert states == []


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


def test_too_little_speech_can_be_followed_by_more(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage()
    dialog = called(stage, "Anna")
    heard(stage, dialog, tmp_path, 2.0)
    assert dialog.frame.next.text() == "Go on speaking"
    assert dialog.speak.enough.isHidden()
    heard(stage, dialog, tmp_path, 6.0)
    assert not dialog.speak.enough.isHidden()
    assert dialog.speak.ring.accessibleName() == "8 of 20 s of speech"
    dialog.speak.start_over.click()
    assert dialog.speak.ring.accessibleName() == "0 of 20 s of speech"
    dialog.reject()
    dialog.leaving.leave_all.click()


def test_a_name_that_is_enrolled_gets_more_speech(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Ravi", "Anna")
    stage.recogniser.sounds_like = lambda _number: "Anna"
    dialog = opened(stage)
    dialog.frame.next.click()
    QTest.keyClicks(dialog.identity.name, "aNNa")
    assert "Anna is enrolled" in dialog.identity.note.text()
    dialog.frame.next.click()
    heard(stage, dialog, tmp_path)
    go_on(stage, dialog)
    assert stage.recogniser.enrolled == []
    ((name, clips, _face),) = stage.recogniser.added
    assert name == "Anna" and clips
    assert [member.name for member in stage.window.roster.members] == ["Ravi", "Anna"]


def test_more_speech_that_does_not_sound_like_its_person_is_questioned(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Ravi", "Anna")
    dialog = called(stage, "Anna")
    heard(stage, dialog, tmp_path)
    dialog.frame.next.click()
    assert [row.problem.sentence for row in dialog.checks.rows] == ["This does not sound like Anna."]
    dialog.checks.rows[0].again.click()
    assert front(dialog) is dialog.speak
    assert dialog.studio.take.pieces == []
    dialog.reject()
    dialog.leaving.leave_all.click()


def test_it_waits_for_the_voices(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi", ready=False)
    dialog = called(stage, "Anna")
    assert not dialog.frame.next.isEnabled()
    assert "still being loaded" in dialog.speak.prompt.text()
    stage.window.load()
    stage.bot.waitUntil(dialog.frame.next.isEnabled, timeout=PATIENCE_MS)
    dialog.reject()
    dialog.leaving.leave_all.click()


def test_without_a_microphone_it_says_so(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi")
    dialog = called(stage, "Anna")
    dialog.studio._listen = lambda: None  # as the listener does when nothing can be chosen
    dialog.frame.next.click()
    assert "Connect a microphone" in dialog.frame.error.text()
    assert dialog.frame.next.text() == "Start speaking"
    assert not stage.window.live.aside
    dialog.reject()
    dialog.leaving.leave_all.click()


def test_what_is_wrong_is_told_and_recorded_again_or_kept(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage()
    stage.recogniser.two_voices = {1}
    dialog = called(stage, "Anna")
    for number, gain in enumerate((1.0, 1.0, 9.0)):
        with stage.bot.waitSignal(dialog.studio.settled, timeout=PATIENCE_MS):
            dialog.studio.add_recordings([recording(tmp_path, 6.0, f"{number}.wav", gain)])
    assert dialog.studio.take.speech_s == pytest.approx(6, abs=0.5)
    dialog.speak.enough.click()
    rows = {row.problem.key: row for row in dialog.checks.rows}
    assert list(rows) == ["two voices", "loud", "short"]
    assert "too loud for the microphone" in rows["loud"].problem.sentence
    rows["loud"].again.click()
    assert front(dialog) is dialog.speak and len(dialog.studio.take.pieces) == 2
    dialog.speak.enough.click()
    for row in dialog.checks.rows:
        assert not dialog.frame.next.isEnabled()
        row.keep.click()
    go_on(stage, dialog)
    assert len(stage.recogniser.enrolled[0][1]) == 2


@pytest.mark.parametrize("again", [True, False])
def test_somebody_who_sounds_enrolled_is_asked_about(open_stage: OpenStage, tmp_path: Path, again: bool) -> None:
    stage = open_stage("Ravi", "Anna")
    stage.recogniser.sounds_like = lambda _number: "Anna"
    dialog = called(stage, "Annette")
    heard(stage, dialog, tmp_path)
    dialog.frame.next.click()
    assert front(dialog) is dialog.resemblance
    assert dialog.resemblance.heading.text() == "Is this Anna again?"
    with stage.bot.waitSignal(dialog.enrolled, timeout=PATIENCE_MS) as told:
        (dialog.frame.next if again else dialog.resemblance.new).click()
    assert told.args == ["Anna" if again else "Annette"]
    assert [entry[0] for entry in stage.recogniser.added] == (["Anna"] if again else [])
    assert [entry[0] for entry in stage.recogniser.enrolled] == ([] if again else ["Annette"])


def test_the_last_page_shows_the_name_and_learns_more(open_stage: OpenStage, tmp_path: Path) -> None:
    names = iter([None, "Anna"])
    said: dict[int, str | None] = {}

    def script(number: int, _utterance: object) -> tuple[str | None, float, str | None]:
        if number not in said:
            said[number] = next(names)
        return said[number], 0.93, None

    again = threading.Event()

    class Patient(ArraySource):
        def _pieces(self):
            for at, piece in enumerate(super()._pieces()):
                if at == 160:  # after the first sentence
                    again.wait(20)
                yield piece

    stage = open_stage("Ravi", script=script, microphone=lambda _: Patient(conversation(2.0, 2.0)))
    dialog = called(stage, "Anna")
    heard(stage, dialog, tmp_path)
    go_on(stage, dialog)
    trying = dialog.trying
    assert trying.more.isHidden()
    trying.listen.click()
    stage.bot.waitUntil(trying.more.isEnabled, timeout=PATIENCE_MS)
    assert (trying.name.text(), trying.more.text()) == ("New voice", "That was me, learn it")
    with stage.bot.waitSignal(stage.session.people_changed, timeout=PATIENCE_MS):
        trying.more.click()
    ((name, clips, _face),) = stage.recogniser.added
    assert name == "Anna" and len(clips[0]) / RATE == pytest.approx(2.0, abs=0.5)
    again.set()
    stage.bot.waitUntil(lambda: trying.recognised, timeout=PATIENCE_MS)
    assert trying.name.text() == "Anna" and "sure" in trying.verdict.text()
    stage.until(State.IDLE)


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


def test_the_reason_is_told_when_the_ring_does_not_fill(open_stage: OpenStage) -> None:
    sound = np.concatenate([silence(2.5), np.clip(speech(6.0) * 9, -1, 1), silence(0.2)])
    stage = open_stage(microphone=lambda _: ArraySource(sound))
    dialog = called(stage, "Anna")
    reasons: set[str] = set()
    dialog.studio.changed.connect(lambda: reasons.add(dialog.speak.reason.text()))
    dialog.frame.next.click()
    stage.bot.waitUntil(lambda: stage.session.state is State.IDLE and not dialog.studio.busy, timeout=PATIENCE_MS)
    assert any("Too loud" in reason for reason in reasons)
    assert dialog.speak.ring.share == 0
    assert dialog.studio.take.heard_s > 5
    dialog.reject()
    dialog.leaving.leave_all.click()
