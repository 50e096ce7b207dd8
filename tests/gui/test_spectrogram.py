import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.source import RATE, Block
from gui.live.spectrogram import BANDS, HOP, Spectrogram


def tone(hz: float, seconds: float = 1.0, amplitude: float = 0.5) -> np.ndarray:
    return (amplitude * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def seen(samples: np.ndarray, size: int = 320) -> Spectrogram:
    spectrogram = Spectrogram(2)
    for at in range(0, len(samples), size):
        spectrogram.push(Block(samples[at : at + size], at))
        spectrogram.catch_up()
    return spectrogram


def test_a_high_tone_stands_higher_than_a_low_one() -> None:
    bands = [int(seen(tone(hz)).columns[:, 60].argmax()) for hz in (200, 800, 3000)]
    assert bands == sorted(bands, reverse=True)
    assert len(set(bands)) == 3


def test_louder_is_stronger_and_silence_is_nothing() -> None:
    loud, soft, silent = (int(seen(tone(500, amplitude=a)).columns.max()) for a in (0.5, 0.01, 0.0))
    assert loud > soft > silent == 0


@settings(deadline=None, max_examples=25)
@given(st.integers(100, 5000), st.integers(2000, 3 * RATE))
def test_the_columns_do_not_depend_on_how_the_stream_is_cut(size: int, length: int) -> None:
    sound = np.random.default_rng(length).uniform(-0.5, 0.5, length).astype(np.float32)
    one, other = seen(sound, 320), seen(sound, size)
    assert one.end == other.end == length // HOP
    assert np.abs(one.columns.astype(int) - other.columns).max() <= 1


def test_lost_sound_leaves_silence_and_the_rest_stays_in_place() -> None:
    spectrogram = Spectrogram(2)
    spectrogram.push(Block(tone(500, 0.5), 0))
    spectrogram.push(Block(tone(500, 0.5), RATE))
    spectrogram.catch_up()
    assert spectrogram.end == 1.5 * RATE // HOP
    assert spectrogram.columns[:, 60:95].max() == 0
    assert spectrogram.columns[:, 20].max() > 200 and spectrogram.columns[:, 130].max() > 200


def test_who_looks_late_sees_the_last_seconds_only() -> None:
    spectrogram = Spectrogram(2)
    for number in range(3000):  # a minute that nobody looked at
        spectrogram.push(Block(tone(500, 0.02), number * 320))
    assert len(spectrogram._waiting) <= 2 * 50 + 2
    spectrogram.catch_up()
    assert spectrogram.end == 60 * RATE // HOP
    assert spectrogram.columns.shape == (BANDS, 2 * RATE // HOP + 4)
    assert (spectrogram.columns.max(axis=0) > 0).mean() > 0.95
