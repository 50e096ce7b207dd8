"""A few steps of training on a tiny corpus: the same each time, through kills, and never past a number that is none."""

from __future__ import annotations

import csv
import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch

from sincnet.config import ModelConfig
from sincnet.corpora.dataset import Shard, read_speakers
from sincnet.events import WhoSpeaksError
from sincnet.training import train as train_module
from sincnet.training.augment import Augmenter
from sincnet.training.train import Batches, Run, TrainConfig, train

CONFIGS = Path(train_module.__file__).parent / "configs"


@pytest.fixture
def config(tiny: ModelConfig) -> TrainConfig:
    return TrainConfig(
        tiny, {"first": 1}, speeds=(1.0,), steps=6, batch=4, crop_ms=(300, 500), warmup=2, augment=False, bf16=False,
        save_every=2,
    )  # fmt: skip


@pytest.fixture
def shard(corpus: Path, tmp_path: Path, tiny: ModelConfig) -> Shard:
    return Shard.build(tmp_path / "shard", read_speakers(corpus), tiny.windows)


Trained = Callable[[TrainConfig, str], dict[str, torch.Tensor]]


@pytest.fixture
def trained(corpus: Path, tmp_path: Path) -> Trained:
    """Trains to the end in a folder of that name; returns the numbers it kept."""

    def run(config: TrainConfig, name: str) -> dict[str, torch.Tensor]:
        for _ in train(config, corpus, tmp_path / name, tmp_path / "cache"):
            pass
        return numbers(tmp_path / name)

    return run


def numbers(folder: Path) -> dict[str, torch.Tensor]:
    state = torch.load(folder / "last.pt", weights_only=True)
    return {f"{part}.{key}": state[part][key] for part in ("model", "classifier", "average") for key in state[part]}


def same(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor]) -> bool:
    return first.keys() == second.keys() and all(torch.equal(first[key], second[key]) for key in first)


def test_training_goes_through_its_steps(config: TrainConfig, corpus: Path, tmp_path: Path) -> None:
    steps = list(train(replace(config, bf16=True), corpus, tmp_path / "run", tmp_path / "cache"))
    assert [step for step, _, _ in steps] == [1, 2, 3, 4, 5, 6]
    assert all(np.isfinite(loss) and loss > 0 and 0 <= accuracy <= 1 for _, loss, accuracy in steps)
    assert numbers(tmp_path / "run")["classifier.rows"].shape == (5, 12)  # one of six is held out
    assert not any(tmp_path.rglob("*.part")) and not multiprocessing.active_children()


def test_the_same_seed_trains_the_same_and_another_does_not(config: TrainConfig, trained: Trained) -> None:
    first = trained(config, "first")
    assert same(first, trained(config, "again"))
    assert not same(first, trained(replace(config, seed=2), "other"))


@pytest.mark.parametrize("killed_after", [1, 3, 4])
def test_a_run_that_was_killed_ends_as_if_it_had_not_been(
    config: TrainConfig, corpus: Path, tmp_path: Path, trained: Trained, killed_after: int
) -> None:
    run = train(config, corpus, tmp_path / "killed", tmp_path / "cache")
    for step, _, _ in run:
        if step == killed_after:
            break
    run.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
    (tmp_path / "killed" / "last.pt.part").write_bytes(b"half a state")  # what a kill inside `save` leaves
    assert same(trained(config, "killed"), trained(config, "whole"))


def test_a_finished_run_has_nothing_left_to_do(config: TrainConfig, corpus: Path, tmp_path: Path) -> None:
    assert len(list(train(config, corpus, tmp_path / "run", tmp_path / "cache"))) == 6
    assert list(train(config, corpus, tmp_path / "run", tmp_path / "cache")) == []


def test_the_log_has_a_row_every_twenty_steps(config: TrainConfig, corpus: Path, tmp_path: Path) -> None:
    steps = list(train(replace(config, steps=21), corpus, tmp_path / "run", tmp_path / "cache"))
    with (tmp_path / "run" / "log.csv").open(newline="", encoding="utf-8") as file:
        [(step, loss, accuracy, seconds)] = csv.reader(file)
    assert (step, float(loss), float(accuracy)) == ("20", *map(partial(round, ndigits=4), steps[19][1:]))
    assert float(seconds) >= 0


