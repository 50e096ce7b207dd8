"""The whole loop on the demo conversation: file, segmenter, network, votes, names."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from audio.source import RATE
from sincnet.demo import CONVERSATION, conversation, enrol_cast
from sincnet.events import Event, Identified, Provisional, SpeechStarted
from sincnet.recogniser import Recogniser

NEAR_S = 0.3


@pytest.fixture(scope="module")
def recogniser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recogniser]:
    with Recogniser.open(tmp_path_factory.mktemp("home")) as recogniser:
        enrol_cast(recogniser)
        yield recogniser


@pytest.fixture(scope="module")
def events(recogniser: Recogniser) -> list[Event]:
    return list(recogniser.live(conversation(realtime=False)))


@pytest.fixture(scope="module")
def turns() -> list[dict[str, object]]:
    turns: list[dict[str, object]] = json.loads(CONVERSATION.with_suffix(".json").read_text(encoding="utf-8"))["turns"]
    return turns


def answers(events: list[Event]) -> list[Identified]:
    return [event for event in events if isinstance(event, Identified)]


def test_every_turn_is_named_and_the_stranger_is_unknown(events: list[Event], turns: list[dict[str, object]]) -> None:
    assert [event.identification.speaker for event in answers(events)] == [turn["speaker"] for turn in turns]


def test_answers_lie_where_the_turns_are(events: list[Event], turns: list[dict[str, object]]) -> None:
    for event, turn in zip(answers(events), turns, strict=True):
        assert event.utterance.start / RATE == pytest.approx(turn["start_s"], abs=NEAR_S)
        assert event.utterance.end / RATE == pytest.approx(turn["end_s"], abs=NEAR_S)


def test_guesses_come_while_they_speak_and_belong_to_their_utterance(events: list[Event]) -> None:
    started: int | None = None
    guessed = 0
    for event in events:
        if isinstance(event, SpeechStarted):
            started = event.start
        elif isinstance(event, Provisional):
            assert started is not None and event.utterance.start >= started
            assert not event.utterance.complete
            guessed += 1
        elif isinstance(event, Identified):
            assert started is not None and event.utterance.start >= started
            assert event.utterance.complete
    assert guessed > len(answers(events))


def test_an_answer_is_the_same_live_and_afterwards(recogniser: Recogniser, events: list[Event]) -> None:
    for event in answers(events)[:5]:
        again = recogniser.identify(event.utterance.samples)
        assert again.speaker == event.identification.speaker
        assert again.window_votes == event.identification.window_votes
        for one, other in zip(again.candidates, event.identification.candidates, strict=True):
            # Windows heard in other company are rounded otherwise where products are of bfloat16.
            assert one.name == other.name and one.score == pytest.approx(other.score, abs=0.01)


def test_votes_and_probabilities_add_up(events: list[Event]) -> None:
    for event in answers(events):
        found = event.identification
        assert sum(candidate.votes for candidate in found.candidates) == pytest.approx(1)
        assert sum(candidate.probability for candidate in found.candidates) <= 1 + 1e-9
        assert 0 <= found.confidence <= 1
        assert len(found.candidates) == 5


def test_a_second_opening_knows_the_same_people(recogniser: Recogniser, tmp_path: Path) -> None:
    with Recogniser.open(tmp_path) as first:
        enrol_cast(first)
        names = [person.name for person in first.gallery.people()]
    with Recogniser.open(tmp_path) as second:
        enrol_cast(second)
        assert [person.name for person in second.gallery.people()] == names
