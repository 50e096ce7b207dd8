"""Scores in deviations from what impostors give, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sincnet.cohort import NEAREST, impostors, normalised


def test_impostors_are_mean_and_deviation_of_the_cosines_with_a_small_cohort() -> None:
    cohort = np.array([[1, 0], [0, 1], [-1, 0]], np.float32)
    mean, deviation = impostors(np.array([[1, 0], [0.6, 0.8]], np.float32), cohort)
    assert mean == pytest.approx([0, 0.8 / 3])
    assert deviation == pytest.approx([np.std([1, 0, -1]), np.std([0.6, 0.8, -0.6])])


def test_of_a_large_cohort_only_the_nearest_count() -> None:
    angles = np.linspace(0, np.pi, NEAREST + 40)
    cohort = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    near = np.cos(angles)[:NEAREST]
    mean, deviation = impostors(np.array([[1.0, 0.0]]), np.random.default_rng(0).permutation(cohort))
    assert mean == pytest.approx(near.mean()) and deviation == pytest.approx(near.std())


def test_equal_impostors_do_not_divide_by_zero() -> None:
    assert impostors(np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]] * 3))[1] == pytest.approx(1e-3)


def test_a_gallery_without_people_has_no_impostors() -> None:
    mean, deviation = impostors(np.zeros((0, 2), np.float32), np.eye(2, dtype=np.float32))
    assert mean.shape == deviation.shape == (0,)


def test_a_score_is_the_mean_of_both_sides() -> None:
    cosines = np.array([[0.9, 0.2], [0.1, 0.5]])
    people = np.array([0.1, 0.2]), np.array([0.1, 0.2])
    probe = np.array([0.3, 0.0]), np.array([0.2, 0.5])
    expected = [[(8 + 3) / 2, (0 - 0.5) / 2], [(0 + 0.2) / 2, (1.5 + 1) / 2]]
    np.testing.assert_allclose(normalised(cosines, people, probe), expected)
