"""Who is measured: stretches that share nothing, heard once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audio.source import RATE
from generator.evaluation import speech
from generator.evaluation.speech import SECONDS, Heard, Recording, recordings
from generator.training.material import Material
from generator.voice import WEIGHTS, Voice, hear
from sincnet.checkpoint import Weights, load
from sincnet.corpora.dataset import Shard
from sincnet.progress import unseen


class Spoken:
    """As much of a `Shard` as stretches are cut from: one clip a speaker, each sample its own number."""

    def __init__(self, *seconds: float) -> None:
        self.lengths = np.array([int(length * RATE) for length in seconds])
        self.classes = [f"p{number}" for number in range(len(seconds))]

    def of_class(self, label: int) -> np.ndarray:
        return np.array([label])

    def samples(self, clip: int) -> np.ndarray:
        return np.arange(self.lengths[clip], dtype=np.float32)


def cut(most: int, *seconds: float) -> list[Recording]:
    shard: Shard = Spoken(*seconds)  # type: ignore[assignment]
    return recordings(shard, most)


def test_stretches_share_nothing() -> None:
    found = cut(4, 47.0, 25.0, 14.0, 6.0)
    assert [(one.speaker, one.start, one.length) for one in found] == [
        *((0, number * 10 * RATE, 10 * RATE) for number in range(4)),
        *((1, number * 10 * RATE, 10 * RATE) for number in range(2)),
        *((2, number * 7 * RATE, 7 * RATE) for number in range(2)),
        (3, 0, 6 * RATE),
    ]
    assert len({one.id for one in found}) == len(found)
    assert [one.id for one in cut(2, 47.0)] == [one.id for one in found[:2]]
    np.testing.assert_array_equal(found[1].samples(), np.arange(10 * RATE, 20 * RATE))


def test_what_was_heard_is_kept(hamlet: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    material = Material.read(hamlet, {"hamlet": 2}, cache, unseen)
    weights, shard = load(WEIGHTS), material.shard(material.held_out)

    def heard() -> Heard:
        return Heard.of(weights, shard, material.held_out, 2, cache, material.progress)

    first = heard()
    assert first.who.tolist() == [0, 0, 1, 1] and first.refused == 0
    assert first.firsts.tolist() == [True, False, True, False]
    assert all(voice.sound_s == SECONDS and len(voice.speech) > 3 * RATE for voice in first.voices)
    asked: list[int] = []

    def counted(weights: Weights, samples: np.ndarray) -> Voice:
        asked.append(len(samples))
        return hear(weights, samples)

    monkeypatch.setattr(speech, "hear", counted)
    for voice, again in zip(first.voices, heard().voices, strict=True):
        np.testing.assert_array_equal(voice.embedding, again.embedding)
        np.testing.assert_array_equal(voice.speech, again.speech)
        assert (voice.speech_s, voice.measures) == (again.speech_s, again.measures)
    assert len(asked) == 1  # to see that it hears as it did
    monkeypatch.setattr(speech, "hear", lambda weights, samples: counted(weights, samples[: 8 * RATE]))
    assert heard().voices[1].sound_s == 8 and len(asked) == 1 + 1 + 4
