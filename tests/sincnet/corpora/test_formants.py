"""A voice through another vocal tract: the formants move, the pitch stays."""

import numpy as np
import pytest
from scipy import signal

from audio.source import RATE
from sincnet.corpora.formants import move_formants

PITCH = 125.0


def vowel(formant: float, seconds: float = 1.0) -> np.ndarray:
    """A pulse train of 125 Hz through one resonance at `formant` Hz: float32 (n,)."""
    pulses = np.zeros(int(seconds * RATE))
    pulses[:: int(RATE / PITCH)] = 1
    b, a = signal.iirpeak(formant, 4, RATE)
    return np.asarray(signal.lfilter(b, a, pulses), np.float32)


def strongest(samples: np.ndarray) -> float:
    """Where the spectrum, smoothed over three harmonics, is highest, in Hz."""
    frequencies, power = signal.welch(samples, RATE, nperseg=4096)
    width = int(3 * PITCH / frequencies[1])
    return float(frequencies[np.convolve(power, np.ones(width), "same").argmax()])


def pitch(samples: np.ndarray) -> float:
    """By autocorrelation, in Hz."""
    correlation = signal.correlate(samples, samples, "full")[len(samples) :]
    first = int(RATE / 400)
    return RATE / (first + 1 + int(correlation[first : int(RATE / 60)].argmax()))


@pytest.mark.parametrize("factor", [0.8, 1.25])
def test_formants_move_and_the_pitch_stays(factor: float) -> None:
    samples = vowel(1500)
    moved = move_formants(samples, factor)
    assert moved.shape == samples.shape and moved.dtype == np.float32
    assert strongest(moved) == pytest.approx(1500 * factor, rel=0.08)
    assert pitch(moved) == pytest.approx(PITCH, rel=0.02)
    assert np.abs(moved).max() == pytest.approx(np.abs(samples).max())


def test_nothing_changes_by_a_factor_of_one_or_where_there_is_too_little() -> None:
    samples = vowel(900)
    np.testing.assert_allclose(move_formants(samples, 1.0), samples, atol=1e-3)
    short = samples[:300]
    assert move_formants(short, 1.25) is short
