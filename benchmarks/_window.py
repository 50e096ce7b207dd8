"""Opens the real window, watches it and prints what it saw as JSON: python -m benchmarks._window PART SECONDS.

PART is demo or silence, watched for SECONDS, or hour: SECONDS of the demo over and over, as fast as it can be heard.

In a process of its own, so that what the benchmarks import is not in it: torch above all, which the window loads later.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import main as program  # what the command imports counts, too

DELAY_MS = 2000
"""After listening began: the first moments are not those that last."""


def watch(part: str, seconds: float) -> dict[str, object]:
    """Run the program until it was watched for `seconds`; `part` is "demo", "silence" or "hour"."""
    import numpy as np
    from PySide6.QtCore import QEvent, QTimer

    from audio.files import read_audio
    from audio.source import RATE, ArraySource, AudioSource
    from benchmarks._rounds import Rounds
    from gui import shell
    from gui.app import run_app
    from gui.session import State
    from gui.sources import Sources
    from gui.window import MainWindow
    from sincnet.events import Heard

    began = float(os.environ["BEGAN"])
    seen: dict[str, object] = {}
    frames: list[float] = []
    ticks: list[float] = []
    at_start: list[float] = []
    playing: list[Rounds] = []
    minutes_mb: list[float] = []  # memory after each of their minutes

    class Watched(MainWindow):
        def event(self, event: QEvent) -> bool:
            if event.type() is not QEvent.Type.UpdateRequest:
                return super().event(event)
            since = time.perf_counter()
            done = super().event(event)
            frames.append(1000 * (time.perf_counter() - since))
            if "window_s" not in seen:
                seen["window_s"] = time.time() - began
                self._session.state_changed.connect(self._note)
            return done

        def _note(self, state: State) -> None:
            if state is State.LISTENING and "ready_s" not in seen:
                seen["ready_s"] = time.time() - began
                QTimer.singleShot(DELAY_MS, self._begin)
                self._session.heard.connect(self._hear)
            elif state is State.IDLE and playing:
                self._end()

        def _hear(self, heard: Heard) -> None:
            for rounds in playing:
                rounds.room.release()
                if heard.block.end >= (len(minutes_mb) + 1) * 60 * RATE:
                    minutes_mb.append(_memory_mb())

        def _begin(self) -> None:
            frames.clear()
            at_start.extend((time.process_time(), _memory_mb()))
            self._ticking = QTimer(self, interval=10)
            self._ticking.timeout.connect(lambda: ticks.append(time.perf_counter()))
            self._ticking.start()
            if part != "hour":
                QTimer.singleShot(round(1000 * seconds), self._end)

        def _end(self) -> None:
            seen["cpu_percent"] = 100 * (time.process_time() - at_start[0]) / seconds
            seen["memory_mb"] = [at_start[1], _memory_mb()]
            seen["frame_ms"] = [float(np.percentile(frames, share)) for share in (50, 99)] if frames else [0.0, 0.0]
            seen["frames_per_s"] = len(frames) / seconds
            seen["stall_ms"] = 1000 * float(np.diff(ticks).max())
            seen["minutes_mb"] = minutes_mb
            self.close()

    setattr(shell, "MainWindow", Watched)  # noqa: B010 - a class is replaced on purpose
    home = Path(os.environ["WHOSPEAKS_HOME"])

    def open_recogniser():  # type: ignore[no-untyped-def]  # its type would import torch
        from sincnet.demo import enrol_cast
        from sincnet.recogniser import Recogniser

        recogniser = Recogniser.open(home)
        enrol_cast(recogniser)
        return recogniser

    def conversation() -> AudioSource:
        from sincnet.demo import conversation

        return conversation()

    def silence() -> AudioSource:
        quiet = np.random.default_rng(0).normal(0, 3e-4, round((seconds + 10) * RATE)).astype(np.float32)
        return ArraySource(quiet, realtime=True)

    def hour() -> AudioSource:
        from sincnet.demo import CONVERSATION

        playing.append(Rounds(read_audio(CONVERSATION), round(seconds / 60)))
        return playing[0]

    source = {"demo": conversation, "silence": silence, "hour": hour}[part]
    run_app(open_recogniser, Sources(list, lambda _: source(), lambda _: source(), source, lambda: None), "demo")
    return seen


def _memory_mb() -> float:
    """What the process has in memory now; 0 where the system does not tell in /proc."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0


if __name__ == "__main__":
    assert program.VERSION
    print(json.dumps(watch(sys.argv[1], float(sys.argv[2]))))
    sys.stdout.flush()
    os._exit(0)
