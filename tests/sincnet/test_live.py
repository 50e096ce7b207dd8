"""The live session on synthetic speech and a tiny network: what is said about the sound, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from audio.errors import AudioError
from audio.segmenter import segment
from audio.source import RATE, ArraySource, Block, Notice
from sincnet.checkpoint import Weights
from sincnet.enrolled import Enrolled
from sincnet.events import Event, Heard, Identified, Provisional, SpeechDiscarded, SpeechStarted
from sincnet.gallery import Person
from sincnet.identifier import Embedder, Identifier
from sincnet.live import PROVISIONAL_S, live
from sincnet.speaker_changes import TurnConfig
from sincnet.turns import EDGE_DB
from sincnet.windows import trim


@pytest.fixture(scope="module")
def conversation(voices: dict[str, list[np.ndarray]]) -> np.ndarray:
    """Callum, a pause, Hana; in a quiet room."""
    pause = np.zeros(2 * RATE, np.float32)
    sound = np.concatenate([pause, voices["Callum"][0][: 3 * RATE], pause, voices["Hana"][0][: 3 * RATE], pause])
    return sound + np.random.default_rng(0).normal(0, 1e-4, len(sound)).astype(np.float32)


@pytest.fixture(scope="module")
def identifier(weights: Weights, voices: dict[str, list[np.ndarray]]) -> Identifier:
    """Knows Callum and Hana."""
    people, rows = [], []
    for name in ("Callum", "Hana"):
        people.append(Person(name.lower(), name, 0, "", 1, 5.0, None))
        mean = Embedder(weights).embed(voices[name][0])[0].mean(axis=0)
        rows.append(mean / np.linalg.norm(mean))
    return Identifier(weights, Enrolled.of(people, np.stack(rows), weights.cohort))


ONE_TURN = TurnConfig(change=1e9)
"""A network of random numbers hears changes of speaker anywhere; what a good one hears is tested in test_turns."""


def nobody(weights: Weights) -> Identifier:
    return Identifier(weights, Enrolled.of([], np.zeros((0, 0), np.float32), weights.cohort))


class Breaking(ArraySource):
    """A device: news of it half-way, and at the end it is gone."""

    def __iter__(self) -> Iterator[Block | Notice]:
        blocks = list(super().__iter__())
        yield from blocks[: len(blocks) // 2]
        yield Notice("dropped", "Half way.")
        yield from blocks[len(blocks) // 2 :]
        raise AudioError("The microphone is gone; plug it in again.")


def said(events: list[Event]) -> list[Event]:
    return [event for event in events if not isinstance(event, Heard)]


def start(event: Event) -> int:
    assert isinstance(event, SpeechStarted | Provisional | Identified | SpeechDiscarded)
    return event.utterance.start if isinstance(event, Provisional | Identified) else event.start


@pytest.fixture(scope="module")
def events(conversation: np.ndarray, identifier: Identifier) -> list[Event]:
    return list(live(ArraySource(conversation), identifier, turn_config=ONE_TURN))


def test_every_block_is_heard_in_order(events: list[Event], conversation: np.ndarray) -> None:
    blocks = [event.block for event in events if isinstance(event, Heard)]
    assert blocks[0].start == 0 and all(one.end == other.start for one, other in pairwise(blocks))
    np.testing.assert_array_equal(np.concatenate([block.samples for block in blocks]), conversation)


def test_an_utterance_starts_is_guessed_and_is_answered(events: list[Event], conversation: np.ndarray) -> None:
    spoken = said(events)
    expected = segment(conversation)
    begun = [place for place, event in enumerate(spoken) if isinstance(event, SpeechStarted)]
    assert [start(spoken[place]) for place in begun] == [u.start for u in expected] and len(expected) >= 2
    # One after the other: all of an utterance's events come before the next begins.
    for utterance, place, end in zip(expected, begun, [*begun[1:], len(spoken)], strict=True):
        kinds = [type(event) for event in spoken[place + 1 : end]]
        guesses, answers = kinds.count(Provisional), kinds.count(Identified)
        assert kinds == [Provisional] * guesses + [Identified] * answers and guesses >= 3 and answers >= 1
        heard = [event.utterance for event in spoken[place + 1 : end] if isinstance(event, Identified)]
        sound = [utterance.start + at for at in trim(utterance.samples, EDGE_DB)]
        assert [heard[0].start, heard[-1].end] == sound and all(
            one.end <= other.start for one, other in pairwise(heard)
        )


def test_a_guess_waits_for_enough_speech_and_grows(events: list[Event]) -> None:
    begun = 0
    guesses = []
    for event in said(events):
        if isinstance(event, SpeechStarted):
            begun = event.start
        elif isinstance(event, Provisional):
            assert event.utterance.end - begun >= PROVISIONAL_S * RATE and not event.utterance.complete
            guesses.append(event.utterance)
    assert all(a.end < b.end for a, b in pairwise(guesses))


def test_the_answer_is_what_the_whole_utterance_gives(events: list[Event], identifier: Identifier) -> None:
    answers = [event for event in events if isinstance(event, Identified)]
    for event in answers:
        whole = identifier.identify(event.utterance.samples)
        assert event.identification.window_votes == whole.window_votes
        np.testing.assert_allclose(event.identification.embedding, whole.embedding, atol=1e-5)
        assert event.identification.speaker == whole.speaker


def test_with_nobody_enrolled_everybody_is_a_stranger(conversation: np.ndarray, weights: Weights) -> None:
    spoken = said(list(live(ArraySource(conversation), nobody(weights))))
    answers = [event for event in spoken if isinstance(event, Identified)]
    assert len(answers) == len(segment(conversation)) and not any(
        isinstance(event, SpeechDiscarded) for event in spoken
    )
    assert {(event.identification.speaker, event.identification.confidence) for event in answers} == {(None, 1.0)}


def test_silence_is_heard_and_nothing_said(identifier: Identifier) -> None:
    assert said(list(live(ArraySource(np.zeros(4 * RATE, np.float32)), identifier))) == []


def test_a_device_that_fails_is_told_after_the_answer_to_what_was_heard(
    conversation: np.ndarray, identifier: Identifier
) -> None:
    heard: list[Event] = []
    with pytest.raises(AudioError, match="plug it in again"):
        for event in live(Breaking(conversation[: int(4.5 * RATE)]), identifier, turn_config=ONE_TURN):
            heard.append(event)
    spoken = [event for event in said(heard) if not isinstance(event, Notice)]
    assert isinstance(heard[-1], Identified) and start(heard[-1]) - start(spoken[0]) < RATE // 2
    assert heard[-1].utterance.end > 4 * RATE


def test_news_of_a_device_come_where_they_belong(conversation: np.ndarray, identifier: Identifier) -> None:
    heard: list[Event] = []
    with pytest.raises(AudioError):
        for event in live(Breaking(conversation[:RATE]), identifier):
            heard.append(event)
    assert heard[25] == Notice("dropped", "Half way.") and sum(isinstance(event, Heard) for event in heard) == 50


def test_closing_the_source_ends_with_the_answer_to_what_was_heard(
    conversation: np.ndarray, identifier: Identifier
) -> None:
    source = ArraySource(conversation)
    heard = []
    for event in live(source, identifier):
        heard.append(event)
        if isinstance(event, Provisional):
            source.close()
    assert sum(isinstance(event, Provisional) for event in heard) == 1
    assert isinstance(heard[-1], Identified) and heard[-1].utterance.complete


def test_leaving_the_session_closes_the_source(conversation: np.ndarray, identifier: Identifier) -> None:
    source = ArraySource(conversation)
    session = live(source, identifier)
    next(session)
    session.close()  # type: ignore[attr-defined]
    assert list(source) == []


def test_what_ends_too_soon_is_discarded(conversation: np.ndarray, identifier: Identifier) -> None:
    short = conversation.copy()
    short[int(2.4 * RATE) :] = np.random.default_rng(1).normal(0, 1e-4, len(short) - int(2.4 * RATE))
    assert [type(event) for event in said(list(live(ArraySource(short), identifier)))] == [
        SpeechStarted,
        SpeechDiscarded,
    ]
