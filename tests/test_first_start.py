"""The program from its very first start: a visitor is enrolled by voice through a real microphone, and known by name
in the next sentence. A real process, a real X server, real sound, the shipped network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from sincnet.gallery import Gallery
from tests.conftest import HEIGHT, WIDTH
from tests.first_visit import NAME, NO_MICROPHONE

ROOT = Path(__file__).resolve().parents[1]
ARTEFACTS = ROOT / "build" / "first_start"
PATIENCE_S = 170
STAGES = [
    *("nobody", "consent", "name", "one sentence", "checks", "speaking", "enrolled", "recognised"),
    *("known in the window", "a stranger"),
]


def test_a_visitor_is_enrolled_by_voice_and_known_in_the_next_sentence(display: str, tmp_path: Path) -> None:
    shutil.rmtree(ARTEFACTS, ignore_errors=True)
    ARTEFACTS.mkdir(parents=True)
    home = tmp_path / "home"
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    visit = subprocess.run(
        [sys.executable, "-m", "tests.first_visit", str(home), str(ARTEFACTS)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE_S,
    )  # fmt: skip
    if visit.returncode == NO_MICROPHONE:
        pytest.skip(visit.stdout.strip())
    assert visit.returncode == 0, visit.stderr
    assert "Traceback" not in visit.stderr, visit.stderr

    pictures = sorted(ARTEFACTS.glob("*.png"))
    assert [picture.stem[3:] for picture in pictures] == STAGES
    for picture in pictures:
        with Image.open(picture) as screen:
            assert screen.size == (WIDTH, HEIGHT)
    with Gallery(home) as gallery:
        (person,) = gallery.people()
    assert person.name == NAME and person.consent_at is not None
    assert person.speech_s > 18.0
