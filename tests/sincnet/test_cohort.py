"""Scores above what impostors give, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sincnet.cohort import NEAREST, SPREAD, impostors, normalised


def test_impostors_give_the_mean_of_the_cosines_with_a_small_cohort() -> None:
    cohort = np.array([[1, 0], [0, 1], [-1, 0]], np.float32)
    assert impostors(np.array([[1, 0], [0.6, 0.8]], np.float32), cohort) == pytest.approx([0, 0.8 / 3])


def test_of_a_large_cohort_only_the_nearest_count() -> None:
    angles = np.linspace(0, np.pi, NEAREST + 40)
    cohort = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    mean = impostors(np.array([[1.0, 0.0]]), np.random.default_rng(0).permutation(cohort))
    assert mean == pytest.approx(np.cos(angles)[:NEAREST].mean())


def test_a_gallery_without_people_has_no_impostors() -> None:
    assert impostors(np.zeros((0, 2), np.float32), np.eye(2, dtype=np.float32)).shape == (0,)


def test_a_score_is_above_the_mean_of_both_sides() -> None:
    cosines = np.array([[0.9, 0.2], [0.1, 0.5]])
    people, probes = np.array([0.1, 0.2]), np.array([0.3, 0.0])
    expected = [[0.7, -0.05], [0.05, 0.4]]
    np.testing.assert_allclose(normalised(cosines, people, probes[:, None]) * SPREAD, expected)


def test_impostors_who_all_give_the_same_make_nobody_sure() -> None:
    """A voice unlike all of the training: by its own deviation, which is none, any cosine would be far above."""
    strange, cohort = np.array([[0.0, 0.0, 1.0]]), np.eye(3)[[0, 1, 0, 1]]
    given = impostors(strange, cohort)
    assert normalised(np.array([0.1]), given, given) == pytest.approx(0.1 / SPREAD)
