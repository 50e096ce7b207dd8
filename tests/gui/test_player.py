"""What is played is heard: PulseAudio's null sink is listened to. In processes of their own, as Qt looks for the sound
system once in a process."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from tests.virtual_microphone import CannotRun, VirtualMicrophone

PLAY = """
import json, sys
import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer
from gui.player import Player

app = QCoreApplication([])
player, told = Player(), {"moved": [], "ended": 0, "trouble": [], "playing": []}
t = np.arange(int(16000 * SECONDS)) / 16000
player.moved.connect(told["moved"].append)
player.trouble.connect(told["trouble"].append)
player.trouble.connect(app.quit)

def ended():
    told["ended"] += 1
    told["playing"].append(player.playing)
    QTimer.singleShot(300, app.quit)

player.ended.connect(ended)

def begin():
    player.play((0.5 * np.sin(2 * np.pi * 440 * t)).astype(np.float32), FROM)
    told["playing"].append(player.playing)
    if STOP:
        QTimer.singleShot(int(1000 * STOP), player.stop)

QTimer.singleShot(0, begin)
QTimer.singleShot(60000, app.quit)
app.exec()
player.stop()
print(json.dumps(told))
"""


def play(seconds: float = 1.0, from_s: float = 0.0, stop: float = 0.0) -> dict[str, Any]:
    code = PLAY.replace("SECONDS", str(seconds)).replace("FROM", str(from_s)).replace("STOP", str(stop))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.fixture(scope="module")
def room() -> Iterator[VirtualMicrophone]:
    try:
        with VirtualMicrophone() as room:
            yield room
    except CannotRun as why:
        pytest.skip(str(why))


def listen() -> subprocess.Popen[bytes]:
    """Records what comes out, s16le mono at 16 kHz, until it is terminated."""
    sound = ("--raw", "--rate=16000", "--channels=1", "--format=s16le")
    return subprocess.Popen(["parec", "--device=room.monitor", "--latency-msec=20", *sound], stdout=subprocess.PIPE)


def test_a_clip_is_heard_and_tells_where_it_is(room: VirtualMicrophone) -> None:
    ear = listen()
    told = play(1.5)
    ear.terminate()
    heard = np.frombuffer(ear.communicate()[0], "<i2").astype(float) / 32768
    assert told["trouble"] == [] and told["ended"] == 1 and told["playing"] == [True, False]
    moved = told["moved"]
    assert moved == sorted(moved) and moved[-1] == 1.5 and len(moved) >= 10
    # Counted, not measured from end to end: a busy machine leaves gaps. A sine is this loud 94 % of the time.
    assert 0.85 < np.count_nonzero(np.abs(heard) > 0.05) / (0.94 * 1.5 * 16000) < 1.1
    spectrum = np.abs(np.fft.rfft(heard))
    peak = np.argmax(spectrum) * 16000 / len(heard)
    assert abs(peak - 440) < 5


def test_it_begins_where_it_is_told(room: VirtualMicrophone) -> None:
    told = play(2.0, from_s=1.5)
    assert min(told["moved"]) >= 1.5 and told["moved"][-1] == 2.0


def test_it_can_be_stopped(room: VirtualMicrophone) -> None:
    told = play(30.0, stop=0.4)
    assert told["ended"] == 1 and told["playing"] == [True, False]
    assert not told["moved"] or max(told["moved"]) < 10


def test_without_loudspeakers_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent/pulse")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/dev/null")
    told = play()
    assert told["playing"] == [False] and told["ended"] == 0
    assert len(told["trouble"]) == 1 and "cannot be played" in str(told["trouble"][0])
