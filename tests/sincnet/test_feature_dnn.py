"""The front ends that SincNet is compared with, against a second implementation frame by frame in float64."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.fft import dct

from audio.source import RATE
from sincnet.config import PUBLISHED, CnnDnnConfig, FeatureDnnConfig, ModelConfig
from sincnet.frontends import Fbank, FreeConv, Mfcc, differences, frame_count
from sincnet.model import SincNet

FBANK = FeatureDnnConfig(conv_filters=(6, 5), hidden=(12, 8))
MFCC = FeatureDnnConfig(features="mfcc", bands=23, hidden=(12, 8))
FREE = CnnDnnConfig("cnn_dnn", "free", conv_filters=(5, 4), hidden=(12, 8))


@pytest.fixture(scope="module")
def windows() -> np.ndarray:
    """Two windows of 200 ms: noise with a level that is not 0, and a chord over a little noise."""
    rng = np.random.default_rng(8)
    t = np.arange(3200) / RATE
    chord = sum(np.sin(2 * np.pi * f * t) for f in (180, 410, 2300)) / 3
    return np.stack([0.2 * rng.normal(size=3200) + 0.05, chord + 0.01 * rng.normal(size=3200)]).astype(np.float32)


def log_mel(window: np.ndarray, bands: int) -> np.ndarray:
    """(frames, bands), loop by loop, as the HTK book and Kaldi's documentation define it."""

    def mel(hz: float) -> float:
        return 1127 * np.log(1 + hz / 700)

    edges = np.linspace(mel(20), mel(8000), bands + 2)
    povey = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 399)) ** 0.85
    rows = []
    for start in range(0, len(window) - 399, 160):
        frame = window[start : start + 400].astype(np.float64)
        frame -= frame.mean()
        frame = np.array([frame[i] - 0.97 * frame[max(i - 1, 0)] for i in range(400)])
        power = np.abs(np.fft.fft(frame * povey, 512)) ** 2
        energies = np.zeros(bands)
        for bin in range(257):
            place = mel(bin * RATE / 512)
            for band in range(bands):
                left, centre, right = edges[band : band + 3]
                if left < place <= centre:
                    energies[band] += power[bin] * (place - left) / (centre - left)
                elif centre < place < right:
                    energies[band] += power[bin] * (right - place) / (right - centre)
        rows.append(np.log(energies))
    return np.array(rows)


def test_filter_bank_energies(windows: np.ndarray) -> None:
    found = Fbank(40)(torch.from_numpy(windows)).numpy()
    assert found.shape == (2, 18, 40)
    np.testing.assert_allclose(found, [log_mel(window, 40) for window in windows], atol=2e-3)


def test_cepstra_are_the_liftered_cosine_transform_of_23_bands(windows: np.ndarray) -> None:
    found = Mfcc(23)(torch.from_numpy(windows)).numpy()
    assert found.shape == (2, 39, 18)
    lifter = 1 + 11 * np.sin(np.pi * np.arange(13) / 22)
    for window, cepstra in zip(windows, found, strict=True):
        expected = dct(log_mel(window, 23), norm="ortho")[:, :13] * lifter
        np.testing.assert_allclose(cepstra[:13], expected.T, atol=0.02)
    np.testing.assert_array_equal(found[:, 13:26], differences(torch.from_numpy(found[:, :13])).numpy())
    np.testing.assert_array_equal(found[:, 26:], differences(torch.from_numpy(found[:, 13:26])).numpy())


def test_differences_are_slopes() -> None:
    x = torch.stack([3 * torch.arange(9.0), torch.full((9,), 5.0)])[None]
    assert differences(x)[0, :, 2:-2].tolist() == [[3.0] * 5, [0.0] * 5]


@pytest.mark.parametrize("samples", [399, 400, 559, 560, 3200])
def test_frames_are_counted_as_they_are_made(samples: int) -> None:
    assert frame_count(samples) == max(0, len(range(0, samples - 399, 160)))


def test_silence_has_finite_features() -> None:
    assert torch.isfinite(Mfcc(23)(torch.zeros(1, 3200))).all()


def test_features_are_not_made_in_bfloat16(windows: np.ndarray) -> None:
    mfcc, given = Mfcc(23), torch.from_numpy(windows)
    with torch.autocast("cpu", torch.bfloat16):
        torch.testing.assert_close(mfcc(given), mfcc(given), rtol=0, atol=0)
        assert mfcc(given).dtype == torch.float32


def test_free_filters_are_a_convolution(windows: np.ndarray) -> None:
    torch.manual_seed(0)
    layer, given = FreeConv(3, 251), torch.from_numpy(windows)
    with torch.no_grad():
        found = layer(given).numpy()
    for number, kernel in enumerate(layer.weight.detach().numpy()[:, 0]):
        expected = np.correlate(windows[1], kernel) + layer.bias[number].item()
        np.testing.assert_allclose(found[1, number], expected, atol=1e-4)


@pytest.mark.parametrize(
    "trunk", [replace(FREE, first="sinc"), FREE, FBANK, MFCC], ids=["sinc", "free", "fbank", "mfcc"]
)
def test_a_network_of_every_front_end_learns_to_tell_sounds_apart(trunk: FeatureDnnConfig | CnnDnnConfig) -> None:
    config = replace(PUBLISHED, sinc=replace(PUBLISHED.sinc, filters=4, taps=51), trunk=trunk)
    torch.manual_seed(0)
    model, last = SincNet(config), torch.nn.Linear(8, 2)
    optimiser = torch.optim.RMSprop([*model.parameters(), *last.parameters()], 3e-3)
    t, labels = torch.arange(3200) / RATE, torch.arange(16) % 2

    def batch() -> torch.Tensor:
        """Low hums and high ones, at any loudness."""
        pitch = torch.where(labels == 0, 300.0, 1500.0) * (1 + 0.1 * torch.rand(16))
        sound = torch.sin(2 * torch.pi * pitch[:, None] * t) + 0.1 * torch.randn(16, 3200)
        return sound * (0.1 + torch.rand(16, 1))

    for _ in range(12):
        loss = torch.nn.functional.cross_entropy(last(model(batch())), labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    with torch.inference_mode():
        assert (last(model(batch())).argmax(1) == labels).all()


@pytest.mark.parametrize("trunk", [FREE, FBANK, MFCC], ids=["free", "fbank", "mfcc"])
def test_a_configuration_survives_its_trip_to_the_disk(trunk: FeatureDnnConfig | CnnDnnConfig) -> None:
    config = replace(PUBLISHED, trunk=trunk)
    data = config.to_dict()
    data["trunk"] = {key: list(value) if isinstance(value, tuple) else value for key, value in data["trunk"].items()}
    assert ModelConfig.from_dict(data) == config
