"""Who spoke when, with the shipped weights on the demo's voices, who follow each other without a pause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.optimize import brentq

from audio.files import read_audio
from audio.source import RATE, ArraySource
from sincnet import inference
from sincnet.checkpoint import Weights, load
from sincnet.company import NOBODY_YET
from sincnet.enrolled import Enrolled
from sincnet.events import Candidate, Event, Identification, Identified, Provisional, SpeechStarted
from sincnet.identifier import Embedder, Identifier
from sincnet.live import live
from sincnet.model import SincNet
from sincnet.paths import assets
from sincnet.people import Person
from sincnet.recogniser import DEFAULT_MODEL
from sincnet.speaker_changes import FITTED
from sincnet.turns import Turn, _Hearing, last_turn, may_be, turns
from sincnet.windows import Span, trim

KNOWN = ("Callum", "Hana", "Mateo")
NEAR = 0.25 * RATE
Clips = dict[str, list[np.ndarray]]


@pytest.fixture(scope="module")
def shipped() -> Weights:
    return load(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def clips() -> Clips:
    """Of each person of the demo, trimmed to speech: two to enrol from, then others."""
    people = assets() / "demo" / "people"
    found: Clips = {}
    for name in (*KNOWN, "Priya"):
        read = [read_audio(path) for path in sorted((people / name).glob("*.flac"))[:4]]
        found[name] = [samples[slice(*trim(samples, 35.0))] for samples in read]
    return found


@pytest.fixture(scope="module")
def identifier(shipped: Weights, clips: Clips) -> Identifier:
    people = [Person(f"id of {name}", name, 0, "", 1, 10.0, None) for name in KNOWN]
    rows = [
        np.concatenate([Embedder(shipped).embed(clip)[0] for clip in clips[name][:2]]).sum(axis=0) for name in KNOWN
    ]
    unit = np.stack([row / np.linalg.norm(row) for row in rows])
    return Identifier(shipped, Enrolled.of(people, unit, shipped.cohort))


def talk(*parts: np.ndarray, gap_s: float = 0.1) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """The parts one after the other, and where each begins and ends."""
    samples, spans = np.zeros(0, np.float32), []
    for part in parts:
        spans.append((len(samples), len(samples) + len(part)))
        samples = np.concatenate([samples, part, np.zeros(round(gap_s * RATE), np.float32)])
    return samples, spans


def who(found: list[Turn]) -> list[str | None]:
    return [turn.answer.speaker for turn in found]


def assert_near(found: list[Turn], spans: list[tuple[int, int]]) -> None:
    for turn, (start, stop) in zip(found, spans, strict=True):
        assert abs(turn.start - start) < NEAR and abs(turn.stop - stop) < NEAR


@pytest.mark.parametrize("gap_s", [0.0, 0.3])
def test_those_who_follow_each_other_have_a_turn_each(identifier: Identifier, clips: Clips, gap_s: float) -> None:
    samples, spans = talk(clips["Hana"][2], clips["Callum"][2][-int(1.6 * RATE) :], clips["Mateo"][2], gap_s=gap_s)
    found = turns(identifier, samples)
    assert who(found) == ["Hana", "Callum", "Mateo"]
    assert_near(found, spans)


def test_a_strangers_turn_is_unknown(identifier: Identifier, clips: Clips) -> None:
    samples, spans = talk(clips["Hana"][2][: 2 * RATE], clips["Priya"][2][: 3 * RATE], clips["Callum"][2][: 2 * RATE])
    found = turns(identifier, samples)
    assert who(found) == ["Hana", None, "Callum"]
    assert_near(found, spans)


def test_two_clips_of_one_person_are_one_turn(identifier: Identifier, clips: Clips) -> None:
    for name in KNOWN:
        samples, spans = talk(clips[name][2][: 3 * RATE], clips[name][3][: 3 * RATE], gap_s=0.3)
        found = turns(identifier, samples)
        assert who(found) == [name]
        assert_near(found, [(spans[0][0], spans[-1][1])])


def test_a_turn_is_answered_as_if_nobody_else_had_spoken(identifier: Identifier, clips: Clips) -> None:
    samples, _ = talk(clips["Mateo"][2][: 2 * RATE], clips["Hana"][3][: 3 * RATE])
    found = turns(identifier, samples)
    assert len(found) == 2
    for turn in found:
        alone = identifier.identify(samples[turn.start : turn.stop])
        assert turn.answer.window_votes == alone.window_votes
        assert turn.answer.confidence == pytest.approx(alone.confidence, abs=1e-4)
        np.testing.assert_allclose(turn.answer.embedding, alone.embedding, atol=1e-4)


def unknown(stranger: float, **people: float) -> Identification:
    candidates = tuple(Candidate(name, name, 0.0, 0.0, share) for name, share in people.items())
    return Identification(None, None, stranger, candidates, (), np.zeros(4, np.float32), 1.0, 1)


def test_somebody_unknown_may_be_the_neighbour_but_not_against_the_odds() -> None:
    assert may_be(unknown(0.3, Anna=0.6, Eva=0.1), "Anna")
    assert not may_be(unknown(0.3, Anna=0.6, Eva=0.1), "Eva")
    assert not may_be(unknown(0.5, Anna=0.4, Eva=0.1), "Anna")
    assert not may_be(unknown(1.0), "Anna") and not may_be(unknown(0.3, Anna=0.7), None)
    named = replace(unknown(0.1, Anna=0.9), person_id="Anna", speaker="Anna")
    assert not may_be(named, "Anna")


def test_a_turn_that_is_barely_recognised_goes_with_its_neighbour(
    shipped: Weights, identifier: Identifier, clips: Clips
) -> None:
    samples, (whole, word) = talk(clips["Hana"][2], clips["Hana"][3][:RATE])

    def hearing(stranger: float, threshold: float) -> _Hearing:
        calibration = replace(shipped.calibration, stranger=stranger, threshold=threshold)
        weights = replace(shipped, calibration=calibration)
        return _Hearing(Identifier(weights, identifier.known[1]), samples, Embedder(weights), FITTED)

    def chances(stranger: float, span: tuple[int, int]) -> float:
        turn = hearing(stranger, 1.1).turn(span, NOBODY_YET)
        assert turn is not None
        return 1 - turn.answer.confidence

    # A stranger so likely that one word leaves a doubt and the sentence before it does not.
    stranger = float(brentq(lambda at: chances(at, word) - 0.7, -50, 100))
    assert chances(stranger, whole) > 0.7
    doubting = hearing(stranger, (0.7 + chances(stranger, whole)) / 2)
    one, other = doubting.turn(whole, NOBODY_YET), doubting.turn(word, NOBODY_YET)
    assert one and other and who([one, other]) == ["Hana", None]
    both = doubting.one_turn(one, other, NOBODY_YET)
    assert both and both.answer.speaker == "Hana" and (both.start, both.stop) == (one.start, other.stop)
    sure = replace(other, answer=replace(other.answer, confidence=0.9))
    assert doubting.one_turn(one, sure, NOBODY_YET) is None


def test_one_speaker_costs_no_second_look(
    identifier: Identifier, shipped: Weights, clips: Clips, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    made = inference.d_vectors

    def counted(model: SincNet, samples: np.ndarray, spans: Sequence[Span]) -> np.ndarray:
        heard.append(len(spans))
        return made(model, samples, spans)

    monkeypatch.setattr(inference, "d_vectors", counted)
    (turn,) = turns(identifier, clips["Callum"][2])
    assert sum(heard) == turn.answer.windows


def test_nobody_enrolled_and_nothing_said(shipped: Weights, identifier: Identifier, clips: Clips) -> None:
    nobody = Identifier(shipped, Enrolled.of([], np.zeros((0, 0), np.float32), shipped.cohort))
    samples, _ = talk(clips["Hana"][2][: 2 * RATE], clips["Callum"][2][: 2 * RATE])
    assert who(turns(nobody, samples)) == [None]
    for length in (0, 100, 2 * RATE):
        assert turns(identifier, np.zeros(length, np.float32)) == []
        assert last_turn(identifier, np.zeros(length, np.float32), Embedder(shipped)) is None


def test_the_turn_under_way_follows_the_speaker(identifier: Identifier, shipped: Weights, clips: Clips) -> None:
    samples, (_, (start, _)) = talk(clips["Hana"][2][: 3 * RATE], clips["Callum"][2][: 3 * RATE])
    embedder, guesses = Embedder(shipped), []
    for end in range(RATE, len(samples), RATE // 5):
        turn = last_turn(identifier, samples[:end], embedder)
        guesses.append((end, turn.answer.speaker if turn else None))
    assert {name for end, name in guesses if 2 * RATE <= end <= start} == {"Hana"}
    assert {name for end, name in guesses if end >= start + 2 * RATE} == {"Callum"}


@pytest.fixture(scope="module")
def events(identifier: Identifier, clips: Clips) -> Iterator[tuple[list[Event], list[tuple[int, int]]]]:
    """Hana and Callum in one breath, a pause in which Callum thinks, Callum again; live."""
    lead, pause = np.zeros(2 * RATE, np.float32), np.zeros(round(0.5 * RATE), np.float32)
    parts = [clips["Hana"][2][: 3 * RATE], clips["Callum"][2][: 2 * RATE], pause, clips["Callum"][3][: 3 * RATE]]
    samples, spans = talk(*parts)
    samples = np.concatenate([lead, samples, lead]) + np.random.default_rng(0).normal(
        0, 1e-4, len(samples) + 2 * len(lead)
    ).astype(np.float32)
    torch.set_num_threads(1)
    found = list(live(ArraySource(samples), identifier))
    yield found, [(start + len(lead), stop + len(lead)) for start, stop in spans]


def test_a_finished_utterance_has_an_answer_for_every_turn(
    events: tuple[list[Event], list[tuple[int, int]]],
) -> None:
    found, (hana, callum, _, again) = events
    assert sum(isinstance(event, SpeechStarted) for event in found) == 2
    answers = [event for event in found if isinstance(event, Identified)]
    assert [event.identification.speaker for event in answers] == ["Hana", "Callum", "Callum"]
    for event, (start, stop) in zip(answers[:2], (hana, callum), strict=True):
        assert abs(event.utterance.start - start) < NEAR and abs(event.utterance.end - stop) < NEAR
    assert all(len(event.utterance.samples) > RATE for event in answers)
    # The pause in which nobody else spoke is his.
    assert answers[2].utterance.start == answers[1].utterance.end
    assert abs(answers[2].utterance.end - again[1]) < NEAR


def test_guesses_belong_to_the_turn_under_way(events: tuple[list[Event], list[tuple[int, int]]]) -> None:
    found, (hana, callum, _, again) = events
    guesses = [event for event in found if isinstance(event, Provisional) and event.utterance.end < again[0]]
    assert guesses and not any(event.utterance.complete for event in guesses)
    late = [event for event in guesses if event.utterance.end > callum[0] + 1.5 * RATE]
    assert late and {event.identification.speaker for event in late} == {"Callum"}
    assert all(abs(event.utterance.start - callum[0]) < NEAR for event in late)
    assert all(event.utterance.start < hana[0] + NEAR for event in guesses if event.utterance.end < callum[0])
