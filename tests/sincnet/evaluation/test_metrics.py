"""The figures on lists that one can count by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import det_curve

from sincnet.evaluation.metrics import (
    Det,
    calibration_error,
    crossing,
    detection_and_identification_rate,
    equal_error_rate,
    least_cost,
    min_dcf,
)


@pytest.mark.parametrize(
    ("targets", "impostors", "expected"),
    [
        ([0.9, 0.8, 0.7], [0.1, 0.2], 0),
        ([0.1, 0.2], [0.9, 0.8, 0.7], 1),
        ([0.9, 0.8, 0.7, 0.2], [0.75, 0.3, 0.1, 0.05], 0.25),  # at 0.7: one miss of four, one false alarm of four
        ([0.5, 0.5], [0.5, 0.5], 0.5),
        # From (false alarms 0, misses 1/2) straight to (1, 0): equal at a third.
        ([0.9, 0.5], [0.5], 1 / 3),
    ],
)
def test_equal_error_rate(targets: list[float], impostors: list[float], expected: float) -> None:
    assert equal_error_rate(np.array(targets), np.array(impostors)) == pytest.approx(expected)


def test_the_equal_error_rate_of_two_normal_distributions() -> None:
    rng = np.random.default_rng(0)
    found = equal_error_rate(rng.normal(2, 1, 20_000), rng.normal(0, 1, 20_000))
    assert found == pytest.approx(0.1587, abs=0.005)  # the normal tail beyond one deviation


@pytest.mark.parametrize(
    ("targets", "impostors", "p_target", "expected"),
    [
        ([0.9, 0.8, 0.7], [0.1, 0.2], 0.01, 0),
        # At 0.75, one miss of two and no false alarm: 0.01 * 1/2; letting the other in as well costs 0.99 * 1/4.
        ([0.9, 0.3], [0.5, 0.2, 0.1, 0.0], 0.01, 0.5),
        # As before, but now the false alarm is the cheaper: 0.1 * 1/4, where accepting everybody costs 0.1.
        ([0.9, 0.3], [0.5, 0.2, 0.1, 0.0], 0.9, 0.25),
        # Nothing is better than refusing everybody, at a rare target; than accepting them, at a frequent one.
        ([0.1, 0.2], [0.9, 0.8], 0.05, 1),
        ([0.1, 0.2], [0.9, 0.8], 0.95, 1),
    ],
)
def test_minimum_detection_cost(targets: list[float], impostors: list[float], p_target: float, expected: float) -> None:
    assert min_dcf(np.array(targets), np.array(impostors), p_target) == pytest.approx(expected)


def scored(seed: int, ties: bool) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    own = rng.random(300) < 0.3
    scores = rng.normal(own * 1.5)
    return scores.round(1) if ties else scores, own


@pytest.mark.parametrize("ties", [False, True])
def test_the_curve_is_that_of_scikit_learn(ties: bool) -> None:
    scores, own = scored(4, ties)
    false_alarms, misses = Det(scores, own).rates()
    theirs = set(zip(*(rates.round(9).tolist() for rates in det_curve(own, scores)[:2]), strict=True))
    assert theirs <= set(zip(false_alarms.round(9).tolist(), misses.round(9).tolist(), strict=True))
    assert (false_alarms[0], misses[0]) == (0, 1) and (false_alarms[-1], misses[-1]) == pytest.approx((1, 0))
    assert len(misses) == len(np.unique(scores)) + 1


@pytest.mark.parametrize("ties", [False, True])
def test_a_weight_counts_a_pair_so_many_times(ties: bool) -> None:
    scores, own = scored(5, ties)
    weights = np.random.default_rng(6).integers(0, 4, len(scores))
    weighted, repeated = Det(scores, own).rates(weights), Det(scores.repeat(weights), own.repeat(weights)).rates()
    assert crossing(weighted) == pytest.approx(crossing(repeated))
    assert least_cost(weighted, 0.05) == pytest.approx(least_cost(repeated, 0.05))


@pytest.mark.parametrize("kind", [True, False])
def test_without_targets_or_impostors_there_is_no_rate(kind: bool) -> None:
    scores, own = scored(7, ties=False)
    rates = Det(scores, own).rates((own == kind).astype(float))
    assert np.isnan(crossing(rates)) and np.isnan(least_cost(rates, 0.01))


def test_detection_and_identification_rate() -> None:
    strangers = np.arange(100) / 100  # one in a hundred may pass: only 0.99 does, above 0.98
    known = np.array([2.0, 1.5, 0.985, 0.98, 0.5])
    right = np.array([True, False, True, True, True])
    assert detection_and_identification_rate(known, right, strangers, 0.005) == pytest.approx(1 / 5)
    assert detection_and_identification_rate(known, right, strangers, 0.01) == pytest.approx(2 / 5)
    assert detection_and_identification_rate(known, right, strangers, 0.02) == pytest.approx(3 / 5)
    assert detection_and_identification_rate(known, right, strangers, 1.0) == pytest.approx(4 / 5)


def test_detection_and_identification_rate_of_weighted_probes() -> None:
    rng = np.random.default_rng(8)
    known, right, strangers = rng.normal(1, 1, 80), rng.random(80) < 0.9, rng.normal(0, 1, 120).round(1)
    ours, theirs = rng.integers(0, 3, 80), rng.integers(0, 3, 120)
    assert detection_and_identification_rate(known, right, strangers, 0.05, ours, theirs) == pytest.approx(
        detection_and_identification_rate(known.repeat(ours), right.repeat(ours), strangers.repeat(theirs), 0.05)
    )
    assert np.isnan(detection_and_identification_rate(known, right, strangers, 0.05, ours, np.zeros(120)))


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.3])
def test_no_more_strangers_pass_than_the_rate_says(rate: float) -> None:
    strangers = np.random.default_rng(1).normal(size=333)
    everybody = detection_and_identification_rate(strangers, np.ones(333, bool), strangers, rate)
    assert rate - 1 / 333 < everybody <= rate


def test_calibration_error() -> None:
    assert calibration_error(np.array([1.0, 1.0, 0.0]), np.array([True, True, False])) == 0
    # Four at 0.9 of whom two are right, six at 0.25 of whom three are.
    confidences = np.array([0.9] * 4 + [0.25] * 6)
    right = np.array([True, False] * 2 + [True, False] * 3)
    assert calibration_error(confidences, right) == pytest.approx(0.4 * 0.4 + 0.6 * 0.25)


def test_calibration_error_of_weighted_answers() -> None:
    rng = np.random.default_rng(9)
    confidences, right, weights = rng.random(50), rng.random(50) < 0.5, rng.integers(0, 3, 50)
    assert calibration_error(confidences, right, weights) == pytest.approx(
        calibration_error(confidences.repeat(weights), right.repeat(weights))
    )
