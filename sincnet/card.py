"""The card of weights, read with suspicion: what it tells about who made them, of what, and how well they do.

A card comes with a file that somebody chose, so nothing in it is taken for granted: what is missing or of another kind
is left out. Free of torch.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

COUNTS = ("speakers", "probes")
LONGEST = 600
"""Characters of one text of a card that are shown."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on so many `probes` (utterances) of so many `speakers`: `values` in [0, 1] by their key in
    `sincnet.evaluation.glossary`."""

    speakers: int
    probes: int
    values: Mapping[str, float]


By = dict[str, dict[str, Measured]]


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says; empty where it says nothing.

    `made` is a date, ISO 8601; `speakers` are those of the training by corpus; `credits` name who made the data.
    `by_length` and `by_group` hold figures by condition ("clean", "noisy"), then by length of the probe or by group.
    """

    name: str = ""
    made: str = ""
    speakers: Mapping[str, int] = field(default_factory=dict)
    credits: tuple[str, ...] = ()
    protocol: str = ""
    limits: str = ""
    by_length: By = field(default_factory=dict)
    by_group: By = field(default_factory=dict)

    @classmethod
    def of(cls, data: object) -> Card:
        card = _mapping(data)
        training = _mapping(card.get("training"))
        credited = training.get("attribution")
        credits = [_text(one) for one in (credited if isinstance(credited, list) else [])]
        return cls(
            name=_text(card.get("name")),
            made=_text(card.get("made")),
            speakers={
                key: count
                for key, one in _mapping(training.get("speakers")).items()
                if (count := _count(one)) is not None
            },
            credits=tuple(credit for credit in (*credits, _text(training.get("teacher"))) if credit),
            protocol=_text(card.get("protocol")),
            limits=_text(card.get("limits")),
            by_length=_figures(card, "by_length"),
            by_group=_figures(card, "whole_by_group"),
        )


def _figures(card: dict[str, Any], by: str) -> By:
    found: By = {}
    for condition, tables in _mapping(card.get("figures")).items():
        for name, entry in _mapping(_mapping(tables).get(by)).items():
            if (measured := _measured(_mapping(entry))) is not None:
                found.setdefault(condition, {})[name] = measured
    return found


def _measured(entry: dict[str, Any]) -> Measured | None:
    speakers, probes = (_count(entry.get(key)) for key in COUNTS)
    values = {key: share for key, one in entry.items() if (share := _share(one)) is not None and key not in COUNTS}
    return None if speakers is None or probes is None or not values else Measured(speakers, probes, values)


def _mapping(value: object) -> dict[str, Any]:
    return {key: one for key, one in value.items() if isinstance(key, str)} if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return " ".join(value.split())[:LONGEST] if isinstance(value, str) else ""


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _share(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if math.isfinite(value) and 0 <= value <= 1 else None
