"""How well somebody is told apart: whoever sounds alike is named, and muddled voices are said to be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sincnet.gallery import Gallery, Person, Voiceprint
from sincnet.likeness import likeness

SIZE = 24
RNG = np.random.default_rng(5)


def unit(vector: np.ndarray) -> np.ndarray:
    return (vector / np.linalg.norm(vector)).astype(np.float32)


VOICE = unit(RNG.standard_normal(SIZE))
OTHER = unit(RNG.standard_normal(SIZE))
COHORT = np.stack([unit(RNG.standard_normal(SIZE)) for _ in range(200)])


@pytest.fixture
def recogniser(tmp_path: Path) -> Iterator[Any]:
    with Gallery(tmp_path) as gallery:
        weights = SimpleNamespace(id="m1", cohort=COHORT)
        yield SimpleNamespace(gallery=gallery, weights=weights, tuning=None)


def enrol(recogniser: Any, name: str, voice: np.ndarray, utterances: int, spread: float = 0.3) -> Person:
    """Somebody whose utterances scatter by `spread` around one direction."""
    heard = [unit(voice + spread * unit(RNG.standard_normal(SIZE))) for _ in range(utterances)]
    clips = [np.zeros(1600, np.float32)] * utterances
    return recogniser.gallery.add(name, clips, [Voiceprint(8 * one, 8) for one in heard], "m1")


def test_a_voice_of_its_own_is_told_apart_well(recogniser: Any) -> None:
    anna = enrol(recogniser, "Anna", VOICE, 5)
    enrol(recogniser, "Ravi", OTHER, 5)
    enrol(recogniser, "Mateo", -VOICE, 5)
    found = likeness(recogniser, anna.id)
    assert [neighbour.name for neighbour in found.neighbours] == ["Ravi", "Mateo"]
    assert found.neighbours[0].score > found.neighbours[1].score
    assert (found.utterances, found.nearer) == (5, 5)
    assert found.verdict == "well" and found.margin > 3


def test_twins_are_hardly_told_apart(recogniser: Any) -> None:
    enrol(recogniser, "Ravi", OTHER, 4)
    anna = enrol(recogniser, "Anna", VOICE, 12, spread=1.0)
    enrol(recogniser, "Hannah", VOICE, 12, spread=1.0)
    found = likeness(recogniser, anna.id)
    assert found.neighbours[0].name == "Hannah" and found.neighbours[0].score > 3
    assert found.nearer < 12 and found.margin < 1 and found.verdict in ("mostly", "hardly")


def test_an_utterance_under_a_false_name_tells_on_itself(recogniser: Any) -> None:
    """Each is compared with the voiceprint that the others make, or none would ever be far from its own."""
    anna = enrol(recogniser, "Anna", VOICE, 6)
    enrol(recogniser, "Ravi", OTHER, 6)
    recogniser.gallery.add_utterances(anna.id, [np.zeros(1600, np.float32)], [Voiceprint(8 * OTHER, 8)], "m1")
    found = likeness(recogniser, anna.id)
    assert (found.utterances, found.nearer) == (7, 6)
    assert found.verdict == "mostly"


def test_one_utterance_is_too_little_to_say(recogniser: Any) -> None:
    anna = enrol(recogniser, "Anna", VOICE, 1)
    enrol(recogniser, "Ravi", OTHER, 3)
    found = likeness(recogniser, anna.id)
    assert [neighbour.name for neighbour in found.neighbours] == ["Ravi"] and found.verdict is None


def test_nobody_else_and_nothing_said(recogniser: Any) -> None:
    anna = enrol(recogniser, "Anna", VOICE, 3)
    assert likeness(recogniser, anna.id).neighbours == ()
    silent = enrol(recogniser, "Silent", VOICE, 0)
    assert likeness(recogniser, silent.id).verdict is None


def test_what_fine_tuning_corrected_counts(recogniser: Any) -> None:
    anna, ravi = enrol(recogniser, "Anna", VOICE, 4), enrol(recogniser, "Ravi", OTHER, 4)
    before = likeness(recogniser, anna.id).neighbours[0].score
    recogniser.tuning = recogniser.gallery.tunings.add("m1", "m1", {}, {ravi.id: 2 * VOICE})
    assert likeness(recogniser, anna.id).neighbours[0].score > before + 1
