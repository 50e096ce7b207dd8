"""Where the networks only answer: what `model` says of the windows, however they lie in the sound."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

from audio.source import RATE
from sincnet import inference
from sincnet.bank import Bank
from sincnet.checkpoint import load
from sincnet.config import EnsembleConfig, MemberConfig, ModelConfig, Res2NetConfig, SincConfig
from sincnet.inference import AT_ONCE, ROWS, d_vectors
from sincnet.model import SincNet
from sincnet.recogniser import DEFAULT_MODEL
from sincnet.trunk import BandEnergies
from sincnet.windows import Span, cut, peaks, plan

GRID = 160  # samples between two frames
STATM = Path("/proc/self/statm")
GROWTH_MB = 15.0
"""By what a second hearing may add. A program for each number of rows would add several hundred."""

LYING: dict[str, list[Span]] = {
    "alone": [(1000, 7400)],
    "on a grid": [(at, at + 6400) for at in range(320, 20_000, 3200)],
    "the last one off it": [(0, 6400), (3200, 9600), (3333, 9733)],
    "apart": [(0, 6400), (6400, 12_800), (30_000, 36_400), (31_600, 38_000)],
    "more than at once": [(at, at + 6400) for at in range(0, 160 * 40, 160)],
}


@pytest.fixture(scope="module")
def speech(voices: dict[str, list[np.ndarray]]) -> np.ndarray:
    return voices["Hana"][0][: 3 * RATE]


@pytest.fixture(params=["res2net", "ensemble"])
def model(request: pytest.FixtureRequest, tiny: ModelConfig) -> SincNet:
    """Random numbers, those of the batch norms too."""
    torch.manual_seed(4)
    config = tiny
    if request.param == "ensemble":
        assert isinstance(tiny.trunk, Res2NetConfig)
        other = replace(tiny.trunk, channels=20, scale=5, dilations=(1, 3), stem_stride=1, smoothing=7)
        members = MemberConfig(tiny.sinc, tiny.trunk, 3.0), MemberConfig(SincConfig(12, 65, 32), other)
        config = replace(tiny, trunk=EnsembleConfig(members=members))
    made = SincNet(config).eval().requires_grad_(False)
    for layer in made.modules():
        if isinstance(layer, nn.BatchNorm1d):
            assert layer.running_mean is not None and layer.running_var is not None
            for numbers, low, high in ((layer.running_mean, 0, 1), (layer.running_var, 0.5, 2), (layer.weight, 0.5, 2)):
                numbers.uniform_(low, high)
            layer.bias.uniform_(-1, 1)
    return made


@pytest.fixture(params=[False, True], ids=["float32", "bfloat16"])
def close(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[float]:
    """How far numbers of unit d-vectors may be off, on a processor that multiplies bfloat16 and on another."""
    monkeypatch.setattr(inference, "multiplies_bfloat16", lambda: request.param)
    yield 0.02 if request.param else 1e-5


def by_model(model: SincNet, samples: np.ndarray, spans: list[Span]) -> np.ndarray:
    with torch.inference_mode():
        made: np.ndarray = F.normalize(model(torch.from_numpy(cut(samples, spans, model.config.windows)))).numpy()
    return made


@pytest.mark.parametrize("lying", LYING)
def test_it_answers_as_the_model_does(model: SincNet, speech: np.ndarray, lying: str, close: float) -> None:
    found, expected = d_vectors(model, speech, LYING[lying]), by_model(model, speech, LYING[lying])
    assert found.dtype == np.float32 and found.shape == expected.shape
    np.testing.assert_allclose(found, expected, rtol=0, atol=close)


@pytest.mark.skipif(not DEFAULT_MODEL.exists(), reason="no weights are shipped here")
def test_the_shipped_networks_do_too(speech: np.ndarray, close: float) -> None:
    shipped = load(DEFAULT_MODEL).model
    spans = plan(speech, shipped.config.windows)
    found, expected = d_vectors(shipped, speech, spans), by_model(shipped, speech, spans)
    np.testing.assert_allclose(found, expected, rtol=0, atol=close)
    assert (found * expected).sum(axis=1).min() > 0.999


def test_each_window_has_its_own_peak(speech: np.ndarray) -> None:
    front = BandEnergies(SincConfig(8, 101, 32), Res2NetConfig())
    samples = speech * np.linspace(1e-4, 1, len(speech), dtype=np.float32)
    spans = LYING["on a grid"]
    config = ModelConfig().windows
    with torch.inference_mode():
        found = Bank(front).energies(samples, spans, torch.from_numpy(peaks(samples, spans, config)))
        expected = front(torch.from_numpy(cut(samples, spans, config)))
    torch.testing.assert_close(found.transpose(1, 2), expected, rtol=0, atol=1e-3)


def test_shared_sound_is_filtered_once(speech: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    with torch.inference_mode():
        bank = Bank(BandEnergies(SincConfig(8, 101, 32), Res2NetConfig()))
    filtered: list[int] = []
    powers = bank.powers

    def counted(waveform: torch.Tensor) -> torch.Tensor:
        filtered.append(len(waveform))
        return powers(waveform)

    monkeypatch.setattr(bank, "powers", counted)
    heard = {}
    for lying, spans in LYING.items():
        bank.energies(speech, spans, torch.ones(len(spans)))
        heard[lying], filtered[:] = filtered.copy(), []
    assert heard == {
        "alone": [6400],
        "on a grid": [6400 + 6 * 3200],
        "the last one off it": [9600, 6400],
        "apart": [12_800, 8000],
        "more than at once": [6400 + 39 * GRID],
    }


def test_silence_and_a_click_are_numbers(model: SincNet) -> None:
    samples = np.zeros(12_800, np.float32)
    samples[100] = 1e-30
    samples[9000] = 1
    found = d_vectors(model, samples, [(0, 6400), (3200, 9600), (6400, 12_800)])
    assert np.isfinite(found).all()
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, rtol=1e-5)


def test_the_numbers_are_made_ready_once_and_go_with_the_model(tiny: ModelConfig, speech: np.ndarray) -> None:
    gc.collect()
    before = len(inference._made)
    model = SincNet(tiny).eval().requires_grad_(False)
    spans = LYING["alone"]
    d_vectors(model, speech, spans)
    ready = inference._made[model]
    d_vectors(model, speech, spans)
    assert inference._made[model] is ready and len(inference._made) == before + 1
    del model, ready
    gc.collect()
    assert len(inference._made) == before


def row(windows: int, length: int, hop: int = 3200) -> list[Span]:
    return [(at, at + length) for at in range(0, windows * hop, hop)]


def test_products_have_few_numbers_of_rows(
    tiny: ModelConfig, speech: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For each of them oneDNN makes a program and keeps it."""
    monkeypatch.setattr(inference, "multiplies_bfloat16", lambda: True)
    model = SincNet(tiny).eval().requires_grad_(False)
    rows: set[int] = set()
    linear = F.linear

    def counted(x: torch.Tensor, *others: torch.Tensor) -> torch.Tensor:
        if x.dtype is torch.bfloat16:
            rows.add(len(x))
        return linear(x, *others)

    monkeypatch.setattr(F, "linear", counted)
    for length in range(3200, 6401, 80):
        d_vectors(model, speech, row(1, length))
    short = rows.copy()
    for windows in range(1, 12):
        d_vectors(model, speech, row(windows, 6400))
    assert short == {16, 32}  # of up to 20 frames
    assert len(rows) <= len(short) + AT_ONCE and not any(count % ROWS for count in rows)


@pytest.mark.skipif(not DEFAULT_MODEL.exists(), reason="no weights are shipped here")
@pytest.mark.skipif(not STATM.exists(), reason="the system does not tell in /proc what a process has in memory")
def test_memory_stays_flat_once_every_number_of_windows_was_met() -> None:
    shipped = load(DEFAULT_MODEL).model
    windows = shipped.config.windows
    rng = np.random.default_rng(0)
    samples = rng.standard_normal(20 * RATE).astype(np.float32)

    def hear(count: int, length: int) -> None:
        d_vectors(shipped, samples, row(count, length, windows.hop))

    def resident_mb() -> float:
        gc.collect()
        return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    for length in range(windows.shortest, windows.window, RATE // 8):
        hear(1, length)
    for count in (*range(1, AT_ONCE + 1), 16):
        hear(count, windows.window)
    before = resident_mb()
    for length in rng.integers(windows.shortest, windows.window, 40):
        hear(1, int(length))
    for count in range(1, 17):
        hear(count, windows.window)
    assert resident_mb() - before < GROWTH_MB
