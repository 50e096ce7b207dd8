import threading
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.source import RATE, ArraySource, Block


def blocks_of(source) -> list[Block]:
    with source:
        return [block for block in source if isinstance(block, Block)]


@given(st.integers(0, 5000), st.sampled_from([1, 20, 33, 100]))
def test_the_blocks_of_an_array_join_to_the_array(length, block_ms):
    samples = np.linspace(-1, 1, length, dtype=np.float32)
    blocks = blocks_of(ArraySource(samples, block_ms=block_ms))
    assert [block.start for block in blocks] == list(range(0, length, RATE * block_ms // 1000))
    assert np.array_equal(np.concatenate([np.zeros(0, np.float32), *(block.samples for block in blocks)]), samples)


def test_in_real_time_no_block_comes_before_its_last_sample_was_heard():
    began = time.monotonic()
    with ArraySource(np.zeros(RATE // 4, np.float32), realtime=True) as source:
        for block in source:
            assert isinstance(block, Block)
            assert time.monotonic() - began >= block.end / RATE


def test_closing_from_another_thread_ends_a_wait_for_the_next_block():
    ten_minutes = np.zeros(600 * RATE, np.float32)
    source = ArraySource(ten_minutes, realtime=True, block_ms=600_000)
    heard: list[object] = []
    listener = threading.Thread(target=lambda: heard.extend(source))
    listener.start()
    source.close()
    source.close()
    listener.join(timeout=60)
    assert not listener.is_alive()
    assert heard == []


def test_a_closed_source_ends_where_it_is():
    with ArraySource(np.zeros(RATE, np.float32)) as source:
        heard = []
        for block in source:
            heard.append(block)
            if len(heard) == 3:
                source.close()
    assert len(heard) == 3


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_blocks_are_float32(dtype):
    (block,) = blocks_of(ArraySource(np.zeros(100, dtype)))
    assert block.samples.dtype == np.float32
