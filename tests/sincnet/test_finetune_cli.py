"""`main.py finetune` as a user meets it: real processes, the shipped weights, synthetic voices."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from main import main
from sincnet.paths import assets

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = assets() / "demo" / "people"


def start(*words: str | Path, home: Path, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "main.py", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "WHOSPEAKS_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    )


def run(*words: str | Path, home: Path) -> tuple[int, list[dict[str, Any]], str]:
    process = start(*words, home=home)
    stdout, stderr = process.communicate(timeout=150)
    return process.returncode, [json.loads(line) for line in stdout.splitlines() if line.startswith("{")], stderr


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    for name in ("Callum", "Hana"):
        code, _, stderr = run("enrol", name, *(PEOPLE / name / f"{n}.flac" for n in (1, 2)), home=home)
        assert code == 0, stderr
    return home


@pytest.fixture
def home(enrolled: Path, tmp_path: Path) -> Path:
    shutil.copytree(enrolled, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_it_says_what_changed_and_can_be_undone(home: Path) -> None:
    code, (outcome,), stderr = run("finetune", "--json", home=home)
    assert code == 0, stderr
    assert outcome["people"] == 2 and outcome["before"]["windows"] == outcome["after"]["windows"] > 20
    assert (outcome["why"] is None) == outcome["kept"]
    code, history, stderr = run("finetune", "--history", "--json", home=home)
    assert code == 0 and len(history) == outcome["kept"], stderr
    if outcome["kept"]:
        assert history[0]["after"] == outcome["after"]
        assert run("finetune", "--undo", "--json", home=home)[1] == history
    code, _, stderr = run("finetune", "--undo", home=home)
    assert code == 1 and "nothing to undo" in stderr


def test_ctrl_c_rolls_back(home: Path) -> None:
    termios = pytest.importorskip("termios", reason="there are no pseudo-terminals to see the progress bar on")

    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in home.rglob("*") if path.is_file() and "sqlite" not in path.name}

    before = files()
    screen, terminal = os.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    process = start("finetune", "--trunk", home=home, stderr=terminal)
    os.close(terminal)
    seen, told = "", False
    with suppress(OSError):  # Linux ends a terminal that nobody writes to any more with an error
        while chunk := os.read(screen, 1000):
            seen += chunk.decode(errors="replace")
            if "network" in seen and not told:
                told = True
                process.send_signal(signal.SIGINT)
    os.close(screen)
    process.communicate()
    assert process.returncode == 1 and "Cancelled; everything is as it was." in seen
    assert files() == before
    assert run("finetune", "--history", home=home) == (0, [], "Nothing was fine-tuned yet.\n")


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    code, _, stderr = run("finetune", home=tmp_path)
    assert code == 1 and "nobody is enrolled; enrol at least two people first." in stderr and "Traceback" not in stderr


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--out", "x.safetensors"), "needs --trunk"),
        (("--trunk", "--out", "x.json"), "does not end in .safetensors"),
        (("--undo", "--trunk"), "stand alone"),
        (("--undo", "--history"), "not allowed with"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    words: tuple[str, ...], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["finetune", *words])
    assert ended.value.code == 2 and complaint in capsys.readouterr().err
