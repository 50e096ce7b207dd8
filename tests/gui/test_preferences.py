"""The settings' file: typed, versioned, and never in the way, whatever somebody has written into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gui.preferences import VERSION, Choices, Preferences


def kept(file: Path, **found: Any) -> Choices:
    """What a file with these settings is taken for."""
    file.write_text(json.dumps({"version": VERSION, **found}), "utf-8")
    return Preferences(file).now


def test_a_change_is_written_with_its_version_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    first = Preferences(file)
    assert first.now == Choices() and not file.exists()
    told: list[Choices] = []
    first.changed.connect(told.append)
    first.change(language="de", retention_days=7, strictness=0.5)
    first.change(retention_days=7)  # is no change
    assert told == [first.now]
    assert json.loads(file.read_text("utf-8"))["version"] == VERSION
    assert Preferences(file).now == first.now == Choices(language="de", retention_days=7, strictness=0.5)


@pytest.mark.parametrize("text", ["", "not JSON", "[1, 2]", '"words"', "\x00"])
def test_a_file_that_is_none_leaves_the_usual(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text, "utf-8")
    assert Preferences(file).now == Choices()


@pytest.mark.parametrize(
    "wrong",
    [
        {"language": "fr"},
        {"scheme": 1},
        {"keep_audio": "yes"},
        {"keep_sessions": 0},
        {"strictness": "much"},
        {"strictness": True},
        {"strictness": 4.0},
        {"strictness": float("nan")},
        {"gate_db": -500},
        {"retention_days": -1},  # would delete every session
        {"retention_days": 10**12},  # is no date
        {"retention_days": 2.5},
        {"window": None},
    ],
)
def test_what_makes_no_sense_is_left_out_and_the_rest_holds(tmp_path: Path, wrong: dict[str, Any]) -> None:
    assert kept(tmp_path / "settings.json", **{"motion": "none", **wrong}) == Choices(motion="none")


def test_a_file_of_a_newer_program_is_read_as_far_as_it_fits(tmp_path: Path) -> None:
    found = kept(tmp_path / "settings.json", version=VERSION + 1, scheme="light", telepathy=True)
    assert found == Choices(scheme="light")


def test_where_nothing_can_be_written_a_choice_still_holds(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    preferences = Preferences(tmp_path / "file" / "settings.json")
    preferences.change(scheme="dark")
    assert preferences.now.scheme == "dark"
