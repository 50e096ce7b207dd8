"""The program as it is started by `make demo`: a real process, a real X server, a real window, looked at in pixels."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageGrab

from gui import theme
from tests.conftest import HEIGHT, WIDTH

ROOT = Path(__file__).resolve().parents[1]
ARTEFACTS = ROOT / "build" / "screenshots"
PATIENCE_S = 120


def lit(picture: Image.Image) -> int:
    """How many pixels of the stage have exactly a person's colour: the ring around a face that is sure."""
    stage = np.asarray(picture.convert("RGB"))[: HEIGHT // 2, : WIDTH * 3 // 4]
    colours = [tuple(bytes.fromhex(colour[1:])) for tokens in (theme.DARK, theme.LIGHT) for colour in tokens.people]
    return max(int((stage == colour).all(axis=2).sum()) for colour in colours)


def test_the_demo_lights_a_face(display: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DISPLAY": display, "WHOSPEAKS_HOME": str(tmp_path), "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen([sys.executable, "main.py", "demo"], cwd=ROOT, env=environment, text=True,
                          stderr=subprocess.PIPE) as app:  # fmt: skip
        try:
            deadline = time.monotonic() + PATIENCE_S
            picture = ImageGrab.grab(xdisplay=display)
            while lit(picture) < 500 and app.poll() is None and time.monotonic() < deadline:
                time.sleep(0.25)  # there is nothing to wait on: only the pixels tell
                picture = ImageGrab.grab(xdisplay=display)
            ARTEFACTS.mkdir(parents=True, exist_ok=True)
            picture.save(ARTEFACTS / "demo.png")
            assert app.poll() is None, app.stderr.read() if app.stderr else ""
            assert lit(picture) >= 500, "no face was lit; see build/screenshots/demo.png"
        finally:
            app.send_signal(signal.SIGINT)
            try:
                app.wait(30)
            except subprocess.TimeoutExpired:
                app.kill()
                raise
        assert app.returncode == 0
        complaints = app.stderr.read() if app.stderr else ""
        assert "Traceback" not in complaints
