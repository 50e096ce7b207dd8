"""Decisions one can make by hand, by group, and what a bootstrap over speakers makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from sincnet.calibration import Calibration
from sincnet.evaluation.closed_set import ClosedSet
from sincnet.evaluation.figures import EVERYBODY, Decisions, decide, figures
from sincnet.evaluation.open_set import OpenSet, cross_fitted, everybody, folds
from sincnet.evaluation.protocol import HeldOut
from sincnet.events import WhoSpeaksError
from sincnet.strictness import STEPS
from tests.sincnet.evaluation.made_up import held_out, speakers

CERTAIN = Calibration(score=3.0, score_length=0.0, vote=5.0, person_length=0.0, stranger=6.0, threshold=0.5)


@pytest.fixture(scope="module")
def people() -> HeldOut:
    """Four people with three utterances each: 3 always sounds like 0, one window of 1 like 2."""
    said = {n: [[n, n, n]] * 3 for n in range(4)}
    return held_out({**said, 1: [[1, 1, 2], [1], [1]], 3: [[0]] * 3})


def test_errors_are_counted_by_utterance_and_by_window(people: HeldOut) -> None:
    closed = ClosedSet(people, None)
    found = closed.figures(np.ones(4), np.ones(4))
    assert found["error"] == found["error_by_score"] == pytest.approx(3 / 12)
    assert found["window_error"] == pytest.approx(4 / 26)
    # 3 is 0's best impostor: above every threshold that lets any of the speakers in.
    assert closed.choices.tolist() == [0] * 3 + [1] * 3 + [2] * 3 + [0] * 3
    assert 0 < found["eer"] <= 0.25 and 0 < found["min_dcf_0.01"] <= 1


def test_a_speaker_without_weight_is_as_if_not_there(people: HeldOut) -> None:
    without = held_out({n: [[n, n, n]] * 3 for n in range(2)} | {1: [[1, 1, 2], [1], [1]], 2: [[2, 2, 2]] * 3})
    weights = np.array([1.0, 1, 1, 0])
    left, alone = (ClosedSet(one, None).figures(w, w) for one, w in ((people, weights), (without, np.ones(3))))
    # The vote may still go to the speaker without weight, of whom nobody else here reminds.
    assert left == pytest.approx(alone)


def test_a_weight_counts_a_speaker_so_many_times(people: HeldOut) -> None:
    found = ClosedSet(people, None).figures(np.array([1.0, 1, 1, 3]), np.ones(4))
    assert found["error"] == pytest.approx(9 / 18)


def test_groups_are_of_sex_and_age(people: HeldOut) -> None:
    found = figures(decide(people, [(everybody(people), CERTAIN)]), speakers("fMm-"))
    assert list(found) == ["whole", "2 s", "1 s"]
    whole = found["whole"]
    assert {name: entry["speakers"] for name, entry in whole.items()} == {
        EVERYBODY: 4, "female": 1, "male": 2, "under 16": 1, "16 and over": 2,
    }  # fmt: skip
    assert whole["male"]["probes"] == 6 and whole["male"]["windows"] == 14
    assert whole["male"]["window_error"] == pytest.approx(1 / 14, abs=1e-4) and whole["female"]["error"] == 0
    assert "ci95" not in whole[EVERYBODY]


def test_a_group_that_nobody_is_in_is_missing(people: HeldOut) -> None:
    assert list(figures(decide(people, [(everybody(people), CERTAIN)]), speakers("----"))["whole"]) == [EVERYBODY]


def test_intervals_are_those_of_drawing_speakers() -> None:
    """Ten people, two of whom are always taken for another: the error is a tenth of a binomial of ten draws."""
    said = {n: [[n]] * 4 for n in range(8)} | {8: [[0]] * 4, 9: [[1]] * 4}
    made = held_out(said)
    decisions: dict[float | None, Decisions] = {None: decide(made, [(everybody(made), CERTAIN)])[None]}
    found = figures(decisions, speakers("ffffffffmf"), resamples=400)["whole"]
    assert found[EVERYBODY]["error"] == pytest.approx(0.2)
    assert found[EVERYBODY]["ci95"]["error"] == pytest.approx([0.0, 0.5])  # of Binomial(10, 0.2), 2.5 % and 97.5 %
    assert found["male"]["ci95"]["error"] is None  # of one person nothing can be drawn
    for entry in found.values():
        for name, edges in entry["ci95"].items():
            assert edges is None or (edges[0] <= edges[1] and np.isfinite(edges).all()), name
    assert found == figures(decisions, speakers("ffffffffmf"), resamples=400)["whole"]


def test_the_apps_decision_about_strangers() -> None:
    """Everybody sounds like themselves, but for 5, who sounds like 0 and cannot be enrolled."""
    made = held_out({n: [[n]] * 3 for n in range(4)}, strangers={5: [[0]] * 2})
    opened = OpenSet(made, None, [(everybody(made), CERTAIN)])
    found = opened.figures(np.ones(6), np.ones(6))
    assert found["enrolled_left_unknown"] == found["enrolled_misnamed"] == 0
    of_five, theirs = opened.speakers == 5, opened.named & ~opened.known
    assert opened.known.sum() == 6 * 2 * 3 and (~opened.known).sum() == 6 * (2 * 3 + 2)
    assert found["strangers_named"] == pytest.approx(theirs.sum() / (~opened.known).sum())
    # 5 is named where 0 is enrolled, and nobody else is.
    assert 0 < theirs.sum() < of_five.sum() and set(opened.speakers[theirs]) == {5}
    only_five = np.eye(6)[5]
    assert np.isnan(opened.figures(only_five, np.ones(6))["dir_at_far1"])  # never enrolled
    assert found["dir_at_far1"] <= found["dir_at_far5"] <= found["dir_at_far10"]
    assert 0 <= found["calibration_error"] < 0.5
    steps = opened.by_strictness()
    usual = steps[STEPS.index(0.0)]
    assert [step["strictness"] for step in steps] == list(STEPS)
    assert usual["strangers_named"] == pytest.approx(found["strangers_named"], abs=1e-4)
    named = [step["strangers_named"] for step in steps]
    assert named == sorted(named, reverse=True)
    assert steps[0]["enrolled_left_unknown"] <= usual["enrolled_left_unknown"] <= steps[-1]["enrolled_left_unknown"]


def test_each_half_is_judged_by_a_calibration_of_the_other(people: HeldOut) -> None:
    made = held_out({n: [[n]] * 2 for n in range(8)}, strangers={9: [[9]]})
    first, second = folds(made)
    assert sorted(first + second) == everybody(made) == [*range(8), 9]
    assert [judged for judged, _ in cross_fitted(made)] == [first, second]


def test_too_few_to_calibrate_with_are_one_sentence() -> None:
    made = held_out({n: [[n]] for n in range(3)}, strangers={5: [[5]]})
    with pytest.raises(WhoSpeaksError, match=r"Of the 4 speakers held out 3 have enough speech .* 4 are the least"):
        cross_fitted(made)


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_people_are_one_sentence(count: int) -> None:
    made = held_out({n: [[n]] for n in range(count)}, strangers={5: [[5]]})
    with pytest.raises(WhoSpeaksError, match="two are the least that can be told apart"):
        decide(made, [])
