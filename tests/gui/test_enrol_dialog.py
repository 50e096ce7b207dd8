"""Enrolling somebody: from recordings, from what the session hears, with and without a face; nothing typed is lost."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from audio.source import RATE, ArraySource
from gui.enrol.dialog import EnrolDialog
from gui.enrol.take import Take
from gui.session import State
from tests.gui.fake_recogniser import conversation, silence, speech
from tests.gui.staging import OpenStage, Stage, drop


def opened(stage: Stage) -> EnrolDialog:
    stage.window.enrol()
    assert stage.window.enrolment is not None
    return stage.window.enrolment


def recording(folder: Path, seconds: float, name: str = "voice.wav") -> Path:
    path = folder / name
    soundfile.write(path, speech(seconds), RATE)
    return path


def test_from_a_recording_and_known_at_once(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Ravi")
    dialog = opened(stage)
    form = dialog.form
    assert not form.enrol.isEnabled()
    form.name.setText("Änne 🌞")
    assert not form.enrol.isEnabled()
    dialog.use_recordings([recording(tmp_path, 6.0)])
    stage.bot.waitUntil(form.enrol.isEnabled)
    assert form.heard.text() == "6 of 20 s of speech"
    assert form.ring.share == pytest.approx(0.3)
    with stage.bot.waitSignal(dialog.finished):
        form.enrol.click()
    assert [member.name for member in stage.window.roster.members] == ["Ravi", "Änne 🌞"]
    assert "Änne 🌞 is enrolled" in stage.window.banner.text
    (name, clips, face) = stage.recogniser.enrolled[0]
    assert (name, [len(clip) for clip in clips], face) == ("Änne 🌞", [6 * RATE], None)
    assert stage.window.enrolment is None


def test_from_what_is_said_meanwhile(open_stage: OpenStage) -> None:
    sound = np.concatenate([conversation(3.0, 4.0), silence(1.0)])
    stage = open_stage("Ravi", microphone=lambda _: ArraySource(sound))
    dialog = opened(stage)
    dialog.form.name.setText("Anna")
    with stage.bot.waitSignal(dialog.recording_changed, check_params_cb=lambda recording: not recording):
        dialog.form.record.click()
        assert dialog.form.record.text() == "Stop recording"
        assert stage.session.state is State.LISTENING
    stage.until(State.IDLE)
    assert stage.window.live.history.model.rowCount() == 0  # it belonged to the enrolment
    assert dialog.form.record.text() == "Record"
    with stage.bot.waitSignal(dialog.finished):
        dialog.form.enrol.click()
    clips = stage.recogniser.enrolled[0][1]
    assert len(clips) == 2
    assert sum(map(len, clips)) / RATE == pytest.approx(7.0, abs=1.0)


def test_recording_stops_by_itself_when_there_is_enough(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi", microphone=lambda _: ArraySource(conversation(3.0, 3.0, 3.0)))
    dialog = opened(stage)
    dialog._take = Take(wanted_s=4.0)
    with stage.bot.waitSignal(dialog.recording_changed, check_params_cb=lambda recording: not recording):
        dialog.form.record.click()
    assert dialog.form.ring.share == 1.0
    assert dialog.form.prompt.text() == "That is enough to know this voice."
    stage.until(State.IDLE)


def test_a_session_that_runs_already_goes_on_after_recording(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    with stage.bot.waitSignal(stage.session.heard):
        stage.window.listener.listen()
    dialog = opened(stage)
    aside = []
    for _ in range(2):
        dialog.form.record.click()
        aside.append(stage.window.live.aside)
    assert aside == [True, False]
    assert stage.session.state is State.LISTENING
    dialog.reject()


def test_leaving_the_dialog_stops_what_it_started(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    dialog = opened(stage)
    dialog.form.record.click()
    stage.until(State.LISTENING)
    dialog.reject()
    stage.until(State.IDLE)
    assert not stage.window.live.aside


def test_errors_are_inline_and_nothing_is_lost(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Ravi")
    dialog = opened(stage)
    form = dialog.form
    form.name.setText("Ravi")
    dialog.use_recordings([recording(tmp_path, 6.0)])
    stage.bot.waitUntil(form.enrol.isEnabled)

    notes = tmp_path / "notes.wav"
    notes.write_text("no sound")
    dialog.use_recordings([notes])
    stage.bot.waitUntil(lambda: "notes.wav is not an audio file" in form.error.text())
    assert form.heard.text() == "6 of 20 s of speech"
    dialog.use_face(notes)
    stage.bot.waitUntil(lambda: "notes.wav is not a picture" in form.error.text())

    form.enrol.click()
    stage.bot.waitUntil(lambda: "already somebody called Ravi" in form.error.text())
    assert dialog.isVisible()
    assert (form.name.text(), form.heard.text()) == ("Ravi", "6 of 20 s of speech")
    form.name.setText("Ravi the other")
    with stage.bot.waitSignal(dialog.finished):
        form.enrol.click()


def test_too_little_speech_can_be_followed_by_more(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage()
    dialog = opened(stage)
    dialog.form.name.setText("Anna")
    dialog.use_recordings([recording(tmp_path, 0.8)])
    stage.bot.waitUntil(dialog.form.enrol.isEnabled)
    dialog.form.enrol.click()
    stage.bot.waitUntil(lambda: "Less than two seconds" in dialog.form.error.text())
    dialog.use_recordings([recording(tmp_path, 3.0, "more.wav")])
    stage.bot.waitUntil(lambda: dialog.form.heard.text() == "4 of 20 s of speech")
    dialog.form.start_over.click()
    assert dialog.form.heard.text() == "0 of 20 s of speech"
    dialog.reject()


def test_picture_and_recording_are_dropped_together(open_stage: OpenStage, tmp_path: Path) -> None:
    picture = tmp_path / "face.png"
    Image.new("RGB", (300, 200), "teal").save(picture)
    stage = open_stage()
    dialog = opened(stage)
    dialog.form.name.setText("Anna")
    drop(dialog, picture, recording(tmp_path, 6.0))
    stage.bot.waitUntil(lambda: dialog.form.enrol.isEnabled() and dialog._face is not None)
    with stage.bot.waitSignal(dialog.finished):
        dialog.form.enrol.click()
    member = stage.window.roster.members[0]
    assert member.face is not None
    assert member.face.pixelColor(256, 256).name() == "#008080"


def test_it_waits_for_the_voices(open_stage: OpenStage) -> None:
    stage = open_stage("Ravi", ready=False)
    dialog = opened(stage)
    assert not dialog.form.record.isEnabled()
    assert "still being loaded" in dialog.form.prompt.text()
    stage.window.load()
    stage.bot.waitUntil(dialog.form.record.isEnabled)
    dialog.reject()
