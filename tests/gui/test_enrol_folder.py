"""Many people at once: who would be enrolled and who not is seen first; cancelled, nobody is."""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from audio.source import RATE
from gui.enrol.camera import Frames
from gui.enrol.dialog import EnrolDialog
from gui.enrol.newcomer_list import Fate
from sincnet.gallery import Person
from tests.gui.fake_recogniser import conversation
from tests.gui.staging import OpenStage, Stage, drop

PATIENCE_MS = 30_000


@pytest.fixture
def folk(tmp_path: Path) -> Path:
    """Anna with a picture, Ravi as a file, somebody without a recording, and somebody whose recording is broken."""
    folder = tmp_path / "folk"
    for name in ("Anna", "Nobody", "Zoe"):
        (folder / name).mkdir(parents=True)
    soundfile.write(folder / "Anna" / "one.wav", conversation(4.0), RATE)
    Image.new("RGB", (64, 64), "teal").save(folder / "Anna" / "face.png")
    soundfile.write(folder / "Ravi.wav", conversation(3.0), RATE)
    (folder / "Zoe" / "broken.wav").write_text("no sound")
    return folder


def listed(stage: Stage, folder: Path) -> EnrolDialog:
    stage.window.enrolment.make_camera = Frames
    stage.window.enrolment.open()
    dialog = stage.window.enrolment.dialog
    assert dialog is not None
    drop(dialog, folder)
    stage.bot.waitUntil(lambda: bool(dialog.many.list.people.entries), timeout=PATIENCE_MS)
    return dialog


def fates(dialog: EnrolDialog) -> dict[str, Fate]:
    return {entry.name: entry.fate for entry in dialog.many.list.people.entries}


def test_who_can_be_enrolled_is_and_each_problem_is_named(open_stage: OpenStage, folk: Path) -> None:
    stage = open_stage("Ravi")
    dialog = listed(stage, folk)
    assert dialog.step is dialog.many
    words = {entry.name: entry.words for entry in dialog.many.list.people.entries}
    assert words["Anna"] == "5 s of recordings, with a picture"
    assert words["Nobody"] == "There is no recording in the folder."
    assert words["Ravi"] == "Ravi is enrolled already and is left as they are."
    assert dialog.many.summary.text() == "2 can be enrolled, 2 cannot"
    assert stage.recogniser.enrolled == []
    dialog.frame.next.click()
    stage.bot.waitUntil(lambda: dialog.many.finished, timeout=PATIENCE_MS)
    assert fates(dialog) == {
        "Anna": Fate.ENROLLED, "Nobody": Fate.REFUSED, "Ravi": Fate.REFUSED, "Zoe": Fate.REFUSED,
    }  # fmt: skip
    assert "broken.wav is not an audio file" in dialog.many.list.people.entries[3].words
    assert dialog.many.summary.text() == "1 enrolled, 3 not"
    assert [member.name for member in stage.window.roster.members] == ["Ravi", "Anna"]
    assert stage.window.roster.members[1].face is not None
    assert stage.recogniser.consents == [stage.recogniser.consents[0]] and stage.recogniser.consents[0]
    dialog.frame.next.click()
    assert stage.window.enrolment.dialog is None


def test_cancelled_nobody_is_enrolled(open_stage: OpenStage, folk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = open_stage()
    begun, go_on = threading.Event(), threading.Event()
    enrol = stage.recogniser.enrol

    def slow(name: str, speech: Sequence[np.ndarray], *rest: object) -> Person:
        if name == "Ravi":
            begun.set()
            go_on.wait(20)
        return enrol(name, speech, None)

    monkeypatch.setattr(stage.recogniser, "enrol", slow)
    dialog = listed(stage, folk)
    dialog.frame.next.click()
    stage.bot.waitUntil(begun.is_set, timeout=PATIENCE_MS)
    stage.bot.waitUntil(lambda: fates(dialog)["Anna"] is Fate.ENROLLED, timeout=PATIENCE_MS)
    assert not dialog.frame.next.isEnabled() and not dialog.frame.back.isEnabled()
    dialog.many.cancel.click()
    go_on.set()
    stage.bot.waitUntil(lambda: not dialog.many.running, timeout=PATIENCE_MS)
    assert "nobody of this folder was enrolled" in dialog.many.summary.text()
    assert stage.recogniser.gallery.people() == [] and stage.window.roster.members == []
    assert fates(dialog)["Anna"] is Fate.WAITING  # and can be tried again
    dialog.reject()
    assert stage.window.enrolment.dialog is None


def test_a_folder_that_holds_nobody_is_said_to(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage()
    stage.window.enrolment.make_camera = Frames
    stage.window.enrolment.open()
    dialog = stage.window.enrolment.dialog
    assert dialog is not None
    dialog.welcome.many.click()
    empty = tmp_path / "empty"
    empty.mkdir()
    dialog.many.use_folder(empty)
    stage.bot.waitUntil(lambda: "Nobody is in" in dialog.frame.error.text(), timeout=PATIENCE_MS)
    assert not dialog.frame.next.isEnabled()
    dialog.reject()
