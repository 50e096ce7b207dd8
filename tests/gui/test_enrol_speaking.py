"""Enrolment by speaking: what is said counts, the ring says why it does not fill, and the last page tries it."""

import threading
from pathlib import Path

import numpy as np
import pytest

from audio.source import RATE, ArraySource
from gui.session import State
from tests.gui.enrol_staging import PATIENCE_MS, called, front, go_on, heard
from tests.gui.fake_recogniser import conversation, silence, speech
from tests.gui.staging import OpenStage


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
