"""A microphone that is really plugged in while the program runs: PulseAudio tells Qt, and the list is read anew.

In a process of its own, for Qt connects to PulseAudio once: when the first window of the process asks for devices.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.virtual_microphone import CannotRun, VirtualMicrophone

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import subprocess, sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from audio.microphone import Microphone
from audio.portaudio import list_devices
from gui.session import Session, State
from gui.theme import Theme
from gui.window import MainWindow
from tests.gui.fake_recogniser import FakeRecogniser
from tests.gui.staging import sources

app = QApplication([])
Theme(app)
recogniser = FakeRecogniser(Path(sys.argv[1]))
session = Session(lambda: recogniser)
window = MainWindow(session, sources(devices=list_devices, microphone=Microphone))
window.show()
loop = QEventLoop()

def until(signal, what=None):
    signal.connect(loop.quit)
    patience = QTimer(singleShot=True, interval=20_000)
    patience.timeout.connect(lambda: loop.exit(1))
    patience.start()
    if what is not None:
        what()
    assert loop.exec() == 0, "nothing came in 20 s"
    patience.stop()
    signal.disconnect(loop.quit)

def pactl(*words):
    return subprocess.run(["pactl", *words], capture_output=True, text=True, check=True).stdout.strip()

until(window.devices.changed, window.load)
print("listed", [device.label for device in window.devices.microphones])
until(session.heard, window.listener.listen)  # PortAudio lists nothing new while a stream is open
until(window.devices.changed, lambda: pactl("load-module", "module-null-source", "source_name=second"))
print("plugged in")
until(window.devices.changed, lambda: pactl("unload-module", "module-null-sink"))  # the one that is listened to
print("pulled out", [device.label for device in window.devices.microphones])
window.close()
until(session.closed) if not session._gone else None
print("closed")
"""


def test_what_is_plugged_in_while_listening_is_noticed(tmp_path: Path) -> None:
    try:
        with VirtualMicrophone():
            done = subprocess.run(
                [sys.executable, "-c", PROGRAM, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=120
            )
    except CannotRun as reason:
        pytest.skip(str(reason))
    assert done.returncode == 0, done.stderr[-3000:]
    told = done.stdout.splitlines()
    assert [line.split(" [")[0] for line in told] == ["listed", "plugged in", "pulled out", "closed"]
    assert "pulse (ALSA)" in told[0] and "pulse (ALSA)" in told[2]
