"""What tests of the whole program share: a screen of their own."""

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest

os.environ.setdefault("PYSIDE6_OPTION_LAZY", "0")  # as gui/__init__.py has it, before pytest-qt imports Qt

WIDTH, HEIGHT = 1366, 768


@pytest.fixture
def display() -> Iterator[str]:
    """The name of an X server of its own, whose screen is WIDTH by HEIGHT."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed, so there is no screen to open the window on")
    read, write = os.pipe()
    # Without -noreset the server starts over when the screenshot's connection, then its only one, is closed.
    screen = ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), *screen], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as numbers:
        display = f":{numbers.readline().strip()}"
    yield display
    server.terminate()
    server.wait(10)
