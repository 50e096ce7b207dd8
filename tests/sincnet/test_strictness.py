"""How strict the program is with names, from the threshold to what a listener hears of it."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from audio.segmenter import Segmenter
from audio.source import RATE, ArraySource, Block
from sincnet.calibration import UNCALIBRATED
from sincnet.checkpoint import Weights
from sincnet.enrolled import Enrolled
from sincnet.events import Heard
from sincnet.gallery import Person
from sincnet.identifier import Embedder, Identifier
from sincnet.live import live
from sincnet.paths import assets
from sincnet.strictness import STEPS, Scale, expected, threshold


def test_the_threshold_rises_with_strictness_and_is_the_calibrated_one_in_the_middle() -> None:
    moved = [threshold(0.92, step) for step in STEPS]
    assert moved == sorted(moved) and threshold(0.92, 0.0) == 0.92
    assert moved[0] == 0.5 and 0.99 < moved[-1] < 1.0
    assert threshold(0.3, -1.0) <= 0.3  # never stricter than asked for


def test_the_shipped_card_says_what_the_middle_costs() -> None:
    card = json.loads((assets() / "models" / "default.json").read_text(encoding="utf-8"))
    found = expected(card, 0.0)
    assert found is not None
    assert 0 < found.strangers_named < 0.1 and 0 < found.enrolled_left_unknown < 0.5


def test_what_was_not_measured_is_not_told() -> None:
    steps = [{"strictness": 0.5, "strangers_named": 0.01, "enrolled_left_unknown": 0.2}]
    found = expected({"strictness": steps}, 0.5)
    assert found is not None and (found.strangers_named, found.enrolled_left_unknown) == (0.01, 0.2)
    assert expected({"strictness": steps}, 1.0) is None
    assert expected({"strictness": [{**steps[0], "strangers_named": 3.0}]}, 0.5) is None
    every: list[dict[str, object]] = [{}, {"strictness": "high"}, {"strictness": [1]}, {"figures": []}]
    for broken in every:
        assert expected(broken, 0.0) is None


def test_a_scale_holds_what_was_measured() -> None:
    steps = [{"strictness": 0.5, "strangers_named": 0.01, "enrolled_left_unknown": 0.2}, {"strictness": "x"}]
    scale = Scale.of(0.92, {"strictness": steps}, fine_tuned=True)
    assert list(scale.expected) == [0.5] and scale.calibrated == 0.92 and scale.fine_tuned


@pytest.fixture
def unsure(weights: Weights, voices: dict[str, list[np.ndarray]]) -> Identifier:
    """Knows Hana, and holds her for 0.6 to 0.9 likely when she speaks."""
    row = Embedder(weights).embed(voices["Hana"][0])[0].mean(axis=0)
    calibration = replace(UNCALIBRATED, score=0.0, vote=1.0, stranger=0.0, threshold=0.6)  # 1 / (1 + 1 / e) = 0.73
    people = Enrolled.of([Person("hana", "Hana", 0, "", 1, 5.0, None)], row[None] / np.linalg.norm(row), weights.cohort)
    return Identifier(replace(weights, calibration=calibration), people)


def test_a_stricter_program_names_fewer(unsure: Identifier, voices: dict[str, list[np.ndarray]]) -> None:
    speech = voices["Hana"][0][: 3 * RATE]
    assert unsure.identify(speech).speaker == "Hana"
    unsure.dials.strictness = 0.5
    assert unsure.identify(speech).speaker is None
    unsure.dials.strictness = 0.0
    assert unsure.identify(speech).speaker == "Hana"


def test_the_gate_moves_while_listening(unsure: Identifier) -> None:
    sound = np.random.default_rng(0).normal(0, 1e-3, 4 * RATE).astype(np.float32)
    gates = []
    for event in live(ArraySource(sound), unsure):
        if isinstance(event, Heard):
            gates.append(event.level.threshold_dbfs - event.level.floor_dbfs)
            unsure.dials.gate_db = 9.0 if event.block.start >= 2 * RATE else 0.0
    assert gates[0] == pytest.approx(6.0) and gates[-1] == pytest.approx(15.0)


def test_a_raised_gate_lets_less_through(voices: dict[str, list[np.ndarray]]) -> None:
    quiet = np.random.default_rng(0).normal(0, 1e-4, 2 * RATE).astype(np.float32)
    speech = voices["Hana"][0][: 3 * RATE]
    sound = np.concatenate([quiet, 0.02 * speech / np.abs(speech).max(), quiet])
    found = {}
    for gate_db in (0.0, 30.0):
        segmenter = Segmenter()
        segmenter.gate_db = gate_db
        heard = segmenter.push(Block(sound, 0)) + segmenter.finish()
        found[gate_db] = sum(len(utterance.samples) for utterance in heard if utterance.complete)
    assert found[0.0] > RATE and found[30.0] == 0
