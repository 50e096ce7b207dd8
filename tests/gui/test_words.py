import numpy as np
import pytest

from gui import words
from sincnet.events import Candidate, Identification


def answer(confidence: float, *shares: tuple[str, float], stranger: bool = False) -> Identification:
    candidates = tuple(Candidate(name, name, share, share, share) for name, share in shares)
    name = None if stranger else candidates[0].name
    return Identification(name, name, confidence, candidates, (), np.zeros(1, np.float32), 1.0, 1)


@pytest.mark.parametrize(
    ("given", "sentence", "headline", "verdict"),
    [
        (answer(0.97, ("Anna", 0.97), ("Eva", 0.02)), "Anna, sure", "Anna", "sure"),
        (answer(0.7, ("Anna", 0.7), ("Eva", 0.2)), "Probably Anna", "Anna", "probably"),
        (answer(0.7, ("Anna", 0.7), ("Eva", 0.6)), "Probably Anna", "Anna", "probably"),
        (answer(0.5, ("Anna", 0.5), ("Eva", 0.4)), "Anna or Eva?", "Anna or Eva?", "undecided"),
        (answer(0.5, ("Anna", 0.5), ("Eva", 0.1)), "Probably Anna", "Anna", "probably"),
        (answer(0.5, ("Anna", 0.5)), "Probably Anna", "Anna", "probably"),
        (answer(0.9, ("Anna", 0.1), stranger=True), "New voice", "New voice", "not enrolled"),
        (answer(0.9, stranger=True), "New voice", "New voice", "not enrolled"),
        (answer(0.2, ("Anna", 0.7), stranger=True), "New voice, or perhaps Anna", "New voice?", "or perhaps Anna"),
    ],
)
def test_how_sure_in_words(given: Identification, sentence: str, headline: str, verdict: str) -> None:
    assert (words.sentence(given), words.headline(given), words.verdict(given)) == (sentence, headline, verdict)
