from collections.abc import Sequence

import numpy as np
import pytest

from gui.live.spotlight import Spotlight
from sincnet.events import Identification


def answer(person_id: str | None) -> Identification:
    return Identification(person_id, person_id, 0.9, (), (), np.zeros(1, np.float32), 1.0, 1)


@pytest.mark.parametrize(
    ("guesses", "shown"),
    [
        ("a", "a"),
        ("ab", "aa"),
        ("abb", "aab"),
        ("abab", "aaaa"),
        ("abcc", "aaac"),
        ("abba", "aabb"),
        ("ab-b", "aaaa"),
    ],
)
def test_the_light_moves_only_after_two_guesses_in_a_row(guesses: str, shown: Sequence[str]) -> None:
    spotlight = Spotlight()
    people = [None if guess == "-" else guess for guess in guesses]
    assert [spotlight.provisional(answer(person)).answer.person_id for person in people] == list(shown)


def test_a_guess_that_agrees_is_shown_with_its_newest_figures() -> None:
    spotlight = Spotlight()
    spotlight.provisional(answer("a"))
    newer = answer("a")
    assert spotlight.provisional(newer).answer is newer


def test_an_answer_always_counts_and_ends_the_doubt() -> None:
    spotlight = Spotlight()
    spotlight.provisional(answer("a"))
    spotlight.provisional(answer("b"))
    assert spotlight.identified(answer("c")).answer.person_id == "c"
    assert spotlight.provisional(answer("b")).answer.person_id == "c"


def test_what_was_no_utterance_gives_the_light_back() -> None:
    spotlight = Spotlight()
    before = spotlight.identified(answer("a"))
    spotlight.provisional(answer("b"))
    spotlight.provisional(answer("b"))
    assert spotlight.discarded() is before
    spotlight.clear()
    assert spotlight.discarded() is None
