"""`main.py face`, as somebody types it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from PIL import Image

from audio.source import RATE
from generator.imagine import _drawers
from main import main
from sincnet.paths import assets
from tests.generator.sounds import chords
from tests.generator.systems.untrained import fill

PEOPLE = assets() / "demo" / "people"
LONG = [PEOPLE / "Hana" / "1.flac", PEOPLE / "Callum" / "1.flac"]


def test_a_face_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["face", str(LONG[0]), "-o", str(tmp_path / "hana.png")]) == 0
    out, err = capsys.readouterr()
    assert str(tmp_path / "hana.png") in out and "pitch" in out
    assert err == ""
    with Image.open(tmp_path / "hana.png") as picture:
        assert picture.height > picture.width >= 256


def test_faces_of_several_files_with_variations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "face",
        *map(str, LONG),
        "-o",
        str(tmp_path / "faces"),
        "--variations",
        "1",
        "--json",
        "--model",
        "general",
    ]
    assert main(words) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    names = {"Hana-1.png", "Hana-1-1.png", "Callum-1.png", "Callum-1-1.png"}
    assert {Path(record["out"]).name for record in records} == names
    assert {path.name for path in (tmp_path / "faces").iterdir()} == names
    for record in records:
        assert record["model"] == "general"
        assert sum(record["age_group"].values()) == pytest.approx(1, abs=1e-3)
        assert record["speech_s"] >= 3
        assert record["compute_ms"] > 0
        assert record["system"] == "portrait" and record["size"] == [512, 512]


def test_another_system_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("generator.imagine._drawers", _with(fill(tmp_path / "networks")))
    words = ["--data-dir", str(tmp_path), "face", str(LONG[1]), "-o", str(tmp_path / "out.png"), "--json"]
    assert main([*words, "--system", "gan", "--model", "female"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["system"], record["model"], record["size"]) == ("gan", "female", [64, 64])
    with Image.open(record["out"]) as picture:
        assert picture.width == 256
        told = json.loads(picture.info["whospeaks"])
    assert (told["system"], told["model"]) == ("gan", "female")
    assert main([*words, "--system", "speech2face"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["system"], record["model"], record["size"]) == ("speech2face", "voice", [224, 224])
    assert main([*words, "--system", "published"]) == 1
    out, err = capsys.readouterr()
    assert out == "" and str(tmp_path / "models" / "faces") in err and len(err.splitlines()) == 1


def _with(networks: Path) -> Callable[..., Any]:
    """The systems of these networks in place of those that the program ships."""
    return lambda teller, _shipped, own: _drawers(teller, networks, own)


def test_recordings_of_one_person_make_one_face(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "hana.png"
    assert main(["face", str(PEOPLE / "Hana"), "--one-person", "-o", str(place), "--json"]) == 0
    (record,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert record["speech_s"] > 15 and len(record["files"]) == 6
    assert place.exists()


def test_what_cannot_be_drawn_is_said_and_the_rest_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    soundfile.write(tmp_path / "song.wav", chords(6.0), RATE)
    soundfile.write(tmp_path / "short.wav", np.zeros(RATE // 2), RATE)
    (tmp_path / "letter.wav").write_text("no sound")
    files = [tmp_path / name for name in ("song.wav", "short.wav", "letter.wav")]
    assert main(["face", *map(str, files), str(LONG[1]), "-o", str(tmp_path / "out")]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    lines = err.splitlines()
    assert len(lines) == 3
    assert any("letter.wav is not an audio file" in line for line in lines)
    assert any("0.5 s of sound" in line for line in lines)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["1.png"]


def test_of_those_enrolled_only_who_agreed_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home, out = ["--data-dir", str(tmp_path / "home")], tmp_path / "out"
    draw = [*home, "face", *map(str, LONG), "-o", str(out)]
    assert main(draw) == 0 and not (tmp_path / "home").exists()  # nobody to ask, and nothing made for it
    for name in ("Hana", "Callum"):
        assert main([*home, "enrol", name, *(str(PEOPLE / name / f"{n}.flac") for n in (2, 3, 4, 5))]) == 0
    assert main([*home, "people", "agree", "Callum"]) == 0
    assert "Callum agrees that a face is imagined" in capsys.readouterr().out
    shutil.rmtree(out)
    assert main(draw) == 1
    told, err = capsys.readouterr()
    assert len(told.splitlines()) == 1 and [path.name for path in out.iterdir()] == ["Callum-1.png"]
    assert f"{LONG[0]}: This is the voice of Hana, who has not agreed that a face is imagined" in err
    assert main([*home, "people", "disagree", "Callum"]) == 0 and main([*home, "people", "show", "Callum"]) == 0
    told, _ = capsys.readouterr()
    assert "Callum does not agree that a face is imagined" in told and "imagined   not agreed" in told
    together = [*home, "face", str(PEOPLE / "Callum"), "--one-person", "-o", str(tmp_path / "callum.png")]
    assert main(together) == 1 and not (tmp_path / "callum.png").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.wav", "-o", "x.png"], "There is no file nowhere.wav"),
        ([*map(str, LONG), "-o", "x.png"], "more than one picture"),
        ([str(LONG[0]), "-o", "x.JPG"], "saved as PNG; call it x.png, or give a folder"),
        ([str(LONG[0]), "-o", "x.png", "--system", "oracle"], "no system 'oracle'; choose one of portrait"),
    ],
)
def test_bad_input_is_one_sentence(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["face", *words]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err and len(err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [["x.wav"], ["x.wav", "-o", ""], ["x.wav", "-o", "y", "--variations", "-1"]])
def test_wrong_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["face", *words])
    assert stopped.value.code == 2