def test_a_loss_that_is_no_number_stops_and_keeps_the_last_state(config: TrainConfig, tmp_path: Path) -> None:
    run = Run(config, 5, tmp_path)
    labels = torch.tensor([0, 1, 2, 3])
    run.advance(torch.randn(4, 6000), labels)
    run.save()
    before = numbers(tmp_path)
    with pytest.raises(WhoSpeaksError, match="not a number at step 1;"):
        run.advance(torch.full((4, 6000), torch.nan), labels)
    resumed = Run(config, 5, tmp_path)
    assert resumed.step == 1 and same(before, numbers(tmp_path))
    assert np.isfinite(resumed.advance(torch.randn(4, 6000), labels)[0])


def test_learning_lowers_the_loss(config: TrainConfig, shard: Shard, tmp_path: Path) -> None:
    config = replace(config, steps=40, batch=16, lr=0.01, warmup=1, margin=0.0)
    run = Run(config, len(shard.classes), tmp_path)
    losses = [run.advance(crops, labels)[0] for crops, labels in Batches(shard, config, 0)]
    assert np.mean(losses[-5:]) < 0.5 * np.mean(losses[:5])


# Batches


def test_a_batch_depends_on_seed_and_step_only(config: TrainConfig, shard: Shard) -> None:
    whole = list(Batches(shard, config, 0))
    assert len(whole) == config.steps
    for (crops, labels), (later_crops, later_labels) in zip(whole[4:], Batches(shard, config, 4), strict=True):
        assert torch.equal(crops, later_crops) and torch.equal(labels, later_labels)
    assert not torch.equal(whole[0][1], whole[1][1]) or whole[0][0].shape != whole[1][0].shape


@pytest.mark.parametrize("augment", [False, True])
def test_crops_are_normalised_and_as_long_as_the_config_says(
    config: TrainConfig, shard: Shard, augment: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train_module, "Augmenter", partial(Augmenter, rooms=3, noises=2))
    for crops, labels in Batches(shard, replace(config, augment=augment), 0):
        assert crops.dtype == torch.float32 and labels.dtype == torch.int64
        assert crops.shape[0] == labels.shape[0] == 4 and 4800 <= crops.shape[1] <= 8000
        torch.testing.assert_close(crops.abs().amax(1), torch.ones(4))
        assert labels.min() >= 0 and labels.max() < 6


# Schedules


def test_rate_and_margin_follow_their_schedules(config: TrainConfig, tmp_path: Path) -> None:
    run = Run(replace(config, steps=1000, warmup=100, margin=0.2, margin_from=0.1), 5, tmp_path)
    rates = [run._rate(step) for step in range(1001)]
    assert rates[:100] == pytest.approx(np.arange(1, 101) / 100)
    assert rates[100:] == sorted(rates[100:], reverse=True) and rates[550] == pytest.approx(0.505)
    assert rates[1000] == pytest.approx(0.01)
    margins = []
    for run.step in (0, 100, 150, 200, 1000):
        margins.append(run.margin())
    assert margins == pytest.approx([0, 0, 0.1, 0.2, 0.2])


# Configurations


@pytest.mark.parametrize("path", sorted(CONFIGS.glob("*.toml")), ids=lambda path: path.name)
def test_every_shipped_configuration_is_read(path: Path) -> None:
    assert TrainConfig.read(path).steps > 0


def test_a_configuration_from_toml(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text('steps = 7\ncrop_ms = [500, 600]\n[model.trunk]\nkind = "cnn_dnn"\nhidden = [8, 4]\n')
    config = TrainConfig.read(path)
    assert (config.steps, config.crop_ms, config.batch) == (7, (500, 600), TrainConfig().batch)
    assert config.model.to_dict()["trunk"]["hidden"] == (8, 4)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("steps = ", "not a readable training configuration"),
        ("steps = 3\nspeed = 2", "do not exist: speed"),
        ('[model.trunk]\nkind = "rnn"', "does not fit this version"),
    ],
)
def test_a_configuration_that_cannot_be_is_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "run.toml"
    path.write_text(text)
    with pytest.raises(WhoSpeaksError, match=words):
        TrainConfig.read(path)


def test_a_missing_configuration_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="not a readable"):
        TrainConfig.read(tmp_path / "none.toml")
