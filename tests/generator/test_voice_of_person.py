"""A person's voice, of the demo's synthetic people."""

from __future__ import annotations

import numpy as np
import pytest

from audio.errors import WhoSpeaksError
from audio.files import read_audio
from audio.source import RATE
from audio.vad import FRAME
from generator.frontends.log_mel import only_speech
from generator.voice import MOST_SPEECH_S, WEIGHTS, Voice, _spoken, hear, speech_frames
from sincnet.checkpoint import Weights, load
from sincnet.paths import assets
from tests.generator.sounds import white

PEOPLE = assets() / "demo" / "people"


@pytest.fixture(scope="module")
def shipped() -> Weights:
    return load(WEIGHTS)


@pytest.fixture(scope="module")
def voices(shipped: Weights) -> dict[str, list[Voice]]:
    return {
        name: [hear(shipped, read_audio(PEOPLE / name / f"{number}.flac")) for number in (1, 2)]
        for name in ("Callum", "Hana")
    }


def test_a_voice_is_what_the_shipped_weights_hear(shipped: Weights, voices: dict[str, list[Voice]]) -> None:
    voice = voices["Hana"][0]
    assert voice.weights_id == shipped.id
    assert voice.embedding.shape == (shipped.model.embedding_size,)
    assert np.linalg.norm(voice.embedding) == pytest.approx(1, abs=1e-5)
    assert 0.6 * voice.sound_s < voice.speech_s <= voice.sound_s
    assert 150 < voice.measures.pitch_hz < 260  # a woman's voice of the CMU ARCTIC recordings
    assert voices["Callum"][0].measures.pitch_hz < 150


def test_recordings_of_one_person_are_alike(voices: dict[str, list[Voice]]) -> None:
    callum, hana = voices["Callum"], voices["Hana"]
    own = min(float(a.embedding @ b.embedding) for a, b in (callum, hana))
    assert own > max(float(a.embedding @ b.embedding) for a in callum for b in hana) + 0.2


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(100), np.zeros(4 * RATE), np.full(RATE, np.nan), white(4.0)])
def test_where_nobody_speaks_there_is_no_voice(shipped: Weights, samples: np.ndarray) -> None:
    voice = hear(shipped, samples.astype(np.float32))
    assert voice.speech_s == 0.0
    assert not voice.embedding.any()
    assert voice.sound_s == pytest.approx(len(samples) / RATE)
    assert len(voice.speech) == 0


def test_the_speech_itself_is_what_the_published_front_end_leaves(voices: dict[str, list[Voice]]) -> None:
    samples = read_audio(PEOPLE / "Hana" / "1.flac")
    found = voices["Hana"][0].speech
    assert found.dtype == np.float32
    assert np.array_equal(found, only_speech(samples).astype(np.float32))


def test_of_a_quiet_recording_there_is_speech_too_and_of_a_long_one_not_all() -> None:
    samples = read_audio(PEOPLE / "Mateo" / "1.flac")
    quiet = (0.01 * samples).astype(np.float32)
    speech = speech_frames(quiet)
    assert len(_spoken(quiet, speech)) >= 0.5 * speech.sum() * FRAME > 0
    long = np.tile(samples, int(3 * MOST_SPEECH_S * RATE / len(samples)))
    assert len(_spoken(long, speech_frames(long))) == MOST_SPEECH_S * RATE


def test_speech_is_found_between_silences() -> None:
    samples = read_audio(PEOPLE / "Mateo" / "1.flac")
    silence = (1e-4 * np.random.default_rng(0).standard_normal(2 * RATE)).astype(np.float32)
    found = speech_frames(np.concatenate([silence, samples, silence]))
    assert not found[:85].any()  # 300 ms round what has pitch are speech
    assert not found[-85:].any()
    assert found[100:-100].mean() > 0.6


def test_together_weighs_by_speech(voices: dict[str, list[Voice]]) -> None:
    first, second = voices["Callum"]
    both = Voice.together([first, second])
    assert both.speech_s == pytest.approx(first.speech_s + second.speech_s)
    assert np.linalg.norm(both.embedding) == pytest.approx(1, abs=1e-5)
    nearer = max((first, second), key=lambda voice: voice.speech_s)
    other = second if nearer is first else first
    assert both.embedding @ nearer.embedding >= both.embedding @ other.embedding
    assert Voice.together([first]).embedding == pytest.approx(first.embedding, abs=1e-6)


def test_speech_is_put_together_and_what_is_remembered_is_bounded(voices: dict[str, list[Voice]]) -> None:
    first, second = voices["Callum"]
    both = Voice.together([first, second])
    assert np.array_equal(both.speech, np.concatenate([first.speech, second.speech]))
    turns = [first, second] * 6
    kept = Voice.remembered(turns, 5)
    assert len(kept) == 5
    assert sum(len(voice.speech) for voice in kept) == MOST_SPEECH_S * RATE
    assert sum(voice.speech_s for voice in kept) == pytest.approx(sum(voice.speech_s for voice in turns))
    whole, again = Voice.together(turns), Voice.together(kept)
    assert np.array_equal(whole.speech, again.speech)  # the beginning of what was said
    assert whole.embedding @ again.embedding > 0.999
    assert Voice.remembered([first, second], 5) == [first, second]


def test_together_of_nothing_or_of_different_weights(voices: dict[str, list[Voice]]) -> None:
    voice = voices["Hana"][0]
    with pytest.raises(WhoSpeaksError, match="no voice"):
        Voice.together([])
    other = Voice(voice.embedding, "other", 1.0, 1.0, voice.measures)
    with pytest.raises(WhoSpeaksError, match="different weights"):
        Voice.together([voice, other])
