"""The course of speakers through an utterance, on probabilities made by hand."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.enrolled import Enrolled
from sincnet.people import Person
from sincnet.speaker_changes import TurnConfig, agree, changes, evidence, scan, viterbi
from sincnet.windows import Span

CONFIG = TurnConfig(weight=0.3, doubt=0.003, change=5.0, breath=4.0)
SHORTEST = RATE // 2


def sound(seconds: float, breaths: list[float] = []) -> np.ndarray:  # noqa: B006 - never changed
    """Noise as loud as speech with 60 ms of near silence around each of `breaths`."""
    samples = np.random.default_rng(0).uniform(-0.5, 0.5, round(seconds * RATE)).astype(np.float32)
    for at in breaths:
        samples[round((at - 0.03) * RATE) : round((at + 0.03) * RATE)] *= 1e-3
    return samples


def heard(spoken: list[tuple[str, float]], states: str = "ABC?") -> tuple[list[Span], np.ndarray]:
    """Windows over the turns (who, seconds) and their log-probabilities: shares of each speaker, softened."""
    length = round(sum(seconds for _, seconds in spoken) * RATE)
    windows, ends = scan((0, length), RATE, CONFIG), np.cumsum([seconds * RATE for _, seconds in spoken])
    rows = []
    for start, stop in windows:
        shares = dict.fromkeys(states, 0.02)
        for (who, seconds), end in zip(spoken, ends, strict=True):
            shares[who] += max(0.0, min(stop, end) - max(start, end - seconds * RATE)) / RATE
        rows.append(np.log([shares[state] / sum(shares.values()) for state in states]))
    return windows, np.array(rows)


def cuts(spoken: list[tuple[str, float]], breaths: list[float]) -> list[float]:
    windows, log_probabilities = heard(spoken)
    samples = sound(sum(seconds for _, seconds in spoken), breaths)
    return [cut / RATE for cut in changes(samples, windows, log_probabilities, SHORTEST, CONFIG)]


@given(st.integers(1, 6), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_the_path_is_the_best_of_all(steps: int, states: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores, prices = rng.normal(size=(steps, states)), rng.uniform(0, 2, steps - 1)

    def total(path: tuple[int, ...]) -> float:
        paid = sum(price for price, (one, other) in zip(prices, pairwise(path), strict=True) if one != other)
        return float(sum(scores[step, state] for step, state in enumerate(path)) - paid)

    best = max(map(total, product(range(states), repeat=steps)))
    assert total(tuple(viterbi(scores, prices).tolist())) == pytest.approx(best)


def test_a_change_is_found_at_the_breath_nearby() -> None:
    found = cuts([("A", 3.0), ("B", 2.5), ("?", 2.5)], breaths=[3.1, 5.4, 7.0])
    assert found == pytest.approx([3.1, 5.4], abs=0.03)


def test_without_a_breath_a_change_is_found_where_the_voices_change() -> None:
    assert cuts([("A", 3.0), ("B", 3.0)], breaths=[]) == pytest.approx([3.0], abs=0.25)


def test_one_who_breathes_is_not_cut() -> None:
    assert cuts([("A", 2.0), ("A", 2.0), ("A", 2.0)], breaths=[2.0, 4.0]) == []


def test_a_window_of_two_voices_that_resembles_a_third_makes_no_turn_of_the_third() -> None:
    windows, log_probabilities = heard([("A", 3.0), ("B", 3.0)])
    mixed = [place for place, (start, _) in enumerate(windows) if 2.25 <= start / RATE < 2.75]
    assert len(mixed) == 2
    log_probabilities[mixed] = np.log([0.01, 0.01, 0.97, 0.01])
    found = changes(sound(6.0, [3.0]), windows, log_probabilities, SHORTEST, CONFIG)
    assert len(found) == 1 and abs(found[0] / RATE - 3.0) < 0.25


def test_a_doubtful_change_is_believed_at_a_breath_only() -> None:
    windows, log_probabilities = heard([("A", 2.5), ("B", 1.0), ("A", 2.5)])
    log_probabilities = np.log(0.5 * np.exp(log_probabilities) + 0.5 * np.array([0.5, 0.5, 0.0, 0.0]) + 1e-3)
    assert changes(sound(6.0), windows, log_probabilities, SHORTEST, CONFIG) == []
    cheap = TurnConfig(weight=0.3, doubt=0.003, change=5.0, breath=4.9)
    assert len(changes(sound(6.0, [2.5, 3.5]), windows, log_probabilities, SHORTEST, cheap)) == 2


def test_no_turn_is_shorter_than_what_can_be_judged() -> None:
    windows, log_probabilities = heard([("A", 3.0), ("B", 3.0)])
    longer = 3 * RATE + RATE // 2
    assert changes(sound(6.0, [3.0]), windows, log_probabilities, longer, CONFIG) == []


@given(st.integers(0, 50_000), st.integers(1, 200_000), st.integers(1000, 40_000))
def test_the_second_look_stays_inside_and_reaches_nearly_to_the_end(start: int, length: int, longest: int) -> None:
    windows = scan((start, start + length), longest, CONFIG)
    assert windows[0][0] == start
    assert {stop - at for at, stop in windows} == {min(RATE, longest, length)}
    assert start + length - CONFIG.hop_ms * RATE // 1000 < windows[-1][1] <= start + length


def test_each_window_is_judged_as_an_utterance_of_its_own(weights: Weights) -> None:
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(8, weights.model.embedding_size)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    people = [Person(name, name, 0, "", 1, 5.0, None) for name in "ABC"]
    enrolled = Enrolled.of(people, vectors[:3], weights.cohort)
    found = np.exp(evidence(vectors, 1.0, enrolled, weights))
    assert found.shape == (8, 4)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    assert found[:3].argmax(axis=1).tolist() == [0, 1, 2]


def test_windows_agree_when_all_take_one_for_the_speaker() -> None:
    _, one = heard([("A", 3.0)])
    _, two = heard([("A", 3.0), ("?", 2.0)])
    assert agree(one) and not agree(two)
