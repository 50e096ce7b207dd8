"""A microphone that tests can speak into, pull out and put back: PulseAudio's null sink, heard through its monitor.

A PulseAudio server of its own runs in a temporary folder, and for as long as it does this process's environment makes
ALSA, and so PortAudio, take it for the system's sound. Nobody's real sound is touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Self

import numpy as np

from audio.files import read_audio
from audio.source import RATE

PROGRAMS = ("pulseaudio", "pactl", "pacat")
START_S = 10.0
IDLE_S = 30
"""The server ends by itself when nobody has used it for so long, should whoever started it have been killed."""
ALSA_CONFIG = """\
pcm.pulse { type pulse }
ctl.pulse { type pulse }
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


class CannotRun(Exception):
    """There can be no virtual microphone here; `str()` says why, as the reason to skip."""


class VirtualMicrophone:
    """Starts on entering; `device` is what PortAudio calls it, besides being the default."""

    device = "pulse"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server and plug the microphone in; raises CannotRun."""
        if missing := [program for program in PROGRAMS if shutil.which(program) is None]:
            raise CannotRun(f"no virtual microphone: {', '.join(missing)} not installed (Debian: pulseaudio)")
        # Not pytest's tmp_path: the path of a socket may be 107 characters long.
        self._folder = Path(tempfile.mkdtemp(prefix="microphone-"))
        socket, config = self._folder / "native", self._folder / "asound.conf"
        config.write_text(ALSA_CONFIG)
        settings = {
            "PULSE_SERVER": f"unix:{socket}",
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "ALSA_CONFIG_PATH": str(config),
            "JACK_NO_START_SERVER": "1",
        }
        self._environment_before = {name: os.environ.get(name) for name in settings}
        os.environ.update(settings)
        private = ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PULSE_RUNTIME_PATH")
        self._log = (self._folder / "log").open("wb")
        self._players: list[subprocess.Popen[bytes]] = []
        self._module: str | None = None
        self._server = subprocess.Popen(
            [
                *(
                    "pulseaudio",
                    "-n",
                    "--daemonize=no",
                    "--use-pid-file=no",
                    f"--exit-idle-time={IDLE_S}",
                    "--disable-shm=yes",
                ),
                *("--log-target=stderr", "--load", f"module-native-protocol-unix socket={socket} auth-anonymous=1"),
            ],
            env={**os.environ, **dict.fromkeys(private, str(self._folder))},
            stdout=self._log,
            stderr=self._log,
        )
        try:
            self._wait_for_server()
            self.replug()
        except CannotRun:
            self.stop()
            raise

    def stop(self) -> None:
        """End the server and everything that plays, and put the environment back."""
        for process in (*self._players, self._server):
            process.terminate()
            process.communicate(timeout=10)
        self._log.close()
        for name, value in self._environment_before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        shutil.rmtree(self._folder)

    def play(self, sound: Path | np.ndarray) -> subprocess.Popen[bytes]:
        """Begin to play a file, or float32 (n,) at 16 kHz, into the microphone; `wait()` for what this returns."""
        samples = sound if isinstance(sound, np.ndarray) else read_audio(sound)
        raw = self._folder / f"{len(self._players)}.f32"
        raw.write_bytes(samples.astype("<f4").tobytes())
        return self._pacat(str(raw))

    def unplug(self) -> None:
        """Pull the microphone out: there is none left, and whoever listens to it hears nothing any more."""
        assert self._module is not None, "it is not plugged in"
        self._pactl("unload-module", self._module)
        self._module = None

    def replug(self) -> None:
        """Put the microphone (back) in, as the default."""
        assert self._module is None, "it is plugged in"
        null_sink = ("module-null-sink", "sink_name=room", f"rate={RATE}", "channels=1", "format=float32le")
        self._module = self._pactl("load-module", *null_sink).strip()
        self._pactl("set-default-source", "room.monitor")
        # Left alone, a null sink delivers two seconds at a time; a player in a hurry makes it deliver like a device.
        # It plays from a pipe to which nothing is written, and ends with this process however that ends.
        self._pacat("--latency-msec=20")

    def _pacat(self, *options: str) -> subprocess.Popen[bytes]:
        sound = ("--raw", f"--rate={RATE}", "--channels=1", "--format=float32le")
        player = subprocess.Popen(
            ["pacat", "--playback", "--device=room", *sound, *options],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=self._log,
        )
        self._players.append(player)
        return player

    def _wait_for_server(self) -> None:
        deadline, pause = time.monotonic() + START_S, threading.Event()
        while subprocess.run(["pactl", "info"], capture_output=True).returncode != 0:
            if self._server.poll() is not None or time.monotonic() > deadline:
                said = (self._folder / "log").read_text(errors="replace").strip().splitlines()
                raise CannotRun(f"no virtual microphone: PulseAudio does not run here ({' / '.join(said[-2:])})")
            pause.wait(0.05)

    def _pactl(self, *command: str) -> str:
        done = subprocess.run(["pactl", *command], capture_output=True, text=True)
        if done.returncode != 0:
            raise CannotRun(f"no virtual microphone: pactl {command[0]} failed ({done.stderr.strip()})")
        return done.stdout
