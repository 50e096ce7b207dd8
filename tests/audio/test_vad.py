import numpy as np
import pytest

from audio.vad import FRAME, Vad
from audio.voicing import WINDOW, voicing


def share_of_speech(samples: np.ndarray, mode: int = 2) -> float:
    vad = Vad(mode)
    return float(
        np.mean([vad.is_speech(frame) for frame in samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)])
    )


@pytest.mark.parametrize("peak_dbfs", [0, -20, -35, -45])
def test_speech_is_speech_however_quiet(sentences, peak_dbfs):
    for sentence in sentences:
        samples = sentence / np.abs(sentence).max() * np.float32(10 ** (peak_dbfs / 20))
        assert share_of_speech(samples) > 0.7


def test_silence_is_not(sentences):
    assert share_of_speech(np.zeros(16_000, np.float32)) == 0


def test_a_stricter_mode_lets_less_through(sentences):
    noisy = sentences[0] + np.random.default_rng(0).normal(0, 0.02, len(sentences[0])).astype(np.float32)
    shares = [share_of_speech(noisy, mode) for mode in range(4)]
    assert shares == sorted(shares, reverse=True)
    assert shares[3] < shares[0]


@pytest.mark.parametrize("pitch_hz", [80, 120, 200, 350])
def test_a_voice_has_pitch(pitch_hz):
    time_s = np.arange(WINDOW) / 16_000
    vowel = sum(np.sin(2 * np.pi * pitch_hz * harmonic * time_s) / harmonic for harmonic in range(1, 12))
    noise = np.random.default_rng(0).standard_normal(WINDOW) * np.std(vowel) * 0.3  # 10 dB below
    assert voicing(vowel) > 0.8
    assert voicing(vowel + noise) > 0.7


def test_noise_and_silence_have_none():
    rng = np.random.default_rng(0)
    assert max(voicing(rng.standard_normal(WINDOW)) for _ in range(200)) < 0.7
    assert voicing(np.zeros(WINDOW)) == 0
