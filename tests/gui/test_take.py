import numpy as np
import pytest

from audio.segmenter import Utterance
from audio.source import RATE
from gui.enrol.take import Take


def utterance(seconds: float, start: int, *, complete: bool) -> Utterance:
    return Utterance(np.zeros(int(seconds * RATE), np.float32), start, complete)


def test_a_growing_utterance_counts_once() -> None:
    take = Take(wanted_s=10)
    for seconds in (0.8, 1.0, 1.2):
        take.hear(utterance(seconds, 0, complete=False))
    assert take.speech_s == 1.2
    take.hear(utterance(1.5, 0, complete=True))
    assert take.speech_s == 1.5
    assert take.share == 0.15
    assert [len(clip) / RATE for clip in take.clips] == [1.5]


def test_turns_of_one_utterance_count_once() -> None:
    take = Take(wanted_s=10)
    take.hear(utterance(2.0, 0, complete=False))
    take.hear(utterance(1.0, 20_000, complete=False))  # it is a turn of two voices: 1.25 s, then another
    assert take.speech_s == 2.25
    take.hear(utterance(1.2, 320, complete=True))
    take.hear(utterance(1.4, 20_480, complete=True))
    assert take.speech_s == pytest.approx(1.2 + 1.4)
    take.keep_unfinished()
    assert [len(clip) / RATE for clip in take.clips] == [1.2, 1.4]


def test_nothing_heard_is_lost() -> None:
    take = Take(wanted_s=2)
    take.hear(utterance(1.0, 0, complete=False))
    take.hear(utterance(0.8, 50_000, complete=False))  # the first one's end never came
    take.keep_unfinished()
    take.add(np.zeros(RATE, np.float32))
    assert take.speech_s == 2.8
    assert take.share == 1.0
    assert len(take.clips) == 3
    take.clear()
    assert (take.speech_s, take.clips) == (0, [])


def test_a_discarded_utterance_is_no_clip() -> None:
    take = Take()
    take.hear(utterance(0, 0, complete=True))
    assert take.clips == []
