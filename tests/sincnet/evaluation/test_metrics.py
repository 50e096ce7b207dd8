"""The figures on lists that one can count by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sincnet.evaluation.metrics import calibration_error, detection_and_identification_rate, equal_error_rate


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


def test_detection_and_identification_rate() -> None:
    strangers = np.arange(100) / 100  # one in a hundred may pass: only 0.99 does, above 0.98
    known = np.array([2.0, 1.5, 0.985, 0.98, 0.5])
    right = np.array([True, False, True, True, True])
    assert detection_and_identification_rate(known, right, strangers, 0.01) == pytest.approx(1 / 5)
    assert detection_and_identification_rate(known, right, strangers, 0.02) == pytest.approx(2 / 5)
    assert detection_and_identification_rate(known, right, strangers, 1.0) == pytest.approx(4 / 5)


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.3])
def test_no_more_strangers_pass_than_the_rate_says(rate: float) -> None:
    strangers = np.random.default_rng(1).normal(size=333)
    everybody = detection_and_identification_rate(strangers, np.ones(333, bool), strangers, rate)
    assert rate - 1.01 / 333 <= everybody <= rate


def test_calibration_error() -> None:
    assert calibration_error(np.array([1.0, 1.0, 0.0]), np.array([True, True, False])) == 0
    # Four at 0.9 of whom two are right, six at 0.25 of whom three are.
    confidences = np.array([0.9] * 4 + [0.25] * 6)
    right = np.array([True, False] * 2 + [True, False] * 3)
    assert calibration_error(confidences, right) == pytest.approx(0.4 * 0.4 + 0.6 * 0.25)
