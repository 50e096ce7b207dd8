"""One step after the other, where a run begins, and what is never written over."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from sincnet import checkpoint
from sincnet.checkpoint import Weights
from sincnet.config import PUBLISHED, CnnDnnConfig
from sincnet.corpora.dataset import Shard
from sincnet.events import WhoSpeaksError
from sincnet.training.batches import Batch, Batches
from sincnet.training.beginning import begin
from sincnet.training.config import TrainConfig
from sincnet.training.run import Run
from tests.sincnet.training.kept import full_disk

CLASSES = ["a", "b", "c", "d", "e"]


def rows(run: Run) -> torch.Tensor:
    """Of the last layer."""
    return run.learner.get_parameter("classifier.rows")


def batch(value: float | None = None) -> Batch:
    crops = torch.randn(4, 6000) if value is None else torch.full((4, 6000), value)
    return Batch(crops, torch.tensor([0, 1, 2, 3]), torch.empty(0))


@pytest.fixture
def run(config: TrainConfig, tmp_path: Path) -> Run:
    (tmp_path / "run").mkdir()
    return Run(config, CLASSES, tmp_path / "run")


@pytest.mark.parametrize("overflow", [False, True])
def test_a_loss_that_is_no_number_stops_and_keeps_the_last_state(run: Run, overflow: bool) -> None:
    run.advance(batch())
    run.keep()
    if overflow:  # a finite loss whose gradient is not
        rows(run).register_hook(lambda gradient: gradient * torch.inf)
    before = {name: tensor.clone() for name, tensor in run.learner.named_parameters()}
    with pytest.raises(WhoSpeaksError, match=r"not a number at step 1; the last good state is kept in .*run"):
        run.advance(batch(None if overflow else torch.nan))
    assert all(torch.equal(before[name], tensor) for name, tensor in run.learner.named_parameters())
    resumed = Run(run.config, CLASSES, run.folder)
    assert resumed.step == 1 and np.isfinite(resumed.advance(batch()).loss)


def test_a_loss_that_is_no_number_before_a_state_was_kept_says_so(run: Run) -> None:
    with pytest.raises(WhoSpeaksError, match=r"at step 0, before any state was kept in .*run; begin again"):
        run.advance(batch(torch.nan))


@pytest.mark.parametrize("optimiser", ["adamw", "rmsprop"])
def test_whoever_lowers_the_rate_goes_on_with_the_lower_one(run: Run, config: TrainConfig, optimiser: Any) -> None:
    first = Run(replace(config, optimiser=optimiser), CLASSES, run.folder)
    first.advance(batch())
    first.keep()
    lower = replace(first.config, lr=1e-9, sinc_lr=0.0, weight_decay=0.5)
    resumed = Run(lower, CLASSES, run.folder)
    assert [group["weight_decay"] for group in resumed.optimiser.param_groups] == [0.5, 0.0, 0.0]
    before = rows(resumed).detach().clone()
    resumed.advance(batch())
    torch.testing.assert_close(rows(resumed), before, rtol=0, atol=1e-7)
    first.advance(batch())
    assert (rows(first) - before).abs().max() > 1e-4


def test_a_full_disk_leaves_the_old_states_whole(run: Run) -> None:
    for _ in range(2):
        run.advance(batch())
        run.keep()
    before = {path.name: path.read_bytes() for path in run.folder.iterdir()}
    assert set(before) == {"last.pt", "previous.pt"}
    run.advance(batch())
    with (
        full_disk(room=10_000),
        pytest.raises(WhoSpeaksError, match=r"Step 3 cannot be kept in .*run \(.+\); what was"),
    ):
        run.keep()
    assert {path.name: path.read_bytes() for path in run.folder.iterdir()} == before
    run.keep()
    assert Run(run.config, CLASSES, run.folder).step == 3


def test_learning_lowers_the_loss(config: TrainConfig, shard: Shard, tmp_path: Path) -> None:
    config = replace(config, steps=40, batch=16, lr=0.01, warmup=1, margin=0.0)
    run = Run(config, shard.classes, tmp_path)
    losses = [run.advance(batch).loss for batch in Batches(shard, config)]
    assert np.mean(losses[-5:]) < 0.5 * np.mean(losses[:5])


def test_the_published_network_learns_with_its_own_loss(config: TrainConfig, shard: Shard, tmp_path: Path) -> None:
    model = replace(PUBLISHED, trunk=CnnDnnConfig(conv_filters=(8,), conv_taps=(5,), hidden=(32,)))
    config = replace(
        config, model=model, loss="softmax", optimiser="rmsprop", schedule="constant", warmup=0, lr=1e-3, sinc_lr=1e-3,
        crop_ms=(200, 200), jitter=0.2, steps=20, batch=16, ema=0.0,
    )  # fmt: skip
    run = Run(config, shard.classes, tmp_path)
    losses = [run.advance(batch).loss for batch in Batches(shard, config)]
    assert np.mean(losses[-5:]) < 0.8 * losses[0] and run.rate() == 1
    assert isinstance(run.optimiser, torch.optim.RMSprop)
    assert [(group["lr"], group["alpha"], group["eps"]) for group in run.optimiser.param_groups] == [
        (1e-3, 0.95, 1e-8)
    ] * 3


def test_a_rate_of_nothing_freezes_the_filters(config: TrainConfig, tmp_path: Path) -> None:
    for rate, frozen in ((0.0, True), (5.0, False)):
        run = Run(replace(config, sinc_lr=rate), CLASSES, tmp_path)
        before = run.learner.sinc_edges()[0].clone()
        run.advance(batch())
        assert torch.equal(run.learner.sinc_edges()[0], before) is frozen
        assert run.learner.sinc_edges()[0].requires_grad is not frozen


def test_rate_and_margin_follow_their_schedules(config: TrainConfig, tmp_path: Path) -> None:
    run = Run(replace(config, steps=1000, warmup=100, margin=0.2, margin_from=0.1), CLASSES, tmp_path)
    rates = []
    for run.step in range(1001):
        rates.append(run.rate())
    assert rates[:100] == pytest.approx(np.arange(1, 101) / 100)
    assert rates[100:] == sorted(rates[100:], reverse=True) and rates[550] == pytest.approx(0.505)
    assert rates[1000] == pytest.approx(0.01)
    margins = []
    for run.step in (0, 100, 150, 200, 1000):
        margins.append(run.margin())
    assert margins == pytest.approx([0, 0, 0.1, 0.2, 0.2])


# Where a run begins


def begun(config: TrainConfig, classes: list[str], folder: Path) -> Run:
    run = Run(config, classes, folder)
    begin(run)
    return run


@pytest.fixture
def first(run: Run) -> Run:
    """A run in the folder `run` that has been somewhere."""
    for _ in range(3):
        run.advance(batch())
    run.keep()
    return run


@pytest.mark.parametrize("name", ["{folder}", "{folder}/last.pt", "run", "elsewhere/run"])
def test_a_run_begins_with_the_average_of_another(first: Run, config: TrainConfig, tmp_path: Path, name: str) -> None:
    config = replace(config, start_from=name.format(folder=first.folder))
    second = begun(config, CLASSES, tmp_path / "second")
    average = first.average.module.state_dict()
    for network in (second.learner.model, second.average.module):
        assert all(torch.equal(tensor, average[name]) for name, tensor in network.state_dict().items())
    assert torch.equal(rows(second), rows(first)) and second.step == 0


def test_classes_are_taken_over_by_their_names(first: Run, config: TrainConfig, tmp_path: Path) -> None:
    config = replace(config, start_from="run")
    second = begun(config, ["new", *reversed(CLASSES)], tmp_path / "second")
    assert torch.equal(rows(second)[1:], rows(first).flip(0))
    with pytest.raises(
        WhoSpeaksError, match=r"last.pt cannot be started from: it was trained on 1 classes .* a for ex"
    ):
        begun(config, CLASSES[1:], tmp_path / "third")


def test_a_run_begins_with_shipped_weights(weights: Weights, config: TrainConfig, tmp_path: Path) -> None:
    path = tmp_path / "shipped.safetensors"
    checkpoint.save(path, weights.model, weights.cohort, weights.calibration, {})
    run = begun(replace(config, start_from=str(path)), CLASSES, tmp_path / "run")
    shipped = weights.model.state_dict()
    assert all(torch.equal(tensor, shipped[name]) for name, tensor in run.learner.model.state_dict().items())


def test_what_cannot_be_started_from_is_one_sentence(first: Run, config: TrainConfig, tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match=r"nothing to start from at nobody or .*/nobody; train that run first"):
        begun(replace(config, start_from="nobody"), CLASSES, tmp_path / "second")
    other = replace(config.model, sinc=replace(config.model.sinc, filters=20))
    with pytest.raises(WhoSpeaksError, match=r"last.pt cannot be started from: size mismatch for trunk.stem"):
        begun(replace(config, model=other, start_from="run"), CLASSES, tmp_path / "second")
    os.truncate(first.folder / "last.pt", 1000)
    with pytest.raises(WhoSpeaksError, match=r"last.pt is damaged or missing \(File is not a zip file\)"):
        begun(replace(config, start_from="run"), CLASSES, tmp_path / "second")
    torch.save([1], first.folder / "last.pt")
    with pytest.raises(WhoSpeaksError, match="is no state of a training run"):
        begun(replace(config, start_from="run"), CLASSES, tmp_path / "second")


def test_a_state_that_was_written_by_an_earlier_version_is_taken(first: Run) -> None:
    path = first.folder / "last.pt"
    state = torch.load(path, weights_only=True)
    for younger in ("classes", "best"):
        del state[younger]
    torch.save(state, path)
    resumed = Run(first.config, CLASSES, first.folder)
    assert resumed.step == 3 and torch.equal(rows(resumed), rows(first))
