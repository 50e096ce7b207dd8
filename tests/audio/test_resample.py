import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.resample import Resampler, at_rate
from audio.source import RATE


def sine(rate: int, seconds: float, hz: float = 440.0) -> np.ndarray:
    return (0.8 * np.sin(2 * np.pi * hz * np.arange(round(rate * seconds)) / rate)).astype(np.float32)


def resampled(samples: np.ndarray, rate: int, borders: list[int]) -> np.ndarray:
    resampler = Resampler(rate)
    pieces = [resampler.push(piece[:, None]) for piece in np.split(samples, sorted(borders))]
    return np.concatenate([*pieces, resampler.finish()])


@given(
    st.sampled_from([8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000]),
    st.lists(st.floats(0, 1), max_size=20),
)
def test_a_sine_through_blocks_of_any_size_equals_the_sine_in_one_piece(rate, cuts):
    samples = sine(rate, 0.3)
    in_blocks = resampled(samples, rate, [int(cut * len(samples)) for cut in cuts])
    in_one = resampled(samples, rate, [])
    assert len(in_blocks) == len(in_one) == round(len(samples) * RATE / rate)
    np.testing.assert_allclose(in_blocks, in_one, atol=1e-6)


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000, 192_000])
def test_a_resampled_sine_is_the_same_sine_at_the_same_time(rate):
    got = resampled(sine(rate, 1.0), rate, [rate // 3, rate // 2])
    inner = slice(RATE // 10, -RATE // 10)  # away from where the sine sets in and breaks off
    np.testing.assert_allclose(got[inner], sine(RATE, 1.0)[inner], atol=1e-3)


def test_channels_are_mixed_down():
    frames = np.stack([np.full(160, 0.5), np.full(160, -0.1), np.full(160, 0.2)], axis=1).astype(np.float32)
    np.testing.assert_allclose(Resampler(RATE).push(frames), 0.2, atol=1e-6)


def test_what_is_no_number_or_too_loud_stays_within_bounds_and_spoils_nothing_else():
    frames = sine(RATE, 0.1)[:, None].copy()
    frames[:4, 0] = [np.nan, np.inf, -np.inf, 7.0]
    got = Resampler(RATE).push(frames)
    assert got[:4].tolist() == [0.0, 1.0, -1.0, 1.0]
    np.testing.assert_array_equal(got[4:], frames[4:, 0])


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_the_way_out_keeps_pitch_length_and_level(rate: int) -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000).astype(np.float32)
    played = at_rate(tone, rate)
    assert played.dtype == np.float32 and abs(len(played) - rate) <= 1 and np.abs(played).max() <= 1
    spectrum = np.abs(np.fft.rfft(played))
    assert abs(np.argmax(spectrum) * rate / len(played) - 440) < 1.5
    assert abs(np.sqrt(np.mean(played**2)) - np.sqrt(0.5)) < 0.01
