"""What the enrolment asks before it believes a recording: too little, faulty, or like somebody who is enrolled."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from tests.gui.enrol_staging import PATIENCE_MS, called, front, go_on, heard, opened, recording
from tests.gui.staging import OpenStage


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
