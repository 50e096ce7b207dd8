"""Probabilities from scores: recovered from synthetic trials, and what they must never do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sincnet.calibration import Calibration, Trial, fit, winner
from sincnet.evaluation.metrics import calibration_error

CALIBRATION = Calibration(2.0, 0.5, 1.0, -0.5, 3.0, 0.5)


def trials(count: int, seed: int) -> list[Trial]:
    """Half strangers; the right person's score is higher, the more so the longer the probe."""
    rng = np.random.default_rng(seed)
    found = []
    for number in range(count):
        people, speech_s = int(rng.choice([1, 3, 8])), float(rng.choice([1.0, 2.0, 5.0]))
        truth = int(rng.integers(people)) if number % 2 else None
        scores = rng.normal(0, 1, people)
        if truth is not None:
            scores[truth] += 2 + np.sqrt(speech_s)
        chances = np.exp(scores)
        votes = rng.multinomial(int(2 * speech_s), chances / chances.sum()) / int(2 * speech_s)
        found.append(Trial(scores, votes, winner(votes, scores), speech_s, truth))
    return found


@pytest.fixture(scope="module")
def fitted() -> Calibration:
    return fit(trials(2000, 0), false_naming=0.02)


def test_fitted_probabilities_are_right_as_often_as_they_say(fitted: Calibration) -> None:
    confidences, right = [], []
    for trial in trials(6000, 1):
        people, stranger = fitted.probabilities(trial.scores, trial.votes, trial.speech_s)
        everybody = [*people, stranger]
        confidences.append(max(everybody))
        right.append(np.argmax(everybody) == (len(people) if trial.truth is None else trial.truth))
    assert np.mean(right) > 0.85
    assert calibration_error(np.array(confidences), np.array(right)) < 0.03


def test_the_nearest_of_many_are_as_probable_as_among_them_all() -> None:
    scores, votes = np.random.default_rng(0).normal(-8, 1, 1000), np.zeros(1000)  # hopeless, but for three
    scores[[3, 4, 5]], votes[3] = (5, 3, 4), 1
    everybody, stranger = CALIBRATION.probabilities(scores, votes, 2.0)
    near, stranger_to_the_near = CALIBRATION.probabilities(scores[3:6], votes[3:6], 2.0, gallery_size=1000)
    np.testing.assert_allclose(near, everybody[3:6], rtol=1e-3)
    assert stranger_to_the_near == pytest.approx(stranger, rel=1e-3) and stranger > 0.05


def test_the_threshold_names_as_many_strangers_as_asked_for(fitted: Calibration) -> None:
    def named(some: list[Trial], strangers: bool) -> float:
        answers = []
        for trial in some:
            if (trial.truth is None) == strangers:
                chances, stranger = fitted.probabilities(trial.scores, trial.votes, trial.speech_s)
                answers.append(fitted.names(chances[trial.winner], stranger))
        return float(np.mean(answers))

    assert named(trials(2000, 0), strangers=True) == pytest.approx(0.02, abs=0.003)
    others = trials(8000, 2)
    assert 0.005 < named(others, strangers=True) < 0.04 < 0.6 < named(others, strangers=False)


def test_nobody_is_named_who_is_less_probable_than_a_stranger() -> None:
    sure = replace(CALIBRATION, threshold=0.8)
    assert sure.names(0.45, 0.1)  # whoever else is as probable
    assert not sure.names(0.06, 0.1)  # the vote's choice, though somebody else is at 0.84


def test_where_everybody_is_told_apart_the_threshold_is_even_odds() -> None:
    clear = [
        Trial(np.array([30.0 * (n % 2), 0.0]), np.array([1.0, 0.0]), 0, 2.0, 0 if n % 2 else None) for n in range(40)
    ]
    assert fit(clear).threshold == 0.5


@pytest.mark.parametrize("strangers", [True, False])
def test_a_fit_needs_not_both_kinds(strangers: bool) -> None:
    some = [trial for trial in trials(100, 3) if (trial.truth is None) == strangers]
    assert np.isfinite(list(fit(some).to_dict().values())).all()


@pytest.mark.parametrize("people", [0, 1, 2, 50])
def test_probabilities_are_one_together(people: int) -> None:
    rng = np.random.default_rng(people)
    chances, stranger = CALIBRATION.probabilities(rng.normal(0, 5, people), rng.random(people), 3.0)
    assert chances.shape == (people,)
    assert chances.sum() + stranger == pytest.approx(1)


def test_extreme_scores_and_lengths_stay_probabilities() -> None:
    for scores, seconds in (([1e4, -1e4], 1.0), ([0.0, 0.0], 0.0), ([-1e4, -1e4], 3600.0)):
        chances, stranger = CALIBRATION.probabilities(np.array(scores), np.array([1.0, 0.0]), seconds)
        assert np.isfinite([*chances, stranger]).all() and chances.sum() + stranger == pytest.approx(1)


def test_a_higher_score_makes_a_person_likelier_and_a_larger_gallery_everybody_less() -> None:
    chances = [CALIBRATION.probabilities(np.array([s, 0.0]), np.array([1.0, 0.0]), 2.0)[0][0] for s in range(-5, 6)]
    assert chances == sorted(chances)
    alone = CALIBRATION.probabilities(np.array([2.0]), np.array([1.0]), 2.0)[0][0]
    among = CALIBRATION.probabilities(np.array([2.0] + [-9.0] * 30), np.array([1.0] + [0.0] * 30), 2.0)[0][0]
    assert among < alone


def test_a_prior_of_strangers_moves_the_odds_by_its_own() -> None:
    arguments = np.array([2.0, 0.0]), np.array([1.0, 0.0]), 2.0
    people, stranger = CALIBRATION.probabilities(*arguments)
    (some, less), (more, greater) = (CALIBRATION.probabilities(*arguments, stranger_prior=p) for p in (0.2, 0.9))
    assert less / some.sum() == pytest.approx(0.25 * stranger / people.sum())
    assert greater / more.sum() == pytest.approx(9 * stranger / people.sum())
    assert some / some.sum() == pytest.approx(people / people.sum())


def test_the_majority_wins_and_a_tie_goes_to_the_evidence() -> None:
    assert winner(np.array([0.2, 0.5, 0.3]), np.array([0.0, -9.0, 5.0])) == 1
    assert winner(np.array([0.4, 0.4, 0.2]), np.array([-3.0, -2.0, 9.0])) == 1
    assert winner(np.array([0.4, 0.4, 0.2]), np.array([-2.0, -3.0, 9.0])) == 0
    assert winner(np.array([1.0]), np.array([0.0])) == 0
