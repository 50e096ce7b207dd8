import pytest

from audio.source import RATE
from gui.live.pace import Pace

BLOCK = 320


def heard(lateness: list[float], began: float = 100.0) -> Pace:
    """Blocks of 20 ms, each that much late."""
    pace = Pace()
    for number, late in enumerate(lateness, 1):
        pace.arrived(number * BLOCK, began + number * BLOCK / RATE + late)
    return pace


def test_before_anything_was_heard_nothing_is_known() -> None:
    assert Pace().ago(0, 5.0) is None
    assert Pace().position(5.0) == 0.0


def test_blocks_that_come_late_do_not_make_the_speech_younger() -> None:
    pace = heard([0.0, 0.001, 0.03, 0.2])
    assert pace.ago(4 * BLOCK, 100.0 + 0.5) == pytest.approx(0.5 - 4 * BLOCK / RATE)
    assert pace.position(101.0) == pytest.approx(RATE)


def test_a_clock_that_drifts_is_followed() -> None:
    pace = heard([0.0, *[0.05] * 300])  # the sound card lost 50 ms for good
    assert pace.ago(301 * BLOCK, 100.0 + 301 * BLOCK / RATE + 0.05) == pytest.approx(0.0, abs=1e-6)
