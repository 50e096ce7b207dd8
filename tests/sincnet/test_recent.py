"""What strangers said stays in memory for a while, and reaches no file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from audio.segmenter import Utterance
from audio.source import RATE
from sincnet.diary import KeptUtterance
from sincnet.events import Identification, Identified, WhoSpeaksError
from sincnet.keeping import Keeper
from sincnet.recent import Recent


@dataclass
class Wished:
    keep_sessions: bool = True
    keep_audio: bool = True
    keep_strangers: bool = False
    retention_days: int = 0


def sound(seconds: float = 1.0) -> np.ndarray:
    return np.random.default_rng(3).uniform(-0.5, 0.5, round(seconds * RATE)).astype(np.float32)


def stranger(samples: np.ndarray) -> Identified:
    nobody = Identification(None, None, 0.9, (), (), np.ones(8, np.float32), 20.0, 1)
    return Identified(Utterance(samples, 0, complete=True), nobody)


@pytest.fixture
def wished() -> Wished:
    return Wished()


@pytest.fixture
def keeper(tmp_path: Path, wished: Wished) -> Iterator[Keeper]:
    keeper = Keeper(tmp_path, lambda: wished)
    assert keeper.open(()) is None
    keeper.begin("Microphone")
    yield keeper
    keeper.close()


def kept(keeper: Keeper, samples: np.ndarray) -> KeptUtterance:
    utterance = keeper.keep(stranger(samples))
    assert utterance is not None and utterance.file is None
    return utterance


def test_the_oldest_goes_when_there_is_too_much() -> None:
    recent = Recent(most_s=2.0)
    for name in ("one", "two", "three"):
        recent.add(name, sound(0.9))
    assert "one" not in recent and recent.sound("one") is None
    assert "two" in recent and "three" in recent
    recent.add("long", sound(3.0))  # one is always held
    assert "three" not in recent and "long" in recent


def test_it_is_as_it_was_said_within_16_bits() -> None:
    recent, samples = Recent(), sound()
    recent.add("one", samples)
    again = recent.sound("one")
    assert again is not None and again.dtype == np.float32 and np.abs(again - samples).max() < 1e-4


def test_a_stranger_can_be_heard_again_in_their_session_only(keeper: Keeper, tmp_path: Path) -> None:
    samples = sound()
    utterance = kept(keeper, samples)
    assert utterance.audible and np.abs(utterance.sound() - samples).max() < 1e-4
    assert keeper.diary is not None
    (again,) = keeper.diary.utterances(utterance.session_id)
    assert again.audible and list(tmp_path.rglob("*.flac")) == []
    keeper.begin("Microphone")
    assert not any(one.audible for one in (utterance, again))
    with pytest.raises(WhoSpeaksError, match="not kept"):
        again.sound()


def test_who_wants_no_sound_kept_has_none_in_memory_either(keeper: Keeper, wished: Wished) -> None:
    before = kept(keeper, sound())
    wished.keep_audio = False
    assert not kept(keeper, sound()).audible
    assert not before.audible


@pytest.mark.parametrize("how", ["session", "since", "forgotten"])
def test_what_is_deleted_is_gone_from_memory_too(keeper: Keeper, how: str) -> None:
    utterance = kept(keeper, sound())
    diary = keeper.diary
    assert diary is not None
    if how == "session":
        diary.delete_session(utterance.session_id)
    elif how == "since":
        diary.delete_since(datetime.now(UTC) - timedelta(hours=1))
    else:
        diary.correct(utterance.id, "somebody", "Somebody")
        keeper.keep_only(())
    assert not utterance.audible
