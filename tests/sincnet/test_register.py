"""Everybody in memory: the same answers as from comparing with everybody, and what changes come and go."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio.source import RATE
from sincnet.changes import Changes
from sincnet.checkpoint import Weights
from sincnet.enrolled import Enrolled
from sincnet.gallery import Gallery, Person
from sincnet.identifier import Embedder, Identifier, tally
from sincnet.recogniser import Recogniser
from sincnet.register import SHORTLIST, Register

SIZE = 48
COHORT = np.random.default_rng(9).standard_normal((80, SIZE)).astype(np.float32)
COHORT /= np.linalg.norm(COHORT, axis=1, keepdims=True)


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def rows_of(count: int, size: int = SIZE, seed: int = 0) -> np.ndarray:
    return unit(np.random.default_rng(seed).standard_normal((count, size)))


def windows_of(row: np.ndarray, count: int = 5, noise: float = 0.12, seed: int = 1) -> np.ndarray:
    """Unit d-vectors about a row, at a cosine of about 0.77 for 48 dimensions."""
    return unit(row + noise * np.random.default_rng(seed).standard_normal((count, len(row))))


def person(number: int) -> Person:
    return Person(f"id {number}", f"P{number}", 0, "", 1, 20.0, None)


def changes(numbers: Sequence[int], rows: np.ndarray, gone: Sequence[int] = (), everything: bool = False) -> Changes:
    return Changes(0, everything, gone, numbers, [person(number) for number in numbers], rows)


def register_of(rows: np.ndarray, cohort: np.ndarray = COHORT) -> Register:
    register = Register(cohort)
    register.update(changes(range(len(rows)), rows, everything=True))
    return register


@pytest.fixture(scope="module")
def crowd() -> np.ndarray:
    return rows_of(24_000)


@pytest.fixture(scope="module")
def crowded(crowd: np.ndarray) -> Register:
    return register_of(crowd)


# The same answers


def test_of_few_people_the_answer_is_that_of_comparing_with_everybody(
    weights: Weights, voices: dict[str, list[np.ndarray]]
) -> None:
    rows = rows_of(SHORTLIST, weights.model.embedding_size)
    rows[7] = unit(Embedder(weights).embed(voices["Hana"][1])[0].sum(axis=0))
    everybody = Enrolled.of([person(number) for number in range(len(rows))], rows, weights.cohort)
    exact = Identifier(weights, everybody).identify(voices["Hana"][0])
    found = Identifier(weights, register_of(rows, weights.cohort)).identify(voices["Hana"][0])
    assert len(found.candidates) == SHORTLIST
    for one, other in zip(found.candidates, exact.candidates, strict=True):
        assert one.person_id == other.person_id and one.votes == other.votes
        assert (one.score, one.probability) == pytest.approx((other.score, other.probability), rel=1e-4, abs=1e-5)
    assert found.window_votes == exact.window_votes
    assert found.speaker == exact.speaker and found.confidence == pytest.approx(exact.confidence, rel=1e-4)


def test_of_very_many_the_best_are_those_of_comparing_with_everybody(crowd: np.ndarray, crowded: Register) -> None:
    everybody = Enrolled.of([person(number) for number in range(len(crowd))], crowd, COHORT)
    for truth in range(0, len(crowd), len(crowd) // 20):
        d_vectors = windows_of(crowd[truth], seed=truth)
        exact, near = tally(d_vectors, everybody, COHORT), crowded.near(d_vectors)
        found = tally(d_vectors, near, COHORT)
        assert len(near.people) == SHORTLIST and near.gallery_size == len(crowd)
        assert near.people[found.scores.argmax()] == person(truth) == everybody.people[exact.scores.argmax()]
        assert found.scores.max() == pytest.approx(exact.scores.max(), rel=1e-4)
        best = {everybody.people[place] for place in np.argsort(exact.scores)[-5:]}
        assert len(best - set(near.people)) <= 1


def test_two_who_speak_in_one_utterance_are_both_near(crowd: np.ndarray, crowded: Register) -> None:
    d_vectors = np.concatenate([windows_of(crowd[3], 9), windows_of(crowd[20_000], 9), windows_of(crowd[11_111], 9)])
    assert {person(3), person(20_000), person(11_111)} <= set(crowded.near(d_vectors).people)


def test_without_a_window_nobody_of_very_many_is_near_and_everybody_of_few(crowded: Register) -> None:
    nothing = np.zeros((0, SIZE), np.float32)
    assert crowded.near(nothing).people == () and crowded.near(nothing).gallery_size == 24_000
    assert len(register_of(rows_of(3)).near(nothing).people) == 3


def test_a_stranger_among_very_many_is_not_named_for_the_best_of_chance(
    weights: Weights, voices: dict[str, list[np.ndarray]]
) -> None:
    """The nearest of many are near to anybody; were the prior one in as many as are looked at, they would be named."""
    strict = replace(weights, calibration=replace(weights.calibration, score=1.0, vote=0.0, stranger=13.0))
    rows = rows_of(20_000, weights.model.embedding_size, seed=4)
    register = register_of(rows, weights.cohort)
    found = Identifier(strict, register).identify(voices["Hana"][0])
    near = register.near(Embedder(weights).embed(voices["Hana"][0])[0])
    alone = Identifier(strict, replace(near, gallery_size=len(near.people))).identify(voices["Hana"][0])
    chances = [sum(candidate.probability for candidate in answer.candidates) for answer in (found, alone)]
    assert found.speaker is None and chances[0] < 0.1 < 0.5 < chances[1]


# Changes


def test_after_any_changes_it_is_as_if_made_anew() -> None:
    rng = np.random.default_rng(5)
    register, known = Register(COHORT), dict[int, np.ndarray]()
    for step in range(60):
        gone = [int(n) for n in rng.permutation(list(known))[: rng.integers(0, 6)]]
        come = sorted({int(n) for n in rng.integers(0, 300, rng.integers(0, 12))} - set(gone))
        rows = rows_of(len(come), seed=step)
        register.update(changes(come, rows, gone=[*gone, 9999]))
        known = {n: row for n, row in known.items() if n not in gone} | dict(zip(come, rows, strict=True))
    assert 50 < len(known) <= SHORTLIST
    assert len(register) == len(known)
    near = register.near(rows_of(1))
    assert sorted(p.id for p in near.people) == sorted(f"id {n}" for n in known)
    anew = Enrolled.of(near.people, np.stack([known[int(p.id[3:])] for p in near.people]), COHORT)
    assert (near.rows == anew.rows).all()
    np.testing.assert_allclose(near.impostors, anew.impostors, rtol=1e-5)


def test_somebody_new_among_very_many_is_found_and_somebody_gone_is_not(crowd: np.ndarray) -> None:
    register, newcomer = register_of(crowd), rows_of(1, seed=77)
    assert person(50_000) not in register.near(newcomer).people
    register.update(changes([50_000], newcomer))
    assert person(50_000) in register.near(newcomer).people
    register.update(changes([], newcomer[:0], gone=[50_000, 4]))
    assert person(50_000) not in register.near(newcomer).people
    assert person(4) not in register.near(crowd[4:5]).people
    last = len(crowd) - 1  # who took the place of number 4
    assert person(last) in register.near(crowd[last:]).people


def test_everything_anew_forgets_everybody(crowd: np.ndarray) -> None:
    register = register_of(crowd[:500])
    register.update(changes([3], crowd[:1], everything=True))
    assert register.near(crowd[:1]).people == (person(3),)
    register.update(Changes(0, True, [], [], [], np.zeros((0, 0), np.float32)))
    assert len(register) == 0


def test_answers_are_whole_while_people_come_and_go() -> None:
    rows = rows_of(3000)
    register, wrong, done = register_of(rows), list[str](), threading.Event()

    def look() -> None:
        while not done.is_set():
            near = register.near(rows[:1])
            wrong.extend(
                p.id for p, row in zip(near.people, near.rows, strict=True) if (rows[int(p.id[3:])] != row).any()
            )

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for number in range(1, 400):
            register.update(changes([], rows[:0], gone=[number]))
            register.update(changes([number], rows[number : number + 1]))
    finally:
        done.set()
        looking.join()
    assert wrong == []


def test_a_recogniser_keeps_up_with_its_gallery_and_another_program(
    tmp_path: Path, weights: Weights, voices: dict[str, list[np.ndarray]]
) -> None:
    with Recogniser(weights, Gallery(tmp_path)) as recogniser, Gallery(tmp_path) as other:
        hana = recogniser.enrol("Hana", voices["Hana"])
        recogniser.enrol("Mateo", voices["Mateo"])
        speech = voices["Hana"][0][: 2 * RATE]
        assert {c.name for c in recogniser.identify(speech).candidates} == {"Hana", "Mateo"}
        other.rename(hana.id, "Hanna")
        assert {c.name for c in recogniser.identify(speech).candidates} == {"Hanna", "Mateo"}
        other.delete(hana.id)
        assert {c.name for c in recogniser.identify(speech).candidates} == {"Mateo"}
        recogniser.enrol("Hana", voices["Hana"])
        people, rows = other.rows(weights.id)
    with Recogniser(weights, Gallery(tmp_path)) as anew:
        near = anew._register.near(rows)
    assert near.people == tuple(people) and (near.rows == rows).all()
