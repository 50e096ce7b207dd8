"""The kitchen and the microphones of the recognition benchmark, by what is known of them."""

import numpy as np
import pytest
from scipy import signal

from audio.source import RATE
from benchmarks._spoil import MICROPHONES, SPEED_OF_SOUND, in_kitchen, kitchen, shoebox


@pytest.fixture(scope="module")
def voice() -> np.ndarray:
    """Two seconds of a buzz with a syllable's swell, at the usual level."""
    t = np.arange(2 * RATE) / RATE
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * t)
    return (0.1 * swell * signal.sawtooth(2 * np.pi * 130 * t)).astype(np.float32)


def test_a_room_s_first_echoes_come_when_and_as_loud_as_geometry_says():
    size, source, microphone = (5.0, 4.0, 3.0), (1.0, 2.0, 1.0), (4.0, 2.0, 1.0)
    response = shoebox(size, source, microphone, reflection=0.5)
    floor = np.hypot(3.0, 2.0)  # by way of the floor, one metre below both
    at = round((floor - 3.0) / SPEED_OF_SOUND * RATE)
    assert response[0] == pytest.approx(1 / 3.0)
    assert np.flatnonzero(response)[1] == at
    assert response[at] == pytest.approx(0.5 / floor)


def test_a_room_without_reflections_is_the_direct_path():
    assert np.flatnonzero(shoebox((5.0, 4.0, 3.0), (1.0, 2.0, 1.0), (4.0, 2.0, 1.0), reflection=0.0)).tolist() == [0]


def test_the_kitchen_is_always_the_same_one():
    first = kitchen(seconds=3)
    assert np.array_equal(first, kitchen(seconds=3))
    assert np.sqrt(np.square(first).mean()) == pytest.approx(1)
    assert not np.allclose(first, kitchen(seconds=3, seed=1))


def test_the_noise_behind_a_clip_has_the_level_asked_for(voice):
    heard = in_kitchen(voice, kitchen(seconds=4), 10.0, np.random.default_rng(0))
    assert heard.shape == voice.shape and heard.dtype == np.float32
    ratio = np.square(voice).mean() / np.square(heard - voice).mean()
    assert 10 * np.log10(ratio) == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize("name", MICROPHONES)
def test_a_microphone_changes_the_sound_and_keeps_its_length(voice, name):
    heard = MICROPHONES[name](voice)
    assert heard.shape == voice.shape and heard.dtype == np.float32
    assert np.isfinite(heard).all()
    alike = np.corrcoef(np.abs(np.fft.rfft(heard))[:4000], np.abs(np.fft.rfft(voice))[:4000])[0, 1]
    assert 0.3 < alike < 0.9999


@pytest.mark.parametrize("name", ["telephone", "GSM"])
def test_eight_kilohertz_end_at_four(voice, name):
    power = np.square(np.abs(np.fft.rfft(MICROPHONES[name](voice))))
    edge = round(4200 / (RATE / 2) * len(power))
    assert power[edge:].sum() < 1e-4 * power.sum()
