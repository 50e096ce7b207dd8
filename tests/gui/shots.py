"""Renders the states of the window into PNG files, to be looked at: xvfb-run -a python tests/gui/shots.py FOLDER.

QT_SCALE_FACTOR=2 in the environment renders for a display with two device pixels per px.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[2]))

from audio.level import Level
from audio.segmenter import Utterance
from audio.source import ArraySource, AudioSource, Block, Notice
from gui.enrol.camera import Frames
from gui.enrol.dialog import EnrolDialog
from gui.live.turns import Spoken
from gui.session import Session, State
from gui.sources import Sources
from gui.theme import Theme
from gui.window import MainWindow
from sincnet.events import Heard, Identified, Provisional, SpeechStarted
from sincnet.faces import normalise_face
from sincnet.paths import assets
from tests.gui.fake_recogniser import FakeRecogniser, answer, conversation, silence, speech

NAMES = ["Hana", "Desmond", "Eva", "Callum", "Priya", "Mateo"]


class Stills:
    """A window whose session is played by hand, so that every picture is the same each time."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self.recogniser = FakeRecogniser(folder)
        for name in names:
            picture = assets() / "faces" / f"{name.lower()}.png"
            # Eva has none: initials must look at home among faces.
            face = normalise_face(picture) if picture.exists() else None
            self.recogniser.gallery.add(name, [], [], "fake", face)
        self.session = Session(lambda: cast("object", self.recogniser))  # type: ignore[arg-type,return-value]
        sources = Sources(list, lambda _name: _array(), lambda _path: _array(), _array, lambda: None)
        self.window = MainWindow(self.session, sources)
        self.at = 0

    def open(self) -> None:
        self.session.load()
        while self.session.state is State.LOADING:
            QApplication.processEvents()
        self.window.live.history.view.viewport().update()

    def listening(self) -> None:
        self.session._enter(State.LISTENING)

    def hear(self, samples: np.ndarray, activity: str) -> None:
        for at in range(0, len(samples) // 320 * 320, 320):
            block = Block(samples[at : at + 320], self.at)
            rms = 20 * float(np.log10(max(1e-4, np.sqrt(np.mean(block.samples**2)))))
            level = Level(rms, rms + 6, -62, -44, clipped=False, activity=activity)  # type: ignore[arg-type]
            self.session.heard.emit(Heard(block, level))
            self.at = block.end

    def say(
        self, name: str | None, seconds: float, confidence: float, rival: str | None = None, *, ended: bool = True
    ) -> None:
        start = self.at
        self.session.speech_started.emit(SpeechStarted(start))
        samples = speech(seconds, self.at % 97)
        self.hear(samples, "speech")
        result = answer(self.recogniser.gallery, name, confidence, rival)
        if ended:
            self.session.identified.emit(Identified(Utterance(samples, start, True), result))
            self.hear(silence(0.5), "silence")
        else:
            self.session.provisional.emit(Provisional(Utterance(samples, start, False), result))
            self.session.provisional.emit(Provisional(Utterance(samples, start, False), result))

    def talk(self) -> None:
        """Some history, then a conversation."""
        gallery = self.recogniser.gallery
        now = datetime.now() - timedelta(minutes=3)
        for number in range(14):
            name = [*[person.name for person in gallery.people()], None][number % 6]
            spoken = Spoken(
                now + timedelta(seconds=11 * number), 1.2 + number % 5, answer(gallery, name, 0.7 + 0.02 * number)
            )
            self.window.live.history.add(spoken)
        self.say("Desmond", 1.8, 0.93)
        self.say("Eva", 1.4, 0.96)
        self.say(None, 1.9, 0.88)

    def shoot(self, folder: Path, name: str, size: tuple[int, int] = (1366, 768)) -> None:
        self.window.resize(*size)
        self.window.show()
        _settle()
        self.window.grab().save(str(folder / f"{name}.png"))


def _array() -> AudioSource:
    return ArraySource(conversation(2.0))


def _settle() -> None:
    until = datetime.now() + timedelta(milliseconds=350)
    while datetime.now() < until:
        QApplication.processEvents()


def main(folder: Path, only: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    theme = Theme(app)
    scratch = Path(tempfile.mkdtemp())
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        theme.show_scheme(scheme)
        tone = scheme.name.lower()

        empty = Stills(scratch / f"empty-{tone}", [])
        if "loading".startswith(only):
            empty.shoot(folder, f"{tone}-loading")
        empty.open()
        if "empty".startswith(only):
            empty.shoot(folder, f"{tone}-empty")
        empty.window.close()

        full = Stills(scratch / f"full-{tone}", NAMES)
        full.open()
        full.shoot(folder, f"{tone}-ready")
        full.listening()
        full.shoot(folder, f"{tone}-listening")
        full.talk()
        full.shoot(folder, f"{tone}-stranger")
        full.say("Hana", 3.2, 0.97)
        full.shoot(folder, f"{tone}-sure")
        full.shoot(folder, f"{tone}-sure-1920", (1920, 1080))
        full.say("Desmond", 1.6, 0.74, ended=False)
        full.shoot(folder, f"{tone}-provisional")
        full.say("Hana", 1.6, 0.51, "Eva")
        full.session.notice.emit(Notice("retrying", "The microphone is gone. It is used again as soon as it is back."))
        full.shoot(folder, f"{tone}-either-trouble")
        full.window.banner.clear()

        full.window.enrolment.make_camera = Frames
        full.window.enrolment.open()
        dialog = full.window.enrolment.dialog
        assert dialog is not None

        def shoot_enrolment(name: str, wizard: EnrolDialog = dialog, tone: str = tone) -> None:
            _settle()
            wizard.grab().save(str(folder / f"{tone}-enrol-{name}.png"))

        shoot_enrolment("consent")
        dialog.frame.next.click()
        dialog.identity.name.setText("Ottilie")
        dialog.identity.draw.click()
        shoot_enrolment("faces")
        dialog.frame.next.click()
        shoot_enrolment("name")
        dialog.frame.next.click()
        dialog.frame.next.click()
        full.say(None, 7.0, 0.9)
        full.say(None, 5.0, 0.9, ended=False)
        shoot_enrolment("speaking")
        dialog.frame.next.click()
        _settle()
        full.say("Ottilie", 2.0, 0.96)
        shoot_enrolment("recognised")
        dialog.reject()
        full.session.state = State.IDLE
        full.window.close()
        _settle()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
