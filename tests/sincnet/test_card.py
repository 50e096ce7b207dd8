"""Cards are read with suspicion: they come with files from anywhere."""

from __future__ import annotations

import json

import pytest

from sincnet.card import Card
from sincnet.recogniser import DEFAULT_MODEL


def test_the_shipped_card_is_understood() -> None:
    card = Card.of(json.loads(DEFAULT_MODEL.with_suffix(".json").read_text(encoding="utf-8")))
    assert card.name and card.made and card.protocol and card.limits and sum(card.speakers.values()) > 100
    assert any("CC BY" in credit for credit in card.credits)
    assert set(card.by_length) == set(card.by_group) == {"clean", "noisy"}
    assert {"whole", "1 s"} <= set(card.by_length["clean"])
    assert {"female", "male", "under 16", "16 and over"} <= set(card.by_group["noisy"])
    whole = card.by_length["clean"]["whole"]
    assert whole.probes > whole.speakers > 0 and 0 < whole.values["error"] < 0.5 and "probes" not in whole.values


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "card",
        {"name": 3, "training": [], "figures": {"clean": 1}, "limits": None},
        {"training": {"speakers": {"a": "many", "b": -1, "c": True}, "attribution": "me", "teacher": {}}},
        {"figures": {"clean": {"by_length": {"whole": {"probes": 3, "speakers": 1, "error": 40}}}}},
        {"figures": {"clean": {"by_length": {"whole": {"probes": "3", "speakers": 1, "error": 0.1}}}}},
        {"figures": {"clean": {"by_length": {"whole": {"probes": 3, "speakers": 1, "error": float("nan")}}}}},
    ],
)
def test_nonsense_is_left_out(data: object) -> None:
    assert Card.of(data) == Card()


def test_what_makes_sense_beside_nonsense_is_kept() -> None:
    card = Card.of(
        {
            "name": "  Two\nlines " + "x" * 5000,
            "training": {"speakers": {"a": 2, "b": None}, "attribution": ["by me", 4], "teacher": "a teacher"},
            "figures": {
                "quiet room": {"by_length": {"whole": {"probes": 3, "speakers": 2, "error": 0.1, "eer": None}}}
            },
        }
    )
    assert card.name.startswith("Two lines x") and len(card.name) < 1000
    assert card.speakers == {"a": 2} and card.credits == ("by me", "a teacher")
    assert card.by_length["quiet room"]["whole"].values == {"error": 0.1}
