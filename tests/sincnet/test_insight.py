"""A tone is where it sounds, and drives the filter whose band it is in."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from audio.source import RATE
from sincnet.config import ModelConfig
from sincnet.insight import LONGEST, ROWS, look, place
from sincnet.model import SincNet


def tone(hz: float, seconds: float = 1.0) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


@pytest.fixture(scope="module")
def network() -> SincNet:
    torch.manual_seed(0)
    return SincNet(ModelConfig()).eval()


@pytest.mark.parametrize("hz", [300.0, 1000.0, 4000.0])
def test_a_tone_is_seen_at_its_pitch_and_drives_its_filter(network: SincNet, hz: float) -> None:
    seen = look(network, tone(hz))
    assert seen.spectrogram.shape[0] == ROWS and seen.length_s == 1.0
    assert seen.spectrogram.min() >= 0 and seen.spectrogram.max() == 1
    row = int(seen.spectrogram.mean(axis=1).argmax())
    assert abs((1 - row / (ROWS - 1)) - float(place(hz))) < 0.03
    best = seen.strongest(1)[0]
    assert seen.low_hz[best] - 60 <= hz <= seen.high_hz[best] + 60
    assert seen.drive[best] == 1 and 0 <= seen.drive.min() < 0.6
    assert np.all(np.diff(seen.low_hz + seen.high_hz) >= 0)


def test_a_long_utterance_has_a_bounded_picture(network: SincNet) -> None:
    assert look(network, tone(440, 60)).spectrogram.shape[1] <= LONGEST + 1


def test_silence_and_almost_nothing_are_no_trouble(network: SincNet) -> None:
    assert np.isfinite(look(network, np.zeros(RATE, np.float32)).drive).all()
    brief = look(network, tone(440, 0.005))
    assert brief.filters == 0 and brief.spectrogram.shape[1] >= 1


def test_filters_without_a_stride_are_driven_alike(network: SincNet) -> None:
    from sincnet.config import CnnDnnConfig

    config = ModelConfig()
    plain = replace(
        config,
        sinc=replace(config.sinc, stride=1, analytic=False),
        trunk=CnnDnnConfig(),
        windows=replace(config.windows, window_ms=200, hop_ms=10, shortest_ms=200),
    )
    seen = look(SincNet(plain).eval(), tone(1000))
    best = seen.strongest(1)[0]
    assert seen.low_hz[best] - 60 <= 1000 <= seen.high_hz[best] + 60
