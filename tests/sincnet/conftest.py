"""Demo voices, a tiny network with random weights, and a tiny corpus, for the tests of this room."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from audio.files import read_audio
from audio.source import RATE
from sincnet.calibration import Calibration
from sincnet.checkpoint import Weights
from sincnet.config import ModelConfig, Res2NetConfig, SincConfig, WindowConfig
from sincnet.model import SincNet
from sincnet.paths import assets

torch.set_num_threads(1)  # networks this small only wait for the other threads


@pytest.fixture(scope="session")
def tiny() -> ModelConfig:
    """A whole model that fits in a few thousand numbers."""
    return ModelConfig(
        WindowConfig(window_ms=400, hop_ms=200, shortest_ms=200),
        SincConfig(filters=16, taps=101, stride=32),
        Res2NetConfig(channels=16, scale=4, dilations=(1, 2), aggregated=16, attention=8, embedding=12),
    )


@pytest.fixture(scope="session")
def weights(tiny: ModelConfig) -> Weights:
    """Random numbers; people are named from even odds on."""
    torch.manual_seed(3)
    model = SincNet(tiny).eval().requires_grad_(False)
    cohort = np.random.default_rng(3).normal(size=(20, model.embedding_size)).astype(np.float32)
    cohort /= np.linalg.norm(cohort, axis=1, keepdims=True)
    calibration = Calibration(score=3.0, score_length=0.0, vote=2.0, person_length=0.0, stranger=3.0, threshold=0.5)
    return Weights("tiny", model, cohort, calibration, {})


@pytest.fixture(scope="session")
def voices() -> dict[str, list[np.ndarray]]:
    """Three synthetic people of the demo, two recordings of about five seconds each."""
    folder = assets() / "demo" / "people"
    return {name: [read_audio(folder / name / f"{n}.flac") for n in (1, 2)] for name in ("Callum", "Hana", "Mateo")}


def vowel(pitch: float, seconds: float, seed: int) -> np.ndarray:
    """Something like a sung vowel between two silences of 0.2 s, float32 (n,)."""
    rng = np.random.default_rng(seed)
    t = np.arange(int(seconds * RATE)) / RATE
    sound = sum(rng.uniform(0.1, 1) * np.sin(2 * np.pi * pitch * k * t + rng.uniform(0, 6)) / k for k in range(1, 12))
    sound = sound * np.minimum(1, np.minimum(t, t[::-1]) / 0.2)
    silence = np.zeros(RATE // 5)
    samples: np.ndarray = np.concatenate([silence, 0.3 * sound / np.abs(sound).max(), silence]).astype(np.float32)
    return samples


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six speakers of two corpora, two recordings of about a second each, as a corpus lies on the disk."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = []
    for number in range(6):
        speaker = f"s{number}"
        (folder / speaker).mkdir()
        for take in range(2):
            samples = vowel(100 + 25 * number, 1.0 + 0.2 * take, 10 * number + take)
            soundfile.write(folder / speaker / f"{take}.flac", samples, RATE)
        (folder / speaker / "notes.txt").write_text("no recording")
        rows.append([speaker, "first" if number < 4 else "second", speaker, "fm"[number % 2], "" if number else "9"])
    with (folder / "speakers.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["speaker", "corpus", "folder", "sex", "age"], *rows])
    return folder
