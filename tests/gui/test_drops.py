"""Whatever is dropped on the window, on whichever page, comes where it belongs or is told what to do with it."""

from pathlib import Path

import pytest
import soundfile
from PIL import Image
from PySide6.QtTest import QSignalSpy

from audio.source import RATE
from gui.drops import kind_of
from gui.enrol.camera import Frames
from gui.leaving import LeaveDialog
from tests.gui.fake_recogniser import conversation
from tests.gui.staging import OpenStage, drop


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    found = {name: tmp_path / name for name in ("a.wav", "b.wav", "face.png", "all.whospeaks", "folder")}
    for name in ("a.wav", "b.wav"):
        soundfile.write(found[name], conversation(1.0), RATE)
    Image.new("RGB", (64, 64), "#336699").save(found["face.png"])
    found["all.whospeaks"].write_bytes(b"not really")
    found["folder"].mkdir()
    return found


def test_what_it_is(files: dict[str, Path]) -> None:
    def kind(*names: str) -> str:
        return kind_of([files[name] for name in names])

    assert kind("a.wav") == "recording"
    assert kind("a.wav", "b.wav") == kind("folder") == kind("a.wav", "face.png") == "recordings"
    assert kind("face.png") == "pictures"
    assert kind("all.whospeaks", "a.wav") == "people"


def test_several_recordings_are_worked_through_from_any_page(open_stage: OpenStage, files: dict[str, Path]) -> None:
    stage = open_stage("Anna")
    spy = QSignalSpy(stage.window.pages.turned)
    drop(stage.window, files["a.wav"], files["b.wav"])
    assert stage.window.pages.key == "files" and spy.count() == 1


def test_a_picture_says_where_it_belongs(open_stage: OpenStage, files: dict[str, Path]) -> None:
    stage = open_stage("Anna")
    drop(stage.window, files["face.png"])
    assert "on their card or page" in stage.window.banner.text
    assert stage.window.pages.key == "live"


def test_exported_people_come_in_from_any_page(open_stage: OpenStage, files: dict[str, Path]) -> None:
    stage = open_stage("Anna")
    drop(stage.window, files["all.whospeaks"])
    assert stage.window.pages.key == "people"
    stage.bot.waitUntil(lambda: bool(stage.window.banner.text))  # it is checked, and this one is refused


def test_who_is_just_being_enrolled_is_not_lost_unasked(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    stage.window.enrolment.make_camera = Frames
    stage.window.enrolment.open()
    dialog = stage.window.enrolment.dialog
    assert dialog is not None and stage.window.at_stake() == []
    dialog.frame.next.click()
    dialog.identity.name.setText("Bo")
    assert stage.window.at_stake() == ["The name and the picture are thrown away."]
    stage.window.close()
    [question] = stage.window.findChildren(LeaveDialog)
    with stage.bot.waitSignal(stage.session.closed):
        question.yes.click()
    stage.closed = True
    assert stage.window.enrolment.dialog is None
