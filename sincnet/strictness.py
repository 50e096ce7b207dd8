"""How strict the program is with names: where the threshold lies, and what that costs as far as it was measured."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LOGITS = 3.0
"""How far the strictest choice moves the threshold, in logits: from 92 % to 99.6 %."""

LEAST = 0.5
"""Whoever is more likely a stranger than anybody enrolled is never named."""

STEPS = (-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0)
"""What can be chosen, from lenient to strict; 0 is as calibrated."""


@dataclass(slots=True)
class Dials:
    """What the user may turn while the program listens: `strictness` in [-1, 1], and `gate_db`, which is added to the
    amplitude gate. Both count from the next answer and the next block of sound on."""

    strictness: float = 0.0
    gate_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Expected:
    """Measured shares in [0, 1]: of a stranger's utterances that get a name, of enrolled people's that get none."""

    strangers_named: float
    enrolled_left_unknown: float


@dataclass(frozen=True, slots=True)
class Scale:
    """How strictness works out for the weights in use: the `calibrated` threshold, and what was measured of the
    `STEPS`. With `fine_tuned`, that was before they were."""

    calibrated: float
    expected: Mapping[float, Expected]
    fine_tuned: bool = False

    @classmethod
    def of(cls, calibrated: float, card: Mapping[str, Any], *, fine_tuned: bool) -> Scale:
        found = {step: expected(card, step) for step in STEPS}
        return cls(calibrated, {step: costs for step, costs in found.items() if costs is not None}, fine_tuned)


def threshold(calibrated: float, strictness: float) -> float:
    """How probable it must be that somebody enrolled spoke, in (0, 1), where `calibrated` is asked for at 0."""
    if strictness == 0.0:
        return calibrated
    logit = math.log(calibrated / (1 - calibrated)) + LOGITS * strictness
    return max(min(LEAST, calibrated), 1 / (1 + math.exp(-logit)))


def expected(card: Mapping[str, Any], strictness: float) -> Expected | None:
    """What a card's figures say of whole utterances in quiet at one of the `STEPS`; None where nobody measured it."""
    try:
        steps = {step["strictness"]: step for step in card.get("strictness", [])}
        if strictness == 0.0 and not steps:  # cards made before the steps were measured
            steps = {0.0: card["figures"]["clean"]["by_length"]["whole"]}
        found = steps[strictness]
        shares = Expected(float(found["strangers_named"]), float(found["enrolled_left_unknown"]))
        sensible = 0 <= shares.strangers_named <= 1 and 0 <= shares.enrolled_left_unknown <= 1
        return shares if sensible else None
    except (AttributeError, KeyError, TypeError, ValueError):
        return None  # cards may come from elsewhere
