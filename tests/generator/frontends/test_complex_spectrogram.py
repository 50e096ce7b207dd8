"""Speech2Face's input, against a Fourier sum written out."""

import numpy as np
import pytest

from audio.errors import AudioError
from generator.frontends.spectrogram import notebook, spectrogram


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    return np.random.default_rng(5).normal(0, 0.1, 100_000)


def transformed(frame: np.ndarray, at: int) -> np.ndarray:
    """The 400 samples under a periodic Hann window, at so many of 512 points: a literal Fourier sum, power 0.3."""
    n = np.arange(400)
    windowed = frame * (0.5 - 0.5 * np.cos(2 * np.pi * n / 400))
    rows = []
    for k in range(257):
        turn = 2 * np.pi * k * (n + at) / 512
        real, imag = (windowed * np.cos(turn)).sum(), -(windowed * np.sin(turn)).sum()
        rows.append([np.sign(part) * abs(part) ** 0.3 for part in (real, imag)])
    return np.array(rows)


@pytest.mark.parametrize("frame", [0, 1, 300, 597])
def test_it_is_time_by_frequency_by_real_and_imaginary(sound: np.ndarray, frame: int) -> None:
    result = spectrogram(sound)
    assert result.shape == (598, 257, 2) and result.dtype == np.float32
    # The imaginary parts at 0 Hz and 8 kHz are 0 but for rounding, which the power of 0.3 makes visible.
    expected = transformed(sound[160 * frame : 160 * frame + 400], 0)
    np.testing.assert_allclose(result[frame, 1:-1], expected[1:-1], atol=1e-4)
    np.testing.assert_allclose(result[frame, [0, -1], 0], expected[[0, -1], 0], atol=1e-4)
    np.testing.assert_allclose(result[frame, [0, -1], 1], 0, atol=1e-3)


@pytest.mark.parametrize("frame", [0, 1, 300, 600])
def test_the_notebook_has_it_centred_and_the_other_way_round(sound: np.ndarray, frame: int) -> None:
    result = notebook(sound)
    assert result.shape == (257, 601, 2) and result.dtype == np.float32
    around = np.pad(sound[:96_000], 200)[160 * frame : 160 * frame + 400]
    np.testing.assert_allclose(result[1:-1, frame], transformed(around, 56)[1:-1], atol=1e-4)


def test_what_is_shorter_is_repeated_and_what_is_longer_is_cut(sound: np.ndarray) -> None:
    np.testing.assert_array_equal(spectrogram(sound[:20_000]), spectrogram(np.tile(sound[:20_000], 5)))
    np.testing.assert_array_equal(spectrogram(sound), spectrogram(sound[:96_000]))


def test_silence_stays_silent() -> None:
    assert not spectrogram(np.zeros(400)).any() and not notebook(np.zeros(400)).any()


@pytest.mark.parametrize("sound", [np.zeros(100), np.full(500, np.inf), np.zeros((500, 1))])
def test_what_is_no_sound_is_refused_here_too(sound: np.ndarray) -> None:
    for door in (spectrogram, notebook):
        with pytest.raises(AudioError):
            door(sound)
