"""What counts of what was said: good speech, once, without the pauses."""

import numpy as np
import pytest

from audio.segmenter import Utterance
from audio.source import RATE
from gui.enrol.take import Take
from tests.gui.fake_recogniser import silence, speech

FLOOR_DBFS = -60.0


def utterance(seconds: float, start: int, *, complete: bool, level: float = 0.35) -> Utterance:
    return Utterance(speech(seconds, level=level), start, complete)


def test_a_growing_utterance_counts_once() -> None:
    take = Take(wanted_s=10)
    for seconds in (0.8, 1.0, 1.2):
        assert take.hear(utterance(seconds, 0, complete=False), FLOOR_DBFS) is None
    assert take.speech_s == pytest.approx(1.2, abs=0.03)
    piece = take.hear(utterance(1.5, 0, complete=True), FLOOR_DBFS)
    assert take.speech_s == pytest.approx(1.5, abs=0.03)
    assert take.share == pytest.approx(0.15, abs=0.003)
    assert take.pieces == [piece]


def test_turns_of_one_utterance_count_once() -> None:
    take = Take(wanted_s=10)
    take.hear(utterance(2.0, 0, complete=False), FLOOR_DBFS)
    take.hear(utterance(1.0, 20_000, complete=False), FLOOR_DBFS)  # a turn of two voices: 1.25 s, then another
    assert take.speech_s == pytest.approx(2.25, abs=0.05)
    take.hear(utterance(1.2, 320, complete=True), FLOOR_DBFS)
    take.hear(utterance(1.4, 20_480, complete=True), FLOOR_DBFS)
    take.keep_unfinished()
    assert [len(piece.clip) / RATE for piece in take.pieces] == [1.2, 1.4]


def test_nothing_heard_is_lost() -> None:
    take = Take(wanted_s=2)
    take.hear(utterance(1.0, 0, complete=False), FLOOR_DBFS)
    take.hear(utterance(0.8, 50_000, complete=False), FLOOR_DBFS)  # the first one's end never came
    take.keep_unfinished()
    take.add(speech(1.0), FLOOR_DBFS)
    assert take.speech_s == pytest.approx(2.8, abs=0.08)
    assert take.share == 1.0
    assert len(take.pieces) == 3
    take.clear()
    assert (take.speech_s, take.pieces) == (0, [])


def test_a_discarded_utterance_is_no_piece() -> None:
    take = Take()
    assert take.hear(Utterance(np.zeros(0, np.float32), 0, True), FLOOR_DBFS) is None
    assert take.pieces == []


def test_pauses_do_not_count() -> None:
    take = Take()
    take.add(np.concatenate([speech(2.0), silence(3.0), speech(1.0)]), FLOOR_DBFS)
    assert take.speech_s == pytest.approx(3.0, abs=0.1)


def test_what_is_distorted_or_drowned_is_set_aside_until_the_user_keeps_it() -> None:
    take = Take()
    loud = take.add(np.clip(speech(3.0) * 9, -1, 1), FLOOR_DBFS)
    noisy = take.add(speech(2.0), -20.0)
    fine = take.add(speech(1.0), FLOOR_DBFS)
    assert loud is not None and noisy is not None and fine is not None
    assert (loud.trouble, noisy.trouble, fine.trouble) == ("loud", "noisy", None)
    assert take.counting == [fine] and take.set_aside == [loud, noisy]
    assert take.speech_s == pytest.approx(1.0, abs=0.03)
    assert take.heard_s == pytest.approx(6.0, abs=0.1)
    loud.kept = True
    assert take.speech_s == pytest.approx(4.0, abs=0.06)
    take.drop([noisy])
    assert take.pieces == [loud, fine]


def test_the_ring_does_not_fill_while_somebody_shouts() -> None:
    take = Take()
    shouted = Utterance(np.clip(speech(2.0) * 9, -1, 1), 0, complete=False)
    take.hear(shouted, FLOOR_DBFS)
    assert (take.speech_s, take.growing_fault) == (0, "loud")
