"""The tiny corpus and networks of the training tests, and people whose faces are known without any drawing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from generator.evaluation.speech import Heard
from generator.training.sitters import Sitter
from sincnet.corpora.dataset import Speaker
from tests.generator.training.conftest import cache, face_weights, hamlet, trained, voice_weights

__all__ = ["cache", "face_weights", "hamlet", "trained", "voice_weights"]

PEOPLE = 12
"""Six adults of each sex and six children, two recordings each."""


def speaker(number: int) -> Speaker:
    return Speaker(f"p{number}", "town", Path(), "fm"[number % 2], 8 if number % 3 == 0 else 30)


@pytest.fixture
def town() -> Heard:
    """Twelve people, a third of them children, half of them men, with two recordings each of which nothing is heard."""
    who = np.arange(PEOPLE).repeat(2)
    return Heard([speaker(number) for number in range(PEOPLE)], [], [f"{n}" for n in range(2 * PEOPLE)], who, 1)


def sitter(number: int) -> Sitter:
    return Sitter.of(speaker(number), np.zeros(3))
