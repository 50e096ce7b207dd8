"""The figures of systems whose faces are known: one that always finds the true face, one that draws but one face."""

from __future__ import annotations

import numpy as np
import pytest

from generator.evaluation.compared import Faces, Truth, figures, recognised
from generator.evaluation.judge import Judge
from generator.evaluation.pictures import Seen
from generator.evaluation.speech import Heard
from tests.generator.evaluation.conftest import PEOPLE, sitter

SIZE, WIDTH = 8, 24


def seen(people: int, first: int = 0) -> Seen:
    """People with pictures and features of their own; of the features, one tells men from women and one children."""
    rng = np.random.default_rng(first)
    sitters = [sitter(number) for number in range(first, first + people)]
    features = rng.normal(size=(people, WIDTH)).astype(np.float32)
    features[:, 0] = [12 * (one.male - 0.5) for one in sitters]
    features[:, 1] = [6 if one.age < 13 else -6 for one in sitters]
    features /= np.linalg.norm(features, axis=1, keepdims=True)
    return Seen(sitters, rng.integers(256, size=(people, SIZE, SIZE, 3), dtype=np.uint8), features, np.arange(people))


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge.fitted(seen(300, 1000), seen(120, 3000))


def test_a_judge_is_right_about_whom_it_never_saw(judge: Judge) -> None:
    assert judge.figures["sex"].value > 0.95 and judge.figures["grown"].value > 0.95
    assert judge.figures["sex"].n == 80  # of the 120, a third are children and have no sex
    people = seen(9, 6000)
    assert judge.grown(people.features).tolist() == [0, 1, 1] * 3
    guessing = Judge.fitted(seen(300, 1000), Seen(people.sitters, people.pictures, -people.features, people.who))
    assert guessing.figures["grown"].value < 0.5


def test_the_true_face_of_everybody_leaves_nothing_to_wish(town: Heard, judge: Judge) -> None:
    truth = Truth(seen(PEOPLE), seen(100, 7000))
    found = figures(Faces(truth.people.pictures[town.who], truth.people.features[town.who]), town, truth, judge, 50)
    perfect = [
        "sex",
        "sex_women",
        "sex_men",
        "grown",
        "grown_children",
        "grown_adults",
        "two_any",
        "two_sex",
        "two_age",
    ]
    for key in [
        *perfect,
        "two_both",
        "recall_1",
        "recall_10",
        "recall_10_of_100",
        "auc",
        "auc_sex",
        "own_any",
        "own_sex",
    ]:
        assert found[key].value == pytest.approx(1.0), key
    for key in ("l1", "angle", "frechet", "eer"):
        assert found[key].value == pytest.approx(0.0, abs=1e-3), key
    assert found["cosine"].value == pytest.approx(1) and found["same_cosine"].value == pytest.approx(1)
    assert found["other_cosine"].value < 0.9
    assert (found["sex"].n, found["sex"].speakers) == (16, 8)  # the four children have none
    assert (found["grown"].n, found["two_any"].n, found["own_any"].n, found["frechet"].n) == (24, 24, 12, 12)


def test_one_face_for_everybody_is_no_better_than_chance(town: Heard, judge: Judge) -> None:
    truth = Truth(seen(PEOPLE), seen(100, 7000))
    always = np.zeros(len(town.who), int)  # the true face of the first, a child
    found = figures(Faces(truth.people.pictures[always], truth.people.features[always]), town, truth, judge, 50)
    assert found["own_any"].value == pytest.approx(0.5) and found["own_sex"].value == pytest.approx(0.5)
    assert found["two_any"].value == pytest.approx(0.5) and found["auc"].value == pytest.approx(0.5, abs=0.02)
    assert found["recall_5"].value == pytest.approx(5 / 12)
    assert found["grown_children"].value == 1.0 and found["grown_adults"].value == 0.0
    assert found["same_cosine"].value == pytest.approx(1) and found["other_cosine"].value == pytest.approx(1)
    assert found["l1"].value > 50 and found["frechet"].value > 0.3
    assert np.isnan(figures(Faces(truth.people.pictures[always], truth.people.features[always]), town,
                            Truth(truth.people, seen(5, 7000)), judge, 50)["recall_10_of_100"].value)  # fmt: skip


def test_training_speakers_are_recognised_by_their_other_recordings(town: Heard) -> None:
    own = seen(PEOPLE).features[town.who]
    found = recognised(own, town, 50)
    assert (found["top_1"].value, found["top_5"].value, found["top_1"].n) == (1.0, 1.0, PEOPLE)
    shifted = own.copy()
    shifted[1::2] = np.roll(own[1::2], 1, axis=0)  # everybody's last recording leads to the face of somebody else
    assert recognised(shifted, town, 50)["top_1"].value == 0.0
    assert recognised(np.ones_like(own), town, 50)["top_5"].value == 0.0
