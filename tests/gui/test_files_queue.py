"""Files: recordings come, are worked through one after the other, cancelled, removed and put back."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import shiboken6
import soundfile as sf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from audio.errors import WhoSpeaksError
from audio.source import RATE
from gui.files.job import Stage
from gui.files.page import FilesPage
from tests.gui.files_staging import Gate, analyse, click, files_page, jobs, named, recording
from tests.gui.staging import OpenStage, drop


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
