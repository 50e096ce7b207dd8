import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.source import RATE, Block, Notice
from audio.timeline import Chunk, Timeline


def chunk(at: float, *, rate: int = RATE, seconds: float = 0.02, value: float = 0.1, **faults) -> Chunk:
    return Chunk(np.full((round(rate * seconds), 1), value, np.float32), at, **faults)


def kinds(heard: list[Block | Notice]) -> list[str]:
    return [item.kind for item in heard if isinstance(item, Notice)]


def blocks(heard: list[Block | Notice]) -> list[Block]:
    return [item for item in heard if isinstance(item, Block)]


def taken(timeline: Timeline, *chunks: Chunk) -> list[Block | Notice]:
    return [item for each in chunks for item in timeline.take(each)]


@pytest.fixture
def timeline() -> Timeline:
    timeline = Timeline(muted_s=2.0)
    timeline.connect(RATE)
    return timeline


def test_blocks_follow_each_other_without_a_gap(timeline):
    heard = blocks(taken(timeline, chunk(5.0), chunk(5.021), chunk(5.3)))  # late is not lost
    assert [(block.start, block.end) for block in heard] == [(0, 320), (320, 640), (640, 960)]


def test_after_a_loss_time_goes_on_where_it_should(timeline):
    heard = taken(timeline, chunk(1.0), chunk(1.52, missing_s=0.5), chunk(1.54))
    assert [block.start for block in blocks(heard)] == [0, 320 + RATE // 2, 640 + RATE // 2]
    assert kinds(heard) == ["dropped"]
    assert "0.5 s" in next(item.message for item in heard if isinstance(item, Notice))
    assert timeline.dropped_s == 0.5


def test_overflows_are_counted_and_told_at_most_once_a_second(timeline):
    heard = taken(timeline, *[chunk(index * 0.02, overflowed=index < 60) for index in range(200)])
    assert timeline.overflows == 60
    assert kinds(heard) == ["dropped", "dropped", "dropped"]  # at 0 s, 1 s, and 2 s for the rest


def test_after_a_reconnection_the_clock_says_what_time_it_is(timeline):
    taken(timeline, chunk(10.0), chunk(10.02))
    timeline.connect(48_000)
    heard = taken(timeline, *[chunk(15.02 + index * 0.02, rate=48_000) for index in range(10)])
    assert blocks(heard)[0].start == 640 + round(4.98 * RATE)
    assert kinds(heard) == []
    assert timeline.dropped_s == 0.0


@given(st.lists(st.tuples(st.floats(0.001, 0.1), st.sampled_from([0.0, 0.0, 0.25])), min_size=1, max_size=30))
def test_at_any_rate_no_sample_is_lost_or_counted_twice(pieces):
    timeline = Timeline(muted_s=2.0)
    timeline.connect(44_100)
    heard, at = [], 0.0
    for seconds, missing_s in pieces:
        at += seconds + missing_s
        heard += taken(timeline, chunk(at, rate=44_100, seconds=seconds, missing_s=missing_s))
    heard += timeline.flush()
    for before, after in zip(blocks(heard), blocks(heard)[1:], strict=False):
        assert after.start >= before.end
    frames = sum(round(44_100 * seconds) for seconds, _ in pieces)
    slack = 1 + sum(missing_s > 0 for _, missing_s in pieces)
    assert abs(sum(len(block.samples) for block in blocks(heard)) - frames * RATE / 44_100) <= slack


def test_two_seconds_of_zeros_are_a_muted_microphone_until_it_sounds(timeline):
    silent = [chunk(index * 0.02, value=0.0) for index in range(150)]
    heard = taken(timeline, *silent)
    assert kinds(heard) == ["muted"]
    assert [isinstance(item, Notice) for item in heard].index(True) == 100
    assert len(blocks(heard)) == 150
    heard = taken(timeline, chunk(3.0, value=1e-4), chunk(3.02, value=0.0))
    assert kinds(heard) == ["unmuted"]
    assert isinstance(heard[0], Notice)


def test_short_silences_are_not_added_up(timeline):
    pattern = ([0.0] * 90 + [0.1]) * 4
    assert kinds(taken(timeline, *[chunk(index * 0.02, value=value) for index, value in enumerate(pattern)])) == []
