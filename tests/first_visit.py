"""The program from its first start, with hands on it and a voice in the room; a process of its own, as Qt wants one
screen for each. `test_first_start.py` starts it and judges what it leaves behind.

    python -m tests.first_visit FOLDER PICTURES

FOLDER is the data folder, empty; a picture of the whole screen at each stage goes to PICTURES. Ends with NO_MICROPHONE
and one sentence on stdout where there can be no virtual microphone.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import ImageGrab
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import main
from audio.files import find_audio, read_audio
from audio.source import RATE
from gui import theme
from gui.enrol.dialog import EnrolDialog
from gui.enrol.step import Step
from gui.session import State
from gui.window import MainWindow
from sincnet.demo import CONVERSATION
from sincnet.events import Heard, Identified
from sincnet.paths import assets
from tests.virtual_microphone import CannotRun, VirtualMicrophone

NO_MICROPHONE = 77
NAME = "Hana"
LOADING_S, PATIENCE_S = 90.0, 45.0
ROOM_S, ROOM_LEVEL = 180.0, 1e-3
"""How long the room is there, and how loud its air: real microphones never hear pure silence."""


def spoken(speaker: str | None, number: int) -> np.ndarray:
    """A turn of the demo conversation; None is a stranger. Nothing of it is among the recordings to enrol from."""
    turns = json.loads(CONVERSATION.with_suffix(".json").read_text("utf-8"))["turns"]
    turn = [turn for turn in turns if turn["speaker"] == speaker][number]
    return read_audio(CONVERSATION)[int(turn["start_s"] * RATE) : int(turn["end_s"] * RATE)]


def front(dialog: EnrolDialog) -> Step:
    """The page of the wizard that is in front."""
    return dialog.step


class Visit:
    """What host and visitor do, one after the other, while the program runs around it."""

    def __init__(self, microphone: VirtualMicrophone, pictures: Path) -> None:
        self.over = False
        self._microphone, self._pictures, self._shots = microphone, pictures, 0
        self._heard_to = 0
        self._answers: list[Identified] = []

    def begin(self) -> None:
        """Called as soon as the event loop runs: the window has been made by then."""
        self._window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        self._session = self._window._session
        self._session.heard.connect(self._heard)
        self._session.identified.connect(self._answers.append)
        try:
            self._first_start()
            dialog = self._agree_and_tell_the_name()
            self._speak_too_little(dialog)
            self._speak_enough(dialog)
            self._say_something_else(dialog)
            self._leave_the_wizard(dialog)
            self._a_stranger_comes()
            self.over = True
        finally:
            self._window.close()
            self._go_on(0)

    # The stages

    def _first_start(self) -> None:
        """The window listens by itself; it knows nobody and says so."""
        live = self._window.live
        self._until(lambda: self._session.state is State.LISTENING and self._heard_to > 0, LOADING_S)
        assert live.stage.name.text() == "Nobody is enrolled yet", live.stage.name.text()
        assert live.stage.enrol_button.isVisible()
        self._shoot("nobody")

    def _agree_and_tell_the_name(self) -> EnrolDialog:
        self._click(self._window.live.stage.enrol_button)
        dialog = self._window.enrolment.dialog
        assert dialog is not None and front(dialog) is dialog.welcome
        self._shoot("consent")
        self._click(dialog.frame.next)
        assert front(dialog) is dialog.identity and not dialog.frame.next.isEnabled()
        QTest.keyClicks(dialog.identity.name, NAME)
        self._shoot("name")
        self._click(dialog.frame.next)
        assert front(dialog) is dialog.speak
        return dialog

    def _speak_too_little(self, dialog: EnrolDialog) -> None:
        """One sentence is not enough: the wizard says so, and the visitor goes on."""
        self._recordings = [read_audio(path) for path in find_audio([assets() / "demo" / "people" / NAME])]
        self._click(dialog.frame.next)
        self._say(self._recordings.pop(0))
        self._shoot("one sentence")
        assert dialog.frame.next.text() == "That is enough"
        self._click(dialog.frame.next)
        self._until(lambda: dialog.step is dialog.checks)
        assert [row.problem.key for row in dialog.checks.rows] == ["short"]
        self._shoot("checks")
        self._click(dialog.checks.rows[0].again)
        assert front(dialog) is dialog.speak

    def _speak_enough(self, dialog: EnrolDialog) -> None:
        """The ring fills sentence by sentence; once it is full, nothing more needs to be pressed."""
        self._click(dialog.frame.next)
        self._until(lambda: dialog.studio.recording)
        for number, recording in enumerate(self._recordings):
            self._say(recording)
            if number == 1:
                self._shoot("speaking")
            if not dialog.studio.recording:
                break
        self._until(lambda: dialog.step is not dialog.speak)
        assert front(dialog) is dialog.trying, [row.problem.sentence for row in dialog.checks.rows]

    def _say_something_else(self, dialog: EnrolDialog) -> None:
        """The very next sentence has a name, on the wizard's last page."""
        assert [member.name for member in self._window.roster.members] == [NAME]
        self._shoot("enrolled")
        answers = self._say(spoken(NAME, 1))
        assert [answer.identification.speaker for answer in answers] == [NAME]
        assert dialog.trying.name.text() == NAME
        self._shoot("recognised")

    def _leave_the_wizard(self, dialog: EnrolDialog) -> None:
        """Everybody sees the name and the light in the window, too."""
        self._click(dialog.frame.next)
        assert self._window.enrolment.dialog is None
        answers = self._say(spoken(NAME, 2))
        live = self._window.live
        assert [answer.identification.speaker for answer in answers] == [NAME]
        assert live.stage.name.text() == NAME
        assert live.stage.face.person_id == self._window.roster.members[0].person_id
        self._shoot("known in the window")

    def _a_stranger_comes(self) -> None:
        answers = self._say(spoken(None, 0))
        live = self._window.live
        assert [answer.identification.speaker for answer in answers] == [None]
        assert live.stage.name.text() == "New voice", live.stage.name.text()
        assert live.stage.stranger_button.isVisible()
        self._shoot("a stranger")

    # Hands, voice, eyes

    def _click(self, button: QWidget) -> None:
        assert button.isVisible() and button.isEnabled(), button.accessibleName()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _say(self, sentence: np.ndarray) -> list[Identified]:
        """Say it into the microphone and wait until it is answered; the answers to what began since."""
        began, before = self._heard_to, len(self._answers)
        pause = np.zeros(RATE // 2, np.float32)
        sound = np.concatenate([pause, sentence, pause])
        player = self._microphone.play(sound)
        self._until(lambda: player.poll() is not None)
        self._until(lambda: self._heard_to >= began + len(sound) and len(self._answers) > before)
        assert player.returncode == 0
        answers = self._answers[before:]
        assert all(answer.utterance.start >= began for answer in answers), "an answer to what was said before"
        return answers

    def _shoot(self, name: str) -> None:
        self._go_on(theme.FADE_MS)  # only for the eye: what fades in is then in the picture
        self._shots += 1
        picture = ImageGrab.grab(xdisplay=os.environ["DISPLAY"])
        picture.save(self._pictures / f"{self._shots:02} {name}.png")

    def _until(self, done: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
        deadline = time.monotonic() + patience_s
        while not done():
            if time.monotonic() > deadline:
                self._shoot("waiting in vain")
                raise TimeoutError("The program took too long; the last picture shows how it stands.")
            self._go_on(20)

    def _go_on(self, for_ms: int) -> None:
        """Let the program run; QTest's own wait would keep every other thread from running Python meanwhile."""
        loop = QEventLoop()
        QTimer.singleShot(for_ms, loop.quit)
        loop.exec()

    def _heard(self, event: Heard) -> None:
        self._heard_to = event.block.end


def visited(folder: Path, pictures: Path) -> int:
    with VirtualMicrophone() as microphone:
        noise = np.random.default_rng(1).normal(0.0, ROOM_LEVEL, int(ROOM_S * RATE))
        microphone.play(noise.astype(np.float32))
        QApplication(sys.argv[:1])
        visit = Visit(microphone, pictures)
        QTimer.singleShot(0, visit.begin)
        status = main.main(["--data-dir", str(folder)])
        return status if visit.over else 1


if __name__ == "__main__":
    try:
        sys.exit(visited(Path(sys.argv[1]), Path(sys.argv[2])))
    except CannotRun as reason:
        print(reason)  # noqa: T201 - for the test to skip with
        sys.exit(NO_MICROPHONE)
