"""Weights go to the disk and come back, or one sentence says why not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from sincnet.checkpoint import Weights, load, save
from sincnet.events import WhoSpeaksError


@pytest.fixture
def saved(tmp_path: Path, weights: Weights) -> Path:
    path = tmp_path / "model.safetensors"
    save(path, weights.model, weights.cohort, weights.calibration, {"name": "Tiny Müller", "figures": {"eer": 0.1}})
    return path


def card_of(path: Path) -> Path:
    return path.with_suffix(".json")


def edit(card: Path, change: Callable[[dict[str, Any]], None]) -> None:
    data = json.loads(card.read_text(encoding="utf-8"))
    change(data)
    card.write_text(json.dumps(data), encoding="utf-8")


def refusal(path: Path, words: str) -> None:
    with pytest.raises(WhoSpeaksError, match=words) as raised:
        load(path)
    assert "\n" not in str(raised.value) and str(raised.value).endswith(".")


def test_what_was_saved_answers_as_before(saved: Path, weights: Weights) -> None:
    loaded = load(saved)
    windows = torch.randn(2, weights.model.config.windows.window)
    torch.testing.assert_close(loaded.model(windows), weights.model(windows), rtol=0, atol=0)
    np.testing.assert_array_equal(loaded.cohort, weights.cohort)
    assert loaded.calibration == weights.calibration and loaded.model.config == weights.model.config
    assert loaded.card["name"] == "Tiny Müller" and loaded.card["figures"] == {"eer": 0.1}
    assert not loaded.model.training and not any(p.requires_grad for p in loaded.model.parameters())


def test_the_id_tells_weights_apart(saved: Path, weights: Weights, tmp_path: Path) -> None:
    other = tmp_path / "other.safetensors"
    save(other, weights.model, -weights.cohort, weights.calibration, {})
    again = tmp_path / "again.safetensors"
    save(again, weights.model, weights.cohort, weights.calibration, {"name": "another card"})
    assert load(saved).id == load(again).id != load(other).id


def test_nothing_is_left_beside_the_two_files(saved: Path) -> None:
    assert {path.name for path in saved.parent.iterdir()} == {"model.safetensors", "model.json"}


@pytest.mark.parametrize("position", [3, 200, -1])
def test_a_flipped_bit_is_damage(saved: Path, position: int) -> None:
    data = bytearray(saved.read_bytes())
    data[position] ^= 1
    saved.write_bytes(data)
    refusal(saved, "is damaged")


def test_a_truncated_file_is_damage(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:-100])
    refusal(saved, "is damaged")


def test_a_missing_half_is_named(saved: Path) -> None:
    card = card_of(saved).read_bytes()
    card_of(saved).unlink()
    refusal(saved, "cannot both be read")
    card_of(saved).write_bytes(card)
    saved.unlink()
    refusal(saved, "cannot both be read")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe{}", b'{"format": 1'])
def test_a_card_that_is_no_json_is_named(saved: Path, content: bytes) -> None:
    card_of(saved).write_bytes(content)
    refusal(saved, "cannot both be read")


@pytest.mark.parametrize("content", ["[]", "{}", '{"format": 2}', '{"format": "1"}'])
def test_another_format_is_another_version(saved: Path, content: str) -> None:
    card_of(saved).write_text(content, encoding="utf-8")
    refusal(saved, "another version")


@pytest.mark.parametrize(
    "change",
    [
        lambda card: card.pop("config"),
        lambda card: card.pop("calibration"),
        lambda card: card["calibration"].pop("threshold"),
        lambda card: card["calibration"].update(power=3),
        lambda card: card["config"]["sinc"].update(taps=100),
        lambda card: card["config"]["trunk"].update(channels=32),
        lambda card: card["config"]["windows"].update(window_s=3),
    ],
)
def test_a_card_that_does_not_fit_its_numbers_is_named(saved: Path, change: Callable[[dict[str, Any]], None]) -> None:
    edit(card_of(saved), change)
    refusal(saved, "fit")


def test_numbers_without_a_cohort_are_named(saved: Path) -> None:
    tensors = load_file(saved)
    del tensors["cohort"]
    save_file(tensors, saved)
    digest = hashlib.sha256(saved.read_bytes()).hexdigest()
    edit(card_of(saved), lambda card: card.update(sha256=digest))
    refusal(saved, "cohort")


def test_a_cohort_of_another_networks_d_vectors_is_named(saved: Path) -> None:
    tensors = load_file(saved)
    tensors["cohort"] = tensors["cohort"][:, :-1].contiguous()
    save_file(tensors, saved)
    digest = hashlib.sha256(saved.read_bytes()).hexdigest()
    edit(card_of(saved), lambda card: card.update(sha256=digest))
    refusal(saved, "cohort")
