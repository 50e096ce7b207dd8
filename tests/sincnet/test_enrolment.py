"""From recordings to what is kept of a person, and its repair after a change of model."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.enrolment import prepare, reprint, speech_s, utterances, voiceprint
from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery
from sincnet.identifier import Embedder

Voices = dict[str, list[np.ndarray]]


@pytest.fixture
def gallery(tmp_path: Path) -> Iterator[Gallery]:
    with Gallery(tmp_path) as opened:
        yield opened


def quiet(seconds: float) -> np.ndarray:
    return np.random.default_rng(0).normal(0, 1e-4, int(seconds * RATE)).astype(np.float32)


def test_pauses_are_cut_out_and_speech_is_kept(voices: Voices) -> None:
    recording = np.concatenate([quiet(3), voices["Hana"][0], quiet(3), voices["Hana"][1], quiet(3)])
    clips = utterances([recording])
    assert len(clips) >= 2 and sum(map(len, clips)) < len(recording) - 7 * RATE
    spoken = sum(len(clip) for clip in voices["Hana"]) / RATE
    assert spoken - 2 < speech_s(clips, 35.0) <= spoken


def test_speech_is_counted_without_the_silence_around_it() -> None:
    clip = np.zeros(2 * RATE, np.float32)
    clip[RATE // 2 : RATE] = 0.1
    assert speech_s([clip, clip], 35.0) == pytest.approx(1.0)
    assert speech_s([], 35.0) == 0


def test_a_voiceprint_is_the_sum_of_the_windows_d_vectors(weights: Weights, voices: Voices) -> None:
    mark = voiceprint(weights, voices["Callum"][0])
    d_vectors, _ = Embedder(weights).embed(voices["Callum"][0])
    assert mark.windows == len(d_vectors) > 5
    np.testing.assert_allclose(mark.embedding_sum, d_vectors.sum(axis=0), rtol=1e-4, atol=1e-4)


def test_preparing_gives_a_voiceprint_for_every_clip_kept(weights: Weights, voices: Voices) -> None:
    kept, prints = prepare(weights, voices["Mateo"])
    assert len(kept) == len(prints) >= 2 and all(mark.windows for mark in prints)
    assert speech_s(kept, 35.0) > 6
    np.testing.assert_array_equal(voiceprint(weights, kept[0]).embedding_sum, prints[0].embedding_sum)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1.5, r"^Only [01]\.\d s of speech was found; enrolling takes at least 3 s"), (0, "^No speech")],
)
def test_too_little_speech_enrols_nobody(weights: Weights, voices: Voices, seconds: float, words: str) -> None:
    recording = np.concatenate([quiet(2), voices["Hana"][0][: int(seconds * RATE)], quiet(2)])
    with pytest.raises(WhoSpeaksError, match=words):
        prepare(weights, [recording])


def test_no_recording_enrols_nobody(weights: Weights) -> None:
    with pytest.raises(WhoSpeaksError, match="No speech"):
        prepare(weights, [])


def test_another_model_hears_the_stored_utterances_again(weights: Weights, voices: Voices, gallery: Gallery) -> None:
    for name in ("Callum", "Hana"):
        kept, prints = prepare(weights, voices[name])
        gallery.add(name, kept, prints, "an older model")
    assert gallery.rows(weights.id)[0] == []
    reprint(weights, gallery)
    people, rows = gallery.rows(weights.id)
    _, older = gallery.rows("an older model")
    assert [person.name for person in people] == ["Callum", "Hana"]
    np.testing.assert_allclose(rows, older, atol=1e-3)  # the same network; stored with 16 bits
    assert gallery.unprinted(weights.id) == []


def test_what_was_heard_already_is_not_heard_again(
    weights: Weights, voices: Voices, gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, prints = prepare(weights, voices["Hana"])
    gallery.add("Hana", kept, prints, weights.id)
    monkeypatch.setattr("sincnet.enrolment.read_audio", None)
    reprint(weights, gallery)
    assert gallery.rows(weights.id)[1].shape == (1, weights.model.embedding_size)


def test_an_utterance_that_cannot_be_read_is_left_out_and_logged(
    weights: Weights, voices: Voices, gallery: Gallery, caplog: pytest.LogCaptureFixture
) -> None:
    kept, prints = prepare(weights, voices["Hana"])
    gallery.add("Hana", kept, prints, weights.id)
    newer = replace(weights, id="newer")
    damaged = gallery.unprinted("newer")[0][1]
    damaged.write_bytes(b"no audio")
    with caplog.at_level(logging.WARNING, "sincnet.enrolment"):
        reprint(newer, gallery)
    assert damaged.name in caplog.text and len(gallery.unprinted("newer")) == 1
    people, rows = gallery.rows("newer")
    assert [person.name for person in people] == ["Hana"]
    rest = np.sum([mark.embedding_sum for mark in prints[1:]], axis=0)
    np.testing.assert_allclose(rows[0], rest / np.linalg.norm(rest), atol=1e-3)
