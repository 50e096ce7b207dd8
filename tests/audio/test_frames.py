"""Frames of a recording measured all at once are what they are one after the other."""

import numpy as np
import pytest

from audio.files import read_audio
from audio.frames import AT_ONCE, FrameGauge, levels_and_voiced
from audio.source import RATE
from audio.vad import FRAME
from sincnet.paths import assets


def sounds() -> dict[str, np.ndarray]:
    """Speech with silence, hiss and a hum before it, and quiet speech; longer than what is held in memory together."""
    speech = read_audio(assets() / "demo" / "people" / "Hana" / "1.flac")[: 6 * RATE]
    hiss = 0.02 * np.random.default_rng(4).standard_normal(3 * RATE)
    hum = 0.1 * np.sin(2 * np.pi * 150 * np.arange(3 * RATE) / RATE)
    whole = np.concatenate([np.zeros(RATE), hiss, speech, hum, speech[::-1], speech]).astype(np.float32)
    assert len(whole) > AT_ONCE * FRAME
    return {"all": whole, "quiet": 0.01 * speech, "a frame": speech[RATE : RATE + 400], "less": speech[:100]}


@pytest.mark.parametrize(("name", "samples"), sounds().items())
def test_all_at_once_is_one_after_the_other(name: str, samples: np.ndarray) -> None:
    gauge = FrameGauge(vad_mode=2, steady_db=0.8)
    one_by_one = [gauge.measure(samples[at : at + FRAME], at) for at in range(0, len(samples) // FRAME * FRAME, FRAME)]
    levels_dbfs, voiced = levels_and_voiced(samples, vad_mode=2, steady_db=0.8)
    assert levels_dbfs == pytest.approx([frame.level_dbfs for frame in one_by_one])
    assert voiced.tolist() == [frame.voiced for frame in one_by_one]
    if name in ("all", "quiet"):
        assert 0.2 < voiced.mean() < 0.9
