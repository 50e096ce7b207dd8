"""The waveform from afar."""

import numpy as np
import pytest

from audio.outline import FINEST, MOST_COLUMNS, Outliner
from audio.source import RATE


def test_every_column_holds_the_extremes_of_its_sound() -> None:
    samples = np.random.default_rng(1).uniform(-1, 1, 10 * FINEST + 7).astype(np.float32)
    outliner = Outliner()
    for start in range(0, len(samples), 333):  # pieces that fit no column
        outliner.push(samples[start : start + 333])
    outline = outliner.outline()
    columns = [samples[at : at + FINEST] for at in range(0, len(samples), FINEST)]
    assert outline.low.tolist() == [column.min() for column in columns]
    assert outline.high.tolist() == [column.max() for column in columns]
    assert outline.column_s == FINEST / RATE
    assert outline.peak == pytest.approx(np.abs(samples).max())


def test_it_gets_coarser_and_not_longer() -> None:
    outliner = Outliner(most_columns=8)
    samples = np.zeros(9 * FINEST, np.float32)
    samples[3 * FINEST + 5], samples[8 * FINEST + 1] = -0.5, 0.75
    outliner.push(samples)
    outline = outliner.outline()
    assert outline.column_s == 2 * FINEST / RATE
    assert outline.low.tolist() == [0, -0.5, 0, 0, 0]
    assert outline.high.tolist() == [0, 0, 0, 0, 0.75]


def test_half_an_hour_takes_no_more_columns_than_allowed() -> None:
    outliner = Outliner()
    minute = np.full(60 * RATE, 0.25, np.float32)
    for _ in range(30):
        outliner.push(minute)
    outline = outliner.outline()
    assert MOST_COLUMNS / 2 <= len(outline.low) <= MOST_COLUMNS
    assert len(outline.low) * outline.column_s == pytest.approx(1800, abs=outline.column_s)
    assert (outline.high == 0.25).all()


def test_a_taken_outline_stays_as_it_is() -> None:
    outliner = Outliner()
    outliner.push(np.full(FINEST // 2, 0.1, np.float32))
    before = outliner.outline()
    outliner.push(np.full(FINEST, 0.9, np.float32))
    assert before.high.tolist() == [pytest.approx(0.1)]
    assert len(outliner.outline().high) == 2


def test_no_sound_has_no_peak() -> None:
    assert Outliner().outline().peak == 0
