import numpy as np
import pytest

from audio.level import SILENCE_DBFS, Meter, NoiseFloor, dbfs
from audio.source import RATE


def at(level_dbfs: float, length: int = RATE) -> np.ndarray:
    return np.full(length, 10 ** (level_dbfs / 20), np.float32)


def test_decibels_are_of_a_full_scale_square_wave():
    sine = np.sin(2 * np.pi * 100 * np.arange(RATE) / RATE).astype(np.float32)
    assert dbfs(np.tile(np.array([1, -1], np.float32), 100)) == 0
    assert dbfs(sine) == pytest.approx(-3.01, abs=0.01)
    assert dbfs(sine / 10) == pytest.approx(-23.01, abs=0.01)
    assert dbfs(np.zeros(100, np.float32)) == SILENCE_DBFS


def test_the_meter_holds_a_peak_and_then_lets_it_fall():
    meter = Meter(hold_ms=1000, fall_db_per_s=12.0)
    assert (meter.rms_dbfs, meter.peak_dbfs, meter.clipped) == (SILENCE_DBFS, SILENCE_DBFS, False)
    meter.push(at(-6, 320))
    meter.push(at(-60))
    assert meter.peak_dbfs == pytest.approx(-6, abs=0.01)
    assert meter.rms_dbfs == pytest.approx(-60, abs=0.01)
    meter.push(at(-60))
    assert meter.peak_dbfs == pytest.approx(-18, abs=0.01)
    meter.push(at(-10, 320))
    assert meter.peak_dbfs == pytest.approx(-10, abs=0.01)
    for _ in range(20):
        meter.push(at(-60))
    assert meter.peak_dbfs == pytest.approx(-60, abs=0.01)


@pytest.mark.parametrize("block", [160, 320, 1600])
def test_the_fall_does_not_depend_on_the_blocks(block):
    meter = Meter()
    meter.push(at(-6, 320))
    for _ in range(2 * RATE // block):
        meter.push(at(-90, block))
    assert meter.peak_dbfs == pytest.approx(-18, abs=0.01)


@pytest.mark.parametrize(("peak", "clipped"), [(1.0, True), (-1.0, True), (32767 / 32768, True), (0.99, False)])
def test_full_scale_is_clipping(peak, clipped):
    meter = Meter()
    meter.push(np.array([0, peak, 0], np.float32))
    assert meter.clipped is clipped
    meter.push(np.zeros(3, np.float32))
    assert not meter.clipped


def floor_after(*stretches: tuple[float, float]) -> float:
    """The floor after stretches of (level in dBFS, seconds)."""
    floor = NoiseFloor()
    for level_dbfs, seconds in stretches:
        for _ in range(round(seconds * 50)):
            floor.push(level_dbfs)
    return floor.dbfs


def test_the_floor_follows_down_quickly_and_up_slowly():
    assert floor_after((-50, 2)) == -50
    assert floor_after((-50, 5), (-65, 0.8)) == -65
    assert floor_after((-50, 5), (-30, 4)) == -50
    assert floor_after((-50, 5), (-30, 5)) == -30


def test_speech_with_its_pauses_does_not_lift_the_floor():
    assert floor_after((-60, 2), *[(-20, 0.8), (-60, 0.2)] * 20) == -60


def test_digital_silence_leaves_a_floor_to_stand_on():
    assert floor_after((SILENCE_DBFS, 5)) == NoiseFloor.LOWEST_DBFS
