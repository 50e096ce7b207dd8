import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.source import RATE, Block
from gui.live.envelope import BAR, Envelope, Mark


def pushed(samples: np.ndarray, sizes: list[int], seconds: int = 1) -> Envelope:
    envelope, at = Envelope(seconds), 0
    while at < len(samples):
        size = sizes[at % len(sizes)]
        envelope.push(Block(samples[at : at + size], at))
        at = min(at + size, len(samples))
    return envelope


@settings(deadline=None)
@given(st.lists(st.integers(100, 2000), min_size=1, max_size=9), st.integers(1, 3 * RATE))
def test_bars_are_the_peaks_of_the_stream_however_it_is_cut(sizes: list[int], length: int) -> None:
    samples = np.random.default_rng(length).uniform(-1, 1, length).astype(np.float32)
    envelope = pushed(samples, sizes)
    first, bars = envelope.bars()
    expected = [np.abs(samples[at : at + BAR]).max() for at in range(0, length, BAR)]
    assert envelope.end == length
    assert np.array_equal(bars, np.array(expected[first:], np.float32))
    assert length - first * BAR >= min(length, envelope.span)


def test_lost_sound_leaves_silence() -> None:
    envelope = Envelope(1)
    envelope.push(Block(np.full(BAR, 0.5, np.float32), 0))
    envelope.push(Block(np.full(BAR, 0.25, np.float32), 5 * BAR))
    assert envelope.bars()[1].tolist() == [0.5, 0, 0, 0, 0, 0.25]


def test_a_gap_longer_than_the_strip_leaves_nothing_of_before() -> None:
    envelope = Envelope(1)
    envelope.push(Block(np.full(BAR, 0.5, np.float32), 0))
    envelope.push(Block(np.full(BAR, 0.25, np.float32), 1000 * BAR))
    _, bars = envelope.bars()
    assert np.count_nonzero(bars) == 1
    assert bars[-1] == 0.25


def test_marks_grow_are_replaced_taken_back_and_forgotten() -> None:
    envelope = Envelope(1)
    envelope.mark(Mark(0, 0, None, "", decided=False))
    envelope.grow(900)
    assert envelope.marks() == [Mark(0, 900, None, "", decided=False)]
    envelope.mark(Mark(0, 1000, "a", "Anna", decided=True))
    envelope.mark(Mark(2000, 2500, None, "", decided=False))
    envelope.unmark(2000)
    assert [mark.name for mark in envelope.marks()] == ["Anna"]
    envelope.push(Block(np.zeros(4 * RATE, np.float32), 0))
    assert envelope.marks() == []


def names(envelope: Envelope) -> list[tuple[str, int, int]]:
    return [(mark.name, mark.start, mark.end) for mark in envelope.marks()]


def test_a_turn_ends_where_the_next_begins_and_answers_replace_guesses() -> None:
    envelope = Envelope(10)
    envelope.mark(Mark(100, 100, None, "", decided=False))
    envelope.mark(Mark(700, 20_000, "a", "Anna", decided=True))  # the guess begins after the silence before it
    assert names(envelope) == [("Anna", 700, 20_000)]
    envelope.mark(Mark(700, 30_000, "a", "Anna", decided=True))
    envelope.mark(Mark(24_000, 36_000, "r", "Ravi", decided=True))
    envelope.grow(37_000)
    assert names(envelope) == [("Anna", 700, 24_000), ("Ravi", 24_000, 37_000)]
    envelope.mark(Mark(22_000, 38_000, "r", "Ravi", decided=True))  # the guess where he began has moved
    assert names(envelope) == [("Anna", 700, 22_000), ("Ravi", 22_000, 38_000)]
    envelope.unmark(100)
    envelope.mark(Mark(640, 21_000, "a", "Anna", decided=True))
    envelope.mark(Mark(22_400, 38_000, "r", "Ravi", decided=True))
    assert names(envelope) == [("Anna", 640, 21_000), ("Ravi", 22_400, 38_000)]


def test_a_sliver_that_a_moving_guess_leaves_is_no_turn() -> None:
    envelope = Envelope(10)
    envelope.mark(Mark(320, 20_000, "a", "Anna", decided=True))
    envelope.mark(Mark(640, 21_000, "a", "Anna", decided=True))
    assert names(envelope) == [("Anna", 640, 21_000)]
