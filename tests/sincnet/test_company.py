"""What is known of the next voice from those before it."""

from __future__ import annotations

import numpy as np
import pytest

from sincnet.company import AT_FIRST, HALF_LIFE_S, MEMORY, Company
from sincnet.events import Candidate, Identification


def answer(stranger: float, people: int = 2) -> Identification:
    candidates = tuple(Candidate(str(n), str(n), 0.0, 0.0, (1 - stranger) / people) for n in range(people))
    return Identification(None, None, 0.5, candidates, (), np.zeros(4, np.float32), 1.0, 1)


def after(*strangers: float) -> Company:
    company = Company()
    for stranger in strangers:
        company = company.heard(answer(stranger))
    return company


def test_at_first_a_stranger_is_as_likely_as_somebody_enrolled() -> None:
    assert Company().stranger_prior == 0.5


def test_the_share_of_strangers_is_learned_and_one_turn_is_not_all() -> None:
    assert after(0.0).stranger_prior == pytest.approx(AT_FIRST / 2 / (AT_FIRST + 1))
    assert after(1.0).stranger_prior == pytest.approx((AT_FIRST / 2 + 1) / (AT_FIRST + 1))
    assert after(0.5, 0.5, 0.5).stranger_prior == pytest.approx(0.5)
    assert 0.5 > after(0.0).stranger_prior > after(0.0, 0.0).stranger_prior > after(0.0, 0.0, 0.0).stranger_prior


def test_a_stranger_is_never_quite_unexpected() -> None:
    assert after(*[0.0] * 500).stranger_prior == pytest.approx(AT_FIRST / 2 / (AT_FIRST + MEMORY))
    assert after(*[0.0] * 500, *[1.0] * 12).stranger_prior > 0.5


def test_silence_makes_forget() -> None:
    company = after(0.0, 0.0, 0.0)
    assert company.after(0.0) == company
    assert company.after(HALF_LIFE_S).turns == pytest.approx(company.turns / 2)
    assert company.after(100 * HALF_LIFE_S).stranger_prior == pytest.approx(0.5)


def test_who_was_compared_with_nobody_says_nothing() -> None:
    company = after(0.0)
    assert company.heard(answer(1.0, people=0)) is company
