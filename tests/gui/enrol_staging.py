"""The enrolment in tests: opened, and given recordings instead of a voice."""

from pathlib import Path

import numpy as np
import soundfile

from audio.source import RATE
from gui.enrol.camera import Frames
from gui.enrol.dialog import EnrolDialog
from gui.enrol.step import Step
from tests.gui.fake_recogniser import conversation
from tests.gui.staging import Stage

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
