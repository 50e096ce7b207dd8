"""From "New voice: enrol?" on: what the stranger has just said counts, once they agree."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from audio.segmenter import Utterance
from audio.source import RATE
from gui.enrol.camera import Frames
from gui.enrol.dialog import EnrolDialog
from sincnet.events import Identified
from tests.gui.fake_recogniser import answer, speech
from tests.gui.staging import OpenStage, Stage

PATIENCE_MS = 30_000


def said(stage: Stage, *seconds: float) -> None:
    for number, length in enumerate(seconds):
        turn = Utterance(speech(length, number), 100 * RATE * number, complete=True)
        stage.session.identified.emit(Identified(turn, answer(stage.recogniser.gallery, None)))


def wizard(stage: Stage) -> EnrolDialog:
    """What one click on the stranger opens."""
    stage.window.enrolment.make_camera = Frames
    QTest.mouseClick(stage.window.live.stage.stranger_button, Qt.MouseButton.LeftButton)
    assert stage.window.enrolment.dialog is not None
    return stage.window.enrolment.dialog


def agreed(stage: Stage, dialog: EnrolDialog) -> None:
    with stage.bot.waitSignal(dialog.studio.settled, timeout=PATIENCE_MS):
        dialog.frame.next.click()
    dialog.identity.name.setText("Bo")
    dialog.frame.next.click()


def test_the_ring_begins_with_what_was_said(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    said(stage, 6.0, 6.0)
    dialog = wizard(stage)
    assert dialog.studio.take.pieces == []  # they have not agreed yet
    assert "12 s that you said just now count already" in dialog.welcome._recorded.text()
    agreed(stage, dialog)
    take = dialog.studio.take
    assert take.speech_s == pytest.approx(12.0, abs=1.0)
    assert dialog.speak.ring.share == pytest.approx(take.speech_s / take.wanted_s)
    assert "count already" in dialog.speak.reason.text()
    assert dialog.frame.next.text() == "Go on speaking"
    take.wanted_s = 8.0
    dialog.studio.changed.emit()
    with stage.bot.waitSignal(dialog.enrolled, timeout=PATIENCE_MS):
        dialog.frame.next.click()
    ((name, clips, _face),) = stage.recogniser.enrolled
    assert name == "Bo" and len(clips) == 2 and stage.recogniser.consents[-1] is not None


def test_without_consent_nothing_is_done_with_it(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    said(stage, 4.0)
    dialog = wizard(stage)
    dialog.reject()  # and nobody is asked, for it was not given for this
    assert stage.window.enrolment.dialog is None and stage.recogniser.examined == 0


def test_what_is_not_good_of_it_is_left_out_unasked(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    stage.recogniser.two_voices = {0}
    said(stage, 4.0, 5.0)
    dialog = wizard(stage)
    agreed(stage, dialog)
    assert [len(piece.clip) / RATE for piece in dialog.studio.take.pieces] == [5.0]
    assert [problem.key for problem in dialog.checks._open()] == ["short"]
    dialog.identity.name.setText("")
    assert dialog.loss is None  # only what was given for this is one's to lose
    dialog.reject()
    assert stage.window.enrolment.dialog is None


def test_to_enrol_somebody_else_nothing_is_handed_over(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    said(stage, 4.0)
    stage.window.enrolment.make_camera = Frames
    stage.window.live.enrol_button.click()
    dialog = stage.window.enrolment.dialog
    assert dialog is not None and "just now" not in dialog.welcome._recorded.text()
    dialog.frame.next.click()
    assert dialog.studio.take.pieces == []
    dialog.reject()
