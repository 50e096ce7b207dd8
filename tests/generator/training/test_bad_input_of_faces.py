"""What users may get wrong when they prepare, train and measure faces from voices: one sentence each, as typed."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
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
    assert "voice.pth is no checkpoint of PyTorch" in train(code)
    torch.save({"voice": Wicked(tmp_path / "executed")}, tmp_path / "wicked.pth")
    assert "wicked.pth was not loaded: it holds code, which is never run" in train(tmp_path / "wicked.pth")
    decoder = settings(tmp_path / "decoder.toml", "decoder", faces=str(code))
    said_of_faces = said("train", decoder, "people=2", "moments=1", "size=64", "batch=1", "--corpus", hamlet)
    assert "voice.pth is not loaded: a face embedding network is a file .safetensors" in said_of_faces
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
    words = ("train", config, "--corpus", tmp_path / "corpus")
    assert "is left to learn from; hold fewer out" in said(*words)
    assert "is held out to measure on; add held_out.hamlet=1 to the command" in said(*words, "held_out.hamlet=0")
    (tmp_path / "corpus" / "speakers.csv").write_text(f"{listed}Bo,village,Ana,m,\n", encoding="utf-8")
    assert "No speech is found in the recordings of Bo; leave them out" in said(*words)
    assert "no readable speakers.csv" in said("train", config, "--corpus", tmp_path)


@pytest.mark.parametrize(
    ("kind", "word", "expected"),
    [
        ("mapping", "crops=0", "crops has to be at least 1, not 0"),
        ("mapping", "speeds=[]", "speeds has to be a list of numbers from 0.5 to 2, not []"),
        ("gan", "moments=0", "moments has to be at least 1, not 0"),
        ("gan", "gan.lr=0", "gan.lr has to be above 0, not 0.0"),
        ("gan", "gan.batch=0", "batch has to be at least 1, not 0"),
        ("speech2face", "width=2", "width has to be above 0 and at most 1, not 2.0"),
        ("speech2face", "encoder.decay_every=0", "encoder.decay_every has to be at least 1, not 0"),
        ("voice_embedding", "frames=[120, 100]", "frames has to be a shortest and a longest length, not [120, 100]"),
        ("decoder", "size=96", "size has to be one of 64, 128, 256, not 96"),
        ("face_embedding", "size=10", "size has to be a multiple of 8 from 32 on, not 10"),
        ("face_embedding", "least=256", "least has to be at most as large as size, not 256"),
    ],
)
def test_numbers_that_no_network_is_trained_with(
    said: Said, tmp_path: Path, hamlet: Path, kind: str, word: str, expected: str
) -> None:
    config = settings(tmp_path / "config.toml", kind)
    assert said("train", config, word, "--corpus", hamlet) == f"whospeaks: {expected}."
    assert not (tmp_path / "runs").exists()


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
