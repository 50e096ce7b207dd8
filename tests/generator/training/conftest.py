"""A tiny corpus of the demo's synthetic voices, and networks of a few steps that the others build on."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
import soundfile
import soxr
import torch

from audio.files import read_audio
from audio.source import RATE
from generator.training import tasks
from generator.training.course import Task, run
from sincnet.paths import assets
from sincnet.progress import unseen
from sincnet.training.team import ALONE

torch.set_num_threads(1)

VOICES = (("Callum", "m", ""), ("Hana", "f", ""), ("Mateo", "m", "12"), ("Priya", "f", ""))

Trained = Callable[..., tuple[Task, Path]]


@pytest.fixture(scope="session")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four people with about half a minute of speech each; two are held out by `hamlet = 2`."""
    folder = tmp_path_factory.mktemp("hamlet")
    rows = []
    for name, sex, age in VOICES:
        (folder / name).mkdir()
        for number in (1, 2):
            samples = read_audio(assets() / "demo" / "people" / name / f"{number}.flac")
            for speed in (90, 100, 110):
                faster = soxr.resample(samples, RATE * speed, RATE * 100)
                soundfile.write(folder / name / f"{speed}-{number}.wav", faster, RATE)
        rows.append([name, "hamlet", name, sex, age])
    with (folder / "speakers.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["speaker", "corpus", "folder", "sex", "age"], *rows])
    return folder


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def trained(hamlet: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """Trains a kind for two steps with the settings given, and releases its weights."""

    def train(kind: str, *words: str) -> tuple[Task, Path]:
        folder = tmp_path_factory.mktemp(kind)
        path = folder / "config.toml"
        path.write_text(f'kind = "{kind}"\nheld_out = {{ hamlet = 2 }}\n', encoding="utf-8")
        config = tasks.read(path, ["course.steps=2", *words])
        task, course, settings = tasks.begun(config, hamlet, cache, ALONE, unseen)
        assert [step for step, _ in run(task, course, settings, folder)] == [1, 2]
        return task, task.release(folder, course.steps)

    return train


@pytest.fixture(scope="session")
def voice_weights(trained: Trained) -> Path:
    """A voice embedding network."""
    return trained("voice_embedding", "width=0.1", "batch=4", "frames=[100, 120]")[1]


@pytest.fixture(scope="session")
def face_weights(trained: Trained) -> Path:
    """A face embedding network."""
    return trained("face_embedding", "people=6", "moments=2", "size=64", "least=32", "batch=4")[1]
