"""The files page as its user sees it: drop, watch, cancel, look, correct, enrol, export."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import numpy as np
import pytest
import shiboken6
import soundfile as sf
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from audio.errors import WhoSpeaksError
from audio.files import read_stretch
from audio.segmenter import Utterance
from audio.source import RATE
from gui.files.job import Job, Stage
from gui.files.lanes import HEADER_PX
from gui.files.page import FilesPage
from gui.roster import members_of
from sincnet.turn_sheet import STRANGER, Who
from tests.gui.fake_recogniser import conversation
from tests.gui.staging import OpenStage, drop
from tests.gui.staging import Stage as Staged

NAMES = ["Anna", "Ravi", None, "Anna"]


def named(number: int, _utterance: Utterance) -> tuple[str | None, float, str | None]:
    return NAMES[number % 4], 0.95 if number % 2 == 0 else 0.7, None


def recording(folder: Path, name: str = "talk.wav", *turns_s: float) -> Path:
    path = folder / name
    sf.write(path, conversation(*(turns_s or (1.5, 1.2, 2.0))), RATE)
    return path


def files_page(stage: Staged) -> FilesPage:
    stage.window.bus.go.emit("files")
    page = stage.window.pages.front
    assert isinstance(page, FilesPage)
    return page


def jobs(page: FilesPage) -> list[Job]:
    return page.works.queue.jobs


def analyse(stage: Staged, *paths: Path) -> FilesPage:
    """Drop files on the window and wait until all are worked through."""
    page = files_page(stage)
    drop(stage.window, *paths)
    stage.bot.waitUntil(lambda: len(jobs(page)) >= len(paths) and not page.works.unfinished, timeout=30_000)
    return page


class Gate:
    """Holds a script up at its second utterance until it is opened."""

    def __init__(self) -> None:
        self.open = threading.Event()

    def __call__(self, number: int, utterance: Utterance) -> tuple[str | None, float, str | None]:
        if number == 1:
            self.open.wait()
        return named(number, utterance)


def click(page: FilesPage, number: int) -> None:
    timeline = page.recording.timeline
    where = timeline.area_of(number).center().toPoint()
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=where)


def say_it_was(page: FilesPage, text: str) -> None:
    """Answer who the selected turn was, by the keyboard alone."""
    QTest.keyClick(page.recording.timeline, Qt.Key.Key_Return)
    chooser = page.recording.corrections.chooser
    assert chooser is not None and chooser.isVisible()
    chooser.text.insert(text)
    QTest.keyClick(chooser.text, Qt.Key.Key_Return)


# The queue


def test_recordings_are_dropped_and_worked_through_one_after_the_other(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path), recording(tmp_path, "second.flac", 1.2))
    assert [job.stage for job in jobs(page)] == [Stage.DONE, Stage.DONE]
    assert [entry.name for entry in jobs(page)[0].sheet.entries] == ["Anna", "Ravi", None]
    assert page.recording.job is jobs(page)[0] and page.recording.heading.title.text() == "talk.wav"
    assert page.works.queue.index(0).data() == "talk.wav"
    assert page.works.queue.told(jobs(page)[0]) == "0:07 · 3 turns"
    assert page.recording.heading.summary.text() == "0:07 · 3 turns · 2 people · new voices"
    assert page.at_stake() is None


def test_a_folder_is_searched_and_a_file_comes_once(open_stage: OpenStage, tmp_path: Path) -> None:
    folder = tmp_path / "tapes"
    folder.mkdir()
    first = recording(folder, "a.wav", 1.2)
    recording(folder, "b.wav", 1.2)
    (folder / "notes.txt").write_text("no sound")
    stage = open_stage("Anna")
    page = analyse(stage, folder)
    stage.bot.waitUntil(lambda: [job.path.name for job in jobs(page)] == ["a.wav", "b.wav"])
    page.queue.choose(jobs(page)[1])
    with stage.bot.waitSignal(page.works.added):
        drop(stage.window, first)
    assert len(jobs(page)) == 2
    assert page.recording.job is jobs(page)[0]


def test_a_folder_without_recordings_is_told(open_stage: OpenStage, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    stage = open_stage("Anna")
    page = files_page(stage)
    drop(stage.window, empty)
    stage.bot.waitUntil(lambda: "No audio file was found" in stage.window.banner.text)
    assert jobs(page) == []
    assert page.invitation.isVisible()


def test_turns_appear_while_it_works(open_stage: OpenStage, tmp_path: Path) -> None:
    gate = Gate()
    stage = open_stage("Anna", "Ravi", script=gate)
    page = files_page(stage)
    page.take([recording(tmp_path), recording(tmp_path, "next.wav")])
    stage.bot.waitUntil(lambda: bool(jobs(page)) and len(jobs(page)[0].sheet.entries) == 1)
    assert [job.stage for job in jobs(page)] == [Stage.WORKING, Stage.WAITING]
    click(page, 0)
    assert page.recording.inspector.sentence.text() == "Anna, sure"
    assert page.at_stake() == "Who speaks in 2 recordings would not be known to the end."
    assert "%" in page.works.queue.told(jobs(page)[0])
    gate.open.set()
    stage.bot.waitUntil(lambda: not page.works.unfinished)
    assert len(jobs(page)[1].sheet.entries) == 3


def test_one_is_cancelled_and_begun_anew(open_stage: OpenStage, tmp_path: Path) -> None:
    gate = Gate()
    stage = open_stage("Anna", "Ravi", script=gate)
    page = files_page(stage)
    page.take([recording(tmp_path), recording(tmp_path, "next.wav")])
    stage.bot.waitUntil(lambda: bool(jobs(page)) and len(jobs(page)[0].sheet.entries) == 1)
    page.queue.stop.click()
    gate.open.set()
    stage.bot.waitUntil(lambda: not page.works.unfinished)
    assert [job.stage for job in jobs(page)] == [Stage.CANCELLED, Stage.DONE]
    assert page.works.queue.told(jobs(page)[0]).startswith("Cancelled at 0:0")
    page.queue.again.click()
    stage.bot.waitUntil(lambda: jobs(page)[0].stage is Stage.DONE)
    assert len(jobs(page)[0].sheet.entries) == 3


def test_all_are_cancelled(open_stage: OpenStage, tmp_path: Path) -> None:
    gate = Gate()
    stage = open_stage("Anna", "Ravi", script=gate)
    page = files_page(stage)
    page.take([recording(tmp_path, f"{n}.wav") for n in range(3)])
    stage.bot.waitUntil(lambda: bool(jobs(page)) and len(jobs(page)[0].sheet.entries) == 1)
    page.queue.stop_all.click()
    gate.open.set()
    stage.bot.waitUntil(lambda: not page.works.unfinished)
    assert {job.stage for job in jobs(page)} == {Stage.CANCELLED}
    assert not page.queue.stop_all.isEnabled()


def test_bad_files_get_a_sentence_each_and_the_queue_goes_on(open_stage: OpenStage, tmp_path: Path) -> None:
    (text := tmp_path / "text.wav").write_text("Dear diary")
    (empty := tmp_path / "empty.wav").touch()
    sf.write(silent := tmp_path / "silent.wav", np.zeros(3 * RATE, np.float32), RATE)
    cut = recording(tmp_path, "cut.wav")
    cut.write_bytes(cut.read_bytes()[: 2 * 4 * RATE])
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, text, empty, tmp_path / "gone.wav", silent, cut, recording(tmp_path, "good.wav"))
    assert [job.stage for job in jobs(page)] == [Stage.FAILED] * 5 + [Stage.DONE]
    expected = ["not an audio file", "empty (0 bytes)", "There is no file", "silent from", "only its first 4.0 s"]
    assert [want in job.trouble for want, job in zip(expected, jobs(page), strict=False)] == [True] * 5
    assert page.recording.failure.isVisible() and "not an audio file" in page.recording.failure.sentence.text()
    page.queue.choose(jobs(page)[4])
    assert page.recording.timeline.isVisible() and "only its first" in page.recording.heading.trouble.text()
    assert jobs(page)[4].sheet.entries, "what could be heard is kept"
    text.write_bytes(recording(tmp_path, "right.wav").read_bytes())
    page.queue.choose(jobs(page)[0])
    page.recording.failure.again.click()
    stage.bot.waitUntil(lambda: jobs(page)[0].stage is Stage.DONE)
    assert page.recording.timeline.isVisible()


def test_what_is_removed_can_be_put_back(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    job = jobs(page)[0]
    QTest.keyClick(page.queue.view, Qt.Key.Key_Delete)
    assert jobs(page) == [] and page.invitation.isVisible()
    stage.window.banner.undo.click()
    assert jobs(page) == [job] and len(job.sheet.entries) == 3
    assert page.recording.isVisible()
    assert job.path.exists()


def test_recordings_wait_until_the_voices_are_loaded(open_stage: OpenStage, tmp_path: Path) -> None:
    let_open = threading.Event()
    stage = open_stage("Anna", ready=False, gate=let_open)
    stage.window.load()
    page = files_page(stage)
    with stage.bot.waitSignal(page.works.added):
        page.take([recording(tmp_path, "a.wav", 1.2)])
    assert jobs(page)[0].stage is Stage.WAITING
    let_open.set()
    stage.bot.waitUntil(lambda: jobs(page)[0].stage is Stage.DONE)


def test_without_a_recogniser_they_fail_with_a_sentence(open_stage: OpenStage, tmp_path: Path) -> None:
    def cannot() -> None:
        raise WhoSpeaksError("The model is damaged.")

    stage = open_stage(open_recogniser=cannot)
    page = analyse(stage, recording(tmp_path, "a.wav", 1.2))
    assert jobs(page)[0].trouble.startswith("Speaker recognition could not be loaded")


def test_other_views_hand_recordings_over(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna")
    stage.window.bus.analyse.emit([recording(tmp_path, "a.wav", 1.2)])
    page = stage.window.pages.front
    assert isinstance(page, FilesPage)
    stage.bot.waitUntil(lambda: bool(jobs(page)) and jobs(page)[0].stage is Stage.DONE)


def test_recordings_are_chosen_in_a_dialog(
    open_stage: OpenStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = recording(tmp_path, "a.wav", 1.2)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    stage = open_stage("Anna")
    page = files_page(stage)
    page.invitation.choose.click()
    stage.bot.waitUntil(lambda: bool(jobs(page)) and jobs(page)[0].stage is Stage.DONE)


def test_the_window_closes_in_order_while_it_works(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", script=lambda *_: ("Anna", 0.9, None))
    page = files_page(stage)
    page.take([recording(tmp_path, f"{n}.wav", *[1.2] * 30) for n in range(2)])
    stage.bot.waitUntil(lambda: bool(jobs(page)) and bool(jobs(page)[0].sheet.entries))
    stage.close()
    assert jobs(page)[1].stage is Stage.CANCELLED


def test_another_language_loses_no_recording(open_stage: OpenStage, tmp_path: Path) -> None:
    gate = Gate()
    stage = open_stage("Anna", "Ravi", script=gate)
    page = files_page(stage)
    page.take([recording(tmp_path)])
    stage.bot.waitUntil(lambda: bool(jobs(page)) and len(jobs(page)[0].sheet.entries) == 1)
    page.deleteLater()
    stage.window.pages._made.pop("files")
    after = FilesPage(stage.window.pages._desk)
    stage.bot.addWidget(after)
    stage.bot.waitUntil(lambda: not shiboken6.isValid(page))
    gate.open.set()
    stage.bot.waitUntil(lambda: not after.works.unfinished)
    assert after.recording.job is jobs(after)[0]
    assert len(jobs(after)[0].sheet.entries) == 3 and after.recording.heading.summary.text().startswith("0:07")


# Looking


def test_nobody_enrolled_shows_new_voices_and_how_to_enrol(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage()
    page = analyse(stage, recording(tmp_path))
    assert list(jobs(page)[0].sheet.seconds) == [STRANGER]
    assert page.recording.heading.invitation.isVisible()
    click(page, 0)
    assert page.recording.inspector.sentence.text() == "New voice"
    assert page.recording.inspector.correct.text() == "Who was that?"
    with stage.bot.waitSignal(stage.window.bus.enrol):
        page.recording.heading.enrol.click()


def test_a_turn_is_selected_by_click_and_keys(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    timeline, inspector = page.recording.timeline, page.recording.inspector
    click(page, 1)
    assert timeline.selection == 1
    assert inspector.sentence.text() == "Probably Ravi" and "70 %" in inspector.details.text()
    QTest.keyClick(timeline, Qt.Key.Key_Down)
    assert inspector.sentence.text() == "New voice"
    QTest.keyClick(timeline, Qt.Key.Key_Down)
    assert timeline.selection == 2, "there is none after it"
    inspector.before.click()
    assert timeline.selection == 1
    beside = QPoint(int(timeline.area_of(1).right()) + 20, int(timeline.area_of(1).center().y()))
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert timeline.selection == -1
    assert timeline.playhead_s == pytest.approx(jobs(page)[0].sheet.entries[1].end_s, abs=0.5)


def wheel(widget: QWidget, x: float, turned: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    where, none, phase = QPointF(x, 60), Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(where, where, QPoint(), QPoint(0, turned), none, keys, phase, False)
    QApplication.sendEvent(widget, event)


def test_wheel_and_keys_zoom_and_pan(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    timeline = page.recording.timeline
    view, total_s = timeline.view, timeline.view.total_s
    assert view.whole
    middle = HEADER_PX + (timeline.viewport().width() - HEADER_PX) / 2
    wheel(timeline.viewport(), middle, 240)
    assert view.length_s < total_s
    assert (view.start_s + view.end_s) / 2 == pytest.approx(total_s / 2, abs=0.05)
    start_s = view.start_s
    wheel(timeline.viewport(), middle, -120, Qt.KeyboardModifier.ShiftModifier)
    assert view.start_s > start_s
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    assert view.start_s == 0
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    assert view.start_s > 0
    QTest.keyClick(timeline, Qt.Key.Key_End)
    assert view.end_s == pytest.approx(total_s)
    length_s = view.length_s
    QTest.keyClick(timeline, Qt.Key.Key_Plus)
    assert view.length_s < length_s
    QTest.keyClick(timeline, Qt.Key.Key_0)
    assert view.whole
    page.recording.transport.closer.click()
    QTest.mouseClick(
        page.recording.overview, Qt.MouseButton.LeftButton, pos=QPoint(page.recording.overview.width() - 1, 9)
    )
    assert view.end_s == pytest.approx(total_s)


def test_dragging_the_timeline_moves_along(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    timeline = page.recording.timeline
    timeline.zoom(3, 0)
    port = timeline.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(HEADER_PX + 300, 60))
    for x in (280, 200, 100):
        QTest.mouseMove(port, QPoint(HEADER_PX + x, 60))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(HEADER_PX + 100, 60))
    assert timeline.view.start_s > 0
    assert timeline.selection == -1 and timeline.playhead_s == 0


def test_a_lane_that_is_out_of_sight_is_scrolled_to(open_stage: OpenStage, tmp_path: Path) -> None:
    people = [f"Person {n}" for n in range(14)]
    stage = open_stage(*people, script=lambda n, _: (people[n], 0.95, None))
    page = analyse(stage, recording(tmp_path, "many.wav", *[1.2] * 14))
    timeline = page.recording.timeline
    for _ in range(14):
        QTest.keyClick(timeline, Qt.Key.Key_Down)
    assert timeline.selection == 13
    assert timeline.viewport().rect().contains(timeline.area_of(13).toRect())
    assert timeline.area_of(0).top() < 0


def test_a_turn_is_found_where_it_is_painted(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    for number in range(3):
        assert page.recording.timeline.turn_at(page.recording.timeline.area_of(number).center()) == number
    assert page.recording.timeline.turn_at(QPointF(HEADER_PX + 5, 40)) == -1


# Correcting and learning


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


def test_a_person_renamed_is_called_so_from_then_on(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    anna = stage.window.roster.members[0]
    stage.recogniser.gallery.rename(anna.person_id, "Annabel")
    stage.session.people_changed.emit(members_of(stage.recogniser.gallery))
    click(page, 0)
    assert page.recording.inspector.sentence.text() == "Annabel, sure"


# Exporting


@pytest.mark.parametrize("kind", ["csv", "json", "rttm", "srt", "html"])
def test_it_is_exported(open_stage: OpenStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    click(page, 2)
    say_it_was(page, "Anna")
    target = tmp_path / "out" / "who"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.exporter.ask_where(jobs(page)[0], kind)  # type: ignore[arg-type]
    stage.bot.waitUntil(lambda: stage.window.banner.text == f"Exported to who.{kind}.")
    text = target.with_suffix(f".{kind}").read_text("utf-8")
    assert "Anna" in text and "Ravi" in text
    if kind == "json":
        assert [said["speaker"] for said in json.loads(text)["utterances"]] == ["Anna", "Ravi", "Anna"]
    assert page.at_stake() is None, "the corrections are safe"


def test_the_menu_offers_every_kind(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    page.recording.heading.export.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert len(menu.actions()) == 5
    menu.close()


def test_what_cannot_be_written_is_told_and_leaves_nothing(
    open_stage: OpenStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    click(page, 2)
    say_it_was(page, "Anna")
    (tmp_path / "file").write_text("in the way of a folder")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "file" / "who.csv"), ""))
    page.exporter.ask_where(jobs(page)[0], "csv")
    stage.bot.waitUntil(lambda: "who.csv could not be written" in stage.window.banner.text)
    assert page.at_stake() is not None
    assert (tmp_path / "file").read_text() == "in the way of a folder"
