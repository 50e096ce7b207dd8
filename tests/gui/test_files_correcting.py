"""Files: who spoke is put right and undone, and learned from when the user says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from audio.files import read_stretch
from gui.roster import members_of
from sincnet.turn_sheet import Who
from tests.gui.files_staging import analyse, click, jobs, named, recording, say_it_was
from tests.gui.staging import OpenStage


def test_a_correction_and_its_undo_by_keyboard(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    sheet, anna = jobs(page)[0].sheet, stage.window.roster.members[0]
    click(page, 1)
    say_it_was(page, "ann")
    assert sheet.entries[1].person_id == anna.person_id and sheet.corrected(1)
    assert page.recording.inspector.sentence.text() == "Anna, you said so"
    assert page.at_stake() == "Your corrections to talk.wav would be lost; export them first."
    page.recording.timeline.select(-1)
    QTest.keyClick(page.recording.timeline, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.entries[1].name == "Ravi"
    assert page.recording.timeline.selection == 1
    assert not page.recording.heading.undo.isEnabled()


def test_who_was_heard_here_is_offered_first_then_nobody(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Zoe", "Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    click(page, 1)
    page.recording.inspector.correct.click()
    chooser = page.recording.corrections.chooser
    assert chooser is not None
    assert [name for _, name in chooser.options.people] == ["Anna", "Somebody unknown", "Zoe", "Ravi"]
    QTest.keyClick(chooser.text, Qt.Key.Key_Down)
    QTest.keyClick(chooser.text, Qt.Key.Key_Return)
    assert jobs(page)[0].sheet.entries[1].name is None
    assert jobs(page)[0].sheet.entries[1].person_id is None


def test_a_name_that_cannot_be_is_refused_in_place(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    click(page, 1)
    say_it_was(page, "\u200b")
    chooser = page.recording.corrections.chooser
    assert chooser is not None and chooser.isVisible()
    assert "no character that can be seen" in chooser.error.text()
    chooser.reject()
    assert not jobs(page)[0].sheet.can_undo


def test_somebody_new_is_enrolled_from_their_turns_only_when_asked(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", script=lambda *_: (None, 0.95, None))
    path = recording(tmp_path, "talk.wav", 2.5, 1.2, 2.5)
    page = analyse(stage, path)
    sheet = jobs(page)[0].sheet
    for number in (0, 2):
        click(page, number)
        say_it_was(page, "Eva")
    assert stage.recogniser.enrolled == []
    assert page.recording.inspector.learn.text() == "Enrol Eva…"
    page.recording.inspector.learn.click()
    question = page.recording.corrections.question
    assert question is not None and "Has Eva agreed" in question.told.text()
    question.yes.click()
    stage.bot.waitUntil(lambda: len(stage.window.roster.members) == 2)
    (name, clips, _face) = stage.recogniser.enrolled[0]
    assert name == "Eva"
    spans = [(sheet.entries[n].start_s, sheet.entries[n].end_s) for n in (0, 2)]
    for clip, (from_s, to_s) in zip(clips, spans, strict=True):
        np.testing.assert_array_equal(clip, read_stretch(path, from_s, to_s))
    eva = stage.window.roster.members[1]
    stage.bot.waitUntil(lambda: Who(eva.person_id) in sheet.seconds)
    assert stage.recogniser.gallery.people()[1].consent_at is not None
    assert not page.recording.inspector.learn.isVisible()
    stage.window.banner.undo.click()
    stage.bot.waitUntil(lambda: len(stage.window.roster.members) == 1)
    assert sheet.entries[0].name == "Eva"


def test_too_little_speech_is_told_in_the_question(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", script=lambda *_: (None, 0.95, None))
    page = analyse(stage, recording(tmp_path, "talk.wav", 1.2))
    click(page, 0)
    say_it_was(page, "Eva")
    page.recording.inspector.learn.click()
    question = page.recording.corrections.question
    assert question is not None
    question.yes.click()
    stage.bot.waitUntil(lambda: "Less than two seconds" in question.error.text())
    question.reject()
    assert jobs(page)[0].sheet.entries[0].person_id is None


def test_somebody_enrolled_learns_from_a_corrected_turn_only(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    click(page, 0)
    assert not page.recording.inspector.learn.isVisible(), "nobody has vouched for it"
    click(page, 2)
    say_it_was(page, "Ravi")
    page.recording.inspector.learn.click()
    question = page.recording.corrections.question
    assert question is not None
    question.yes.click()
    stage.bot.waitUntil(lambda: bool(stage.recogniser.added))
    assert stage.recogniser.added[0][0] == "Ravi"
    stage.bot.waitUntil(lambda: stage.window.banner.text == "Ravi is better known now.")
    assert not page.recording.inspector.learn.isVisible()
    stage.window.banner.undo.click()
    stage.bot.waitUntil(page.recording.inspector.learn.isVisible)  # nothing was learned from it, so it is offered
    stage.bot.waitUntil(lambda: not stage.session._workers.busy)
    assert not stage.window.banner.isVisible()  # or it would tell of trouble


def test_a_person_renamed_is_called_so_from_then_on(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    anna = stage.window.roster.members[0]
    stage.recogniser.gallery.rename(anna.person_id, "Annabel")
    stage.session.people_changed.emit(members_of(stage.recogniser.gallery))
    click(page, 0)
    assert page.recording.inspector.sentence.text() == "Annabel, sure"
