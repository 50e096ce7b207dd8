"""The figures of faces from voices against cases done by hand, by simulation and by SciPy's own slower ways."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.linalg import sqrtm
from scipy.stats import binomtest, hypergeom
from sklearn.metrics import roc_auc_score

from generator.figures.agreement import agreement, balanced_agreement, top
from generator.figures.frechet import frechet_distance, frechet_figure
from generator.figures.intervals import bootstrapped, mean_of, share_of, wilson
from generator.figures.likeness import angles, cosines, picture_l1
from generator.figures.matching import matching, recall_at
from generator.figures.verification import verification


def test_wilsons_interval_is_scipys() -> None:
    for hits, n in [(0, 5), (5, 5), (3, 7), (964, 1000)]:
        interval = binomtest(hits, n).proportion_ci(method="wilson")
        np.testing.assert_allclose(wilson(hits, n), (interval.low, interval.high), atol=1e-12)


def test_speakers_are_drawn_and_not_their_clips() -> None:
    """Two people, one always right and one never, with a hundred clips each: the share may be anything."""
    hits = np.repeat([True, False], 100)
    found = share_of(hits, np.repeat(["Ana", "Bo"], 100))
    assert (found.value, found.n, found.speakers) == (0.5, 200, 2)
    assert (found.low, found.high) == (0.0, 1.0)
    assert found.wilson is not None and 0.43 < found.wilson[0] < found.wilson[1] < 0.57


def test_a_mean_has_the_textbook_interval() -> None:
    values = np.random.default_rng(0).normal(size=400)
    found = mean_of(values, np.arange(400), 2000)
    assert found.low is not None and found.high is not None
    reach = 1.96 * values.std() / 20
    np.testing.assert_allclose((found.low, found.high), (values.mean() - reach, values.mean() + reach), atol=0.012)
    general = bootstrapped(lambda w: float(w @ values / w.sum()), np.arange(400), 2000)
    assert general.low == pytest.approx(found.low) and general.high == pytest.approx(found.high)


def test_one_speaker_has_no_interval_and_nobody_no_value() -> None:
    alone = mean_of(np.array([1.0, 3.0]), np.array(["Ana", "Ana"]))
    assert (alone.value, alone.low, alone.high) == (2.0, None, None)
    assert np.isnan(mean_of(np.zeros(0), np.zeros(0)).value)
    missing = mean_of(np.array([1.0, np.nan]), np.array(["Ana", "Bo"]))
    assert (missing.value, missing.n, missing.speakers) == (1.0, 1, 1)


def test_matching_is_the_mean_over_all_galleries() -> None:
    """Every gallery of three that holds the true face, looked at one by one."""
    rng = np.random.default_rng(1)
    scores, people = rng.normal(size=(6, 6)), np.arange(6)
    won = []
    for probe in range(6):
        others = [face for face in range(6) if face != probe]
        chances = []
        for pair in itertools.combinations(others, 2):
            rivals = scores[probe, list(pair)]
            assert not (rivals == scores[probe, probe]).any()
            chances.append(bool((rivals < scores[probe, probe]).all()))
        won.append(np.mean(chances))
    found = matching(3, scores, people, people, resamples=200)
    assert found.value == pytest.approx(np.mean(won)) and found.n == 6
    assert found.low is not None and found.high is not None and found.low <= found.value <= found.high


def test_two_faces_by_hand() -> None:
    """Two women and two men; only Ana's voice is taken for a man's face, and only half of the times."""
    people, sexes = np.array(["Ana", "Bo", "Cy", "Dia"]), np.array(["f", "m", "m", "f"])
    scores = np.array([[0.5, 0.9, 0.5, 0.1], [0, 1, 0.5, 0], [0, 2, 1, 0], [0.2, 0, 0, 1]])
    any_sex = matching(2, scores, people, people, resamples=50)
    assert any_sex.value == pytest.approx(np.mean([(0 + 0.5 + 1) / 3, 1, 2 / 3, 1]))
    same_sex = matching(2, scores, people, people, sexes, sexes, resamples=50)
    assert same_sex.value == pytest.approx(np.mean([1, 1, 0, 1]))


def test_recall_is_the_hypergeometric_distribution() -> None:
    rng = np.random.default_rng(2)
    people = np.arange(40)
    scores = rng.normal(size=(40, 40)) + 0.8 * np.eye(40)
    better = (scores > np.diag(scores)[:, None]).sum(1)
    for k, size in [(1, 10), (5, 20), (10, 40)]:
        expected = hypergeom.cdf(k - 1, 39, better, size - 1).mean()
        assert recall_at(k, size, scores, people, people, resamples=10).value == pytest.approx(expected)
    whole = recall_at(10, 40, scores, people, people, resamples=10)
    assert whole.value == pytest.approx(np.mean(better < 10))


def test_chance_is_chance_and_a_constant_knows_nothing() -> None:
    people = np.arange(30)
    same = np.zeros((30, 30))
    assert matching(2, same, people, people, resamples=10).value == 0.5
    random = np.random.default_rng(3).normal(size=(400, 100))
    found = recall_at(10, 100, random, np.arange(400) % 100, np.arange(100), resamples=10)
    assert found.value == pytest.approx(0.1, abs=0.04)


def test_probes_without_a_face_or_a_large_enough_gallery_are_not_counted() -> None:
    scores = np.eye(3)
    assert matching(2, scores, np.array([0, 1, 9]), np.arange(3), resamples=10).n == 2
    nothing = recall_at(1, 10, scores, np.arange(3), np.arange(3), resamples=10)
    assert nothing.n == 0 and np.isnan(nothing.value)
    with pytest.raises(ValueError, match="first 5 of 3"):
        recall_at(5, 3, scores, np.arange(3), np.arange(3))


def test_verification_is_that_of_scikit_learn() -> None:
    rng = np.random.default_rng(4)
    probes, gallery = np.repeat(np.arange(12), 2), np.arange(12)
    own = probes[:, None] == gallery
    scores = rng.normal(size=own.shape) + 1.5 * own
    found = verification(scores, probes, gallery, resamples=100)
    assert found["auc"].value == pytest.approx(roc_auc_score(own.ravel(), scores.ravel()))
    assert found["eer"].n == 24 and 0 < found["eer"].value < 0.5
    assert found["auc"].low is not None and found["auc"].low < found["auc"].value
    sexes = np.arange(12) % 2
    inside = own | (sexes[probes][:, None] == sexes)
    grouped = verification(scores, probes, gallery, sexes[probes], sexes, resamples=0 + 10)
    assert grouped["auc"].value == pytest.approx(roc_auc_score(own[inside], scores[inside]))


def test_angles_cosines_and_pictures_by_hand() -> None:
    a = np.array([[2.0, 0], [1, 0], [1, 0], [1, 0]])
    b = np.array([[1.0, 0], [1, 1], [-3, 0], [np.cos(1e-7), np.sin(1e-7)]])
    np.testing.assert_allclose(angles(a, b), [0, 45, 180, np.degrees(1e-7)], rtol=1e-6)
    np.testing.assert_allclose(cosines(a, b), [1, 2**-0.5, -1, 1])
    assert np.isnan(cosines(a[:1], np.zeros((1, 2)))).all()
    black, white = np.zeros((2, 4, 4, 3), np.uint8), np.full((2, 4, 4, 3), 255, np.uint8)
    white[1, :2] = 0
    np.testing.assert_array_equal(picture_l1(black, white), [255, 127.5])
    with pytest.raises(ValueError, match="uint8 pictures"):
        picture_l1(black / 255, white)


def test_agreement_leaves_out_who_is_not_known_and_balances_what_is_rare() -> None:
    true = np.array(["adult"] * 8 + ["child"] * 2 + [""])
    said = np.array(["adult"] * 9 + ["child"] * 2)
    people = np.arange(11)
    plain = agreement(said, true, people, 100)
    assert (plain.value, plain.n, plain.wilson) == (0.9, 10, wilson(9, 10))
    assert balanced_agreement(said, true, people, 100).value == 0.75


def test_top_k_by_hand() -> None:
    scores = np.array([[3.0, 2, 1], [3, 2, 1], [1, 1, 1]])
    labels = np.array([0, 1, 2])
    people = np.arange(3)
    assert [top(k, scores, labels, people, 10).value for k in (1, 2, 3)] == pytest.approx([1 / 3, 2 / 3, 1])


def test_the_frechet_distance_is_the_formula() -> None:
    rng = np.random.default_rng(5)
    one, two = rng.normal(size=(200, 6)), rng.normal(size=(150, 6)) @ rng.normal(size=(6, 6)) + 1
    covariances = np.cov(one.T), np.cov(two.T)
    root = sqrtm(covariances[0] @ covariances[1])
    expected = np.square(one.mean(0) - two.mean(0)).sum() + np.trace(sum(covariances) - 2 * root.real)
    assert frechet_distance(one, two) == pytest.approx(expected)
    # Of two bells of one dimension: (1 - 4)² + (3 - 5)².
    line = np.sqrt(2) * np.array([[-1.0], [0], [0], [0], [1]])
    assert frechet_distance(3 * line + 1, 5 * line + 4) == pytest.approx(9 + 4)


def test_few_pictures_and_many_features_are_no_trouble() -> None:
    features = np.random.default_rng(6).normal(size=(30, 2048))
    assert frechet_distance(features, features[::-1]) == pytest.approx(0, abs=1e-8)
    assert frechet_distance(features, features + 0.1) == pytest.approx(20.48)
    assert np.isnan(frechet_distance(features[:1], features))


def test_the_frechet_interval_holds_the_distance_and_narrows() -> None:
    rng = np.random.default_rng(7)
    widths = []
    for n in (60, 600):
        one, two = rng.normal(size=(n, 4)), rng.normal(size=(n, 4)) + 0.5
        found = frechet_figure(one, two, np.arange(n))
        assert found.low is not None and found.high is not None and found.low < found.value < found.high
        widths.append(found.high - found.low)
    assert widths[1] < widths[0] / 2
