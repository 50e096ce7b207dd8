"""The benchmark of conversations: what it plays, and how it counts, by hand."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest
import torch
from torch import nn

from audio.source import RATE
from benchmarks._conversations import GAP_S, TURNS, Conversation, Turn, Voice, changes, conversations
from benchmarks.conversation import Remembering, Said, errors, located

without_pyannote = pytest.mark.skipif(
    find_spec("pyannote") is None, reason="pyannote.metrics is not installed; see benchmarks/requirements.txt"
)


def voice(name: str, seed: int, *, enrollable: bool = True) -> Voice:
    rng = np.random.default_rng(seed)
    clips = tuple(rng.uniform(-0.5, 0.5, round(seconds * RATE)).astype(np.float32) for seconds in (1.5, 2.0, 3.0))
    return Voice(name, np.eye(8, dtype=np.float32)[seed] if enrollable else None, clips)


VOICES = [voice(f"s{seed}", seed, enrollable=seed < 6) for seed in range(8)]


def scene(*turns: Turn, seconds: float = 10.0) -> Conversation:
    return Conversation(np.zeros(round(seconds * RATE), np.float32), (), turns, ())


def at(start_s: float, stop_s: float, name: str | None) -> Turn:
    return Turn(round(start_s * RATE), round(stop_s * RATE), name)


def said(start_s: float, stop_s: float, name: str | None) -> Said:
    return round(start_s * RATE), round(stop_s * RATE), name


def test_a_conversation_is_clips_of_its_people_with_short_gaps() -> None:
    clips = {v.name: v.clips for v in VOICES}
    strangers = 0
    for found in conversations(VOICES, 12, seed=3):
        assert TURNS[0] <= len(found.turns) <= TURNS[1]
        people = {v.name for v in found.people}
        assert {turn.speaker for turn in found.turns} <= people | {None}
        strangers += any(turn.speaker is None for turn in found.turns)
        for one, other in zip(found.turns[:-1], found.turns[1:], strict=True):
            assert GAP_S[0] <= (other.start - one.stop) / RATE <= GAP_S[1]
        for turn in found.turns:
            heard = found.samples[turn.start : turn.stop]
            own = [clip for name, several in clips.items() if turn.speaker in (name, None) for clip in several]
            assert any(len(clip) == len(heard) and np.abs(heard - clip).max() < 0.01 for clip in own)
        assert found.enrolled(np.eye(8, dtype=np.float32)).rows.shape == (len(people), 8)
    assert 0 < strangers < 12


def test_the_same_seed_gives_the_same_conversations() -> None:
    one, other = (list(conversations(VOICES, 2, seed=1)) for _ in range(2))
    assert [c.turns for c in one] == [c.turns for c in other]
    assert all(np.array_equal(a.samples, b.samples) for a, b in zip(one, other, strict=True))


def test_a_change_is_where_the_speaker_does() -> None:
    turns = [at(0, 1, "A"), at(1.2, 2, "A"), at(2.1, 3, "B"), at(3, 4, None)]
    assert changes(turns) == [(2 * RATE, round(2.1 * RATE)), (3 * RATE, 3 * RATE)]
    found = [said(0, 2.3, "A"), said(2.6, 4.0, None)]
    assert list(located(scene(*turns), found)) == [True, False]


@without_pyannote
def test_shares_of_speech_time_by_hand() -> None:
    conversation = scene(at(0, 4, "A"), at(4, 6, None), at(6, 8, "B"))
    found = errors(
        [(conversation, [said(0, 3, "A"), said(3, 4, "B"), said(4, 5.5, None), said(6, 7, None), said(7, 9, "B")])]
    )
    assert found.confusion == pytest.approx(2 / 8)  # A as B, and B as unknown
    assert found.missed == pytest.approx(0.5 / 8)
    assert found.false_alarm == pytest.approx(1 / 8)
    assert found.rate == pytest.approx(3.5 / 8)
    assert found.speech_s == pytest.approx(8)
    assert found.named_strangers == 0.0 and found.unnamed == pytest.approx(1 / 6)


@without_pyannote
def test_a_strangers_turn_is_right_as_unknown_and_wrong_by_any_name() -> None:
    conversation = scene(at(0, 4, None))
    assert errors([(conversation, [said(0, 4, None)])]).rate == 0
    named = errors([(conversation, [said(0, 4, "A")])])
    assert (named.rate, named.named_strangers) == (1.0, 1.0)


class Doubling(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.config, self.embedding_size, self.asked = None, 3, 0

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        self.asked += len(windows)
        return 2 * windows


def test_a_remembering_network_computes_each_window_once() -> None:
    network = Doubling()
    remembering = Remembering(network)
    windows = torch.arange(12.0).reshape(4, 3)
    for rows in ([0, 1], [1, 2], [3, 0, 1]):
        torch.testing.assert_close(remembering(windows[rows]), 2 * windows[rows])
    assert network.asked == 4
