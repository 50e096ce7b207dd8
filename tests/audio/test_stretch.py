"""A part of a file read alone."""

from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from audio.files import read_audio, read_stretch
from audio.source import RATE, AudioError


@pytest.fixture
def sound() -> np.ndarray:
    """Four seconds in which each tenth is as loud as it is late, float32 (n,)."""
    t = np.arange(4 * 44_100) / 44_100
    loud: np.ndarray = (0.1 + 0.2 * t).astype(np.float32) * np.sin(2 * np.pi * 220 * t).astype(np.float32)
    return loud


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg"])
def test_it_is_that_part_of_the_whole(tmp_path: Path, sound: np.ndarray, name: str) -> None:
    sf.write(tmp_path / name, np.stack([sound, sound], axis=1), 44_100)
    whole = read_audio(tmp_path / name)
    part = read_stretch(tmp_path / name, 1.5, 2.5)
    assert len(part) == pytest.approx(RATE, abs=2)
    inside = slice(200, RATE - 200)  # the resampler has nothing before the first and after the last sample
    assert np.abs(part[inside] - whole[int(1.5 * RATE) :][inside]).max() < 0.01


def test_it_ends_with_the_file(tmp_path: Path, sound: np.ndarray) -> None:
    sf.write(tmp_path / "a.wav", sound, 44_100)
    assert len(read_stretch(tmp_path / "a.wav", 3.5, 9.0)) == pytest.approx(RATE / 2, abs=2)
    assert len(read_stretch(tmp_path / "a.wav", 5.0, 9.0)) == 0


def test_it_begins_with_the_file(tmp_path: Path, sound: np.ndarray) -> None:
    sf.write(tmp_path / "a.wav", sound, 44_100)
    assert len(read_stretch(tmp_path / "a.wav", -1.0, 1.0)) == pytest.approx(RATE, abs=2)


def test_a_file_that_is_gone_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="There is no file"):
        read_stretch(tmp_path / "gone.wav", 0.0, 1.0)
