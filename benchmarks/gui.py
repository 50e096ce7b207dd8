"""The window itself: how soon it is up, how smoothly it paints while the demo plays, what idle listening costs, memory
after minutes and after hours.

Each run is the real program in a process of its own, on the real recogniser. Where there is no display it paints into
memory ("offscreen"), which is slower than a graphics card and so errs on the safe side.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from benchmarks._common import print_table

ROOT = Path(__file__).resolve().parents[1]
WATCHED_S = 20.0
"""How long each part is watched once it runs."""

SETTLED_MINUTES = 10
"""Of the demo, until every number of windows was met and the lists are full."""

LIMITS = {"window": 1.0, "frame": 1000 / 60, "idle": 15.0, "growth": 15.0}
"""What the window promises: seconds to be up, ms a frame, percent of one core while listening to silence, MB that it
grows by once it has settled."""


def main(arguments: list[str] | None = None) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=WATCHED_S, help="how long to watch each part")
    parser.add_argument("--minutes", type=int, default=60, help="of the demo, as fast as can be (default: 60)")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        demo, silence = (_watched(part, chosen.seconds, home) for part in ("demo", "silence"))
        minutes_mb = _watched("hour", 60.0 * chosen.minutes, home)["minutes_mb"]
    settled = min(SETTLED_MINUTES, len(minutes_mb)) - 1
    rows = [
        ["from the command to the window", f"{demo['window_s']:.2f} s", f"{LIMITS['window']:.0f} s"],
        ["from the command to being ready", f"{demo['ready_s']:.2f} s", ""],
        ["painting a frame, half of them", f"{demo['frame_ms'][0]:.1f} ms", ""],
        ["painting a frame, 99 % of them", f"{demo['frame_ms'][1]:.1f} ms", f"{LIMITS['frame']:.1f} ms"],
        ["repaints a second", f"{demo['frames_per_s']:.0f}", ""],
        ["longest the window did not answer", f"{demo['stall_ms']:.0f} ms", ""],
        ["one core, while the demo plays", f"{demo['cpu_percent']:.0f} %", ""],
        ["one core, listening to silence", f"{silence['cpu_percent']:.0f} %", f"{LIMITS['idle']:.0f} %"],
        ["memory, ready", f"{silence['memory_mb'][0]:.0f} MB", ""],
        ["memory, after listening", f"{silence['memory_mb'][1]:.0f} MB", ""],
        [f"memory, after {settled + 1} minutes of the demo", f"{minutes_mb[settled]:.0f} MB", ""],
        [
            f"what the demo's {len(minutes_mb)} minutes added then",
            f"{minutes_mb[-1] - minutes_mb[settled]:.0f} MB",
            f"{LIMITS['growth']:.0f} MB",
        ],
    ]
    print_table(["", "measured", "promised"], rows)
    return 0


def _watched(part: str, seconds: float, home: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks._window", part, str(seconds)]
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    environment = {**os.environ, "WHOSPEAKS_HOME": home, "BEGAN": repr(time.time())}
    if not display:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


if __name__ == "__main__":
    sys.exit(main())
