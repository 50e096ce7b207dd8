"""Configurations of other rooms: `train` and `evaluate` hand them over."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from audio.errors import WhoSpeaksError
from sincnet import evaluation_cli, training_cli
from sincnet.kinds import Kind, kind_of


def test_a_kind_gets_its_configuration(tmp_path: Path) -> None:
    seen: list[tuple[str, int]] = []

    def run(name: str, status: int) -> int:
        seen.append((name, status))
        return status

    kinds = {"tea": Kind(lambda a: run(f"train {a.config.name}", 5), lambda a: run(f"evaluate {a.place.name}", 6))}
    config = tmp_path / "tea.toml"
    config.write_text('kind = "tea"\n')
    top = argparse.ArgumentParser()
    commands = top.add_subparsers()
    common = argparse.ArgumentParser(add_help=False)
    training_cli.add_commands(commands, common, kinds)
    evaluation_cli.add_commands(commands, common, kinds)
    for words, status in ((["train", str(config)], 5), (["evaluate", str(config), "--corpus", "here"], 6)):
        arguments = top.parse_args(words)
        assert arguments.run(arguments) == status
    assert seen == [("train tea.toml", 5), ("evaluate tea.toml", 6)]


@pytest.mark.parametrize("text", ["steps = 5\n", "no toml at all", ""])
def test_sincnets_own_and_what_cannot_be_read_are_of_no_kind(tmp_path: Path, text: str) -> None:
    config = tmp_path / "own.toml"
    config.write_text(text)
    assert kind_of(config, {}) is None
    assert kind_of(tmp_path / "missing.toml", {}) is None


def test_a_kind_that_there_is_not(tmp_path: Path) -> None:
    config = tmp_path / "strange.toml"
    config.write_text('kind = "coffee"\n')
    with pytest.raises(WhoSpeaksError, match=r"strange.toml is of the kind 'coffee'; it has to be one of tea\."):
        kind_of(config, {"tea": Kind(lambda _: 0, lambda _: 0)})
