"""What users may get wrong when they prepare, train and measure faces from voices: one sentence each, as typed."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from audio.source import RATE
from main import main

Said = Callable[..., str]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs a command in an empty folder; the one sentence that it ends with."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object, status: int = 1) -> str:
        assert main([str(word) for word in words]) == status
        *_, sentence = capsys.readouterr().err.splitlines()
        assert sentence.startswith("whospeaks: ") and sentence.endswith(".")
        return sentence

    return run


def settings(path: Path, kind: str, **values: str) -> Path:
    lines = [f'kind = "{kind}"', "held_out = { hamlet = 2 }", *(f'{key} = "{value}"' for key, value in values.items())]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


class Wicked:
    """Makes a folder as soon as it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.mkdir, (self.folder,)


def test_weights_that_are_not_what_is_asked_for(said: Said, hamlet: Path, tmp_path: Path, face_weights: Path) -> None:
    def train(voice: Path) -> str:
        return said("train", settings(tmp_path / "gan.toml", "gan", voice=str(voice)), "--corpus", hamlet)

    assert "There is no voice embedding network at nowhere.safetensors; train it first" in train(
        Path("nowhere.safetensors")
    )
    assert "holds a face embedding network, not a voice embedding network; choose another file" in train(face_weights)
    code = tmp_path / "voice.pth"
    code.write_bytes(pickle.dumps(Wicked(tmp_path / "executed")))
    assert "voice.pth is not loaded: a voice embedding network is a file .safetensors" in train(code)
    shutil.copy(code, tmp_path / "voice.safetensors")
    assert "voice.safetensors and its card voice.json cannot both be read" in train(tmp_path / "voice.safetensors")
    shutil.copy(face_weights.with_suffix(".json"), tmp_path / "voice.json")
    assert "voice.safetensors is damaged" in train(tmp_path / "voice.safetensors")
    assert not (tmp_path / "executed").exists()


def test_somebody_without_speech(said: Said, hamlet: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "Ana").mkdir(parents=True)
    drift = np.sin(np.pi * np.arange(5 * RATE) / (5 * RATE))  # of a microphone that nobody spoke into
    soundfile.write(tmp_path / "corpus" / "Ana" / "1.wav", drift, RATE)
    listed = "speaker,corpus,folder,sex,age\nAna,hamlet,Ana,f,\n"
    (tmp_path / "corpus" / "speakers.csv").write_text(listed, encoding="utf-8")
    config = settings(tmp_path / "voice.toml", "voice_embedding")
    words = ("train", config, "held_out.hamlet=0", "--corpus", tmp_path / "corpus")
    assert "No speech is found in the recordings of Ana; leave them out" in said(*words)
    assert "no speaker left to train on; hold fewer out" in said(*words, "held_out.hamlet=1")
    assert "no readable speakers.csv" in said("train", config, "--corpus", tmp_path)


def test_nothing_to_measure(said: Said, hamlet: Path, tmp_path: Path) -> None:
    config = settings(tmp_path / "mapping.toml", "mapping")
    assert "There is no run in runs/mapping; train it first" in said("evaluate", config, "--corpus", hamlet)
    assert "no run in elsewhere" in said("evaluate", config, "--corpus", hamlet, "--run-dir", "elsewhere")
    assert not (tmp_path / "runs" / "cache").exists()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("vggface", "VGGFace, which has files/NAME.txt"),
        ("vggface2", "VGGFace 2, which has train/n000002"),
        ("avspeech", "AVSpeech, which has avspeech_train.csv"),
        ("faces", "a folder of faces, which has a folder per person"),
    ],
)
def test_a_folder_without_faces(said: Said, tmp_path: Path, kind: str, expected: str) -> None:
    (tmp_path / "notes" / "Ana").mkdir(parents=True)
    (tmp_path / "notes" / "Ana" / "letter.txt").write_text("Dear Bo", encoding="utf-8")
    assert f"is not {expected}" in said("prepare", kind, tmp_path / "notes", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_pictures_that_are_none_and_people_whom_no_list_has_in_common(said: Said, tmp_path: Path, hamlet: Path) -> None:
    people = tmp_path / "people"
    for number, name in enumerate(("n000002", "n000003")):
        (people / "train" / name).mkdir(parents=True)
        Image.new("RGB", (40, 50), (90 * number, 80, 70)).save(people / "train" / name / "0001_01.jpg")
    words = ("prepare", "vggface2", people, tmp_path / "out")
    assert "Nobody's face in" in (sentence := said(*words, "--voices", hamlet)) and "n000002 for one" in sentence
    for picture in people.rglob("*.jpg"):
        picture.write_text("no picture", encoding="utf-8")
    assert "None of the 2 pictures can be used, n000002/0001_01.jpg for one" in said(*words)
