"""Batches: the same for the same seed however they are made, and balanced as the settings say."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch

from sincnet.corpora.dataset import Shard
from sincnet.corpora.manifest import Clips
from sincnet.training import batches as batches_module
from sincnet.training.augment import Augmenter
from sincnet.training.batches import Batch, Batches, loader
from sincnet.training.config import TrainConfig
from sincnet.training.targets import Targets
from sincnet.training.teacher import stretches
from sincnet.training.team import Team


@pytest.fixture(autouse=True)
def small_augmenter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches_module, "Augmenter", partial(Augmenter, rooms=3, noises=2))


def equal(first: Batch, second: Batch) -> bool:
    return all(torch.equal(one, other) for one, other in zip(first, second, strict=True))


@pytest.mark.parametrize("augment", [False, True])
def test_a_batch_depends_on_seed_and_step_only(config: TrainConfig, shard: Shard, augment: bool) -> None:
    config = replace(config, augment=augment)
    whole = list(Batches(shard, config))
    assert len(whole) == config.steps
    assert all(map(equal, whole[4:], Batches(shard, config, 4)))
    assert not equal(whole[0], whole[1])
    assert not equal(whole[0], next(iter(Batches(shard, replace(config, seed=2)))))


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_processes_that_make_them_ahead_keep_their_order(config: TrainConfig, shard: Shard, workers: int) -> None:
    config = replace(config, workers=workers, steps=5)
    assert [
        equal(*pair) for pair in zip(Batches(shard, config, 1), loader(Batches(shard, config, 1)), strict=True)
    ] == [True] * 4
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("augment", [False, True])
def test_a_team_shares_what_one_process_would_see(config: TrainConfig, shard: Shard, augment: bool) -> None:
    config = replace(config, augment=augment)
    shares = [Batches(shard, config, team=Team(rank, 2)) for rank in (0, 1)]
    for whole, *parts in zip(Batches(shard, config), *shares, strict=True):
        for at, part in enumerate(parts):
            assert equal(part, Batch(whole.crops[at::2], whole.labels[at::2], part.targets))


@pytest.mark.parametrize("augment", [False, True])
def test_crops_are_normalised_and_as_long_as_the_config_says(config: TrainConfig, shard: Shard, augment: bool) -> None:
    lengths = set()
    for crops, labels, targets in Batches(shard, replace(config, augment=augment, clean=0.0)):
        assert crops.dtype == torch.float32 and labels.dtype == torch.int64 and targets.shape == (0,)
        assert crops.shape[0] == labels.shape[0] == 4 and 4800 <= crops.shape[1] <= 8000
        torch.testing.assert_close(crops.abs().amax(1), torch.ones(4))
        assert labels.min() >= 0 and labels.max() < 6
        lengths.add(crops.shape[1])
    assert len(lengths) > 1


def test_jitter_changes_amplitudes(config: TrainConfig, shard: Shard) -> None:
    peaks = torch.cat([batch.crops.abs().amax(1) for batch in Batches(shard, replace(config, jitter=0.2))])
    assert peaks.min() >= 0.8 and peaks.max() <= 1.2 and peaks.std() > 0.05


def test_of_a_divided_utterance_the_crops_keep_their_level(config: TrainConfig, shard: Shard) -> None:
    windows = replace(config.model.windows, normalise="utterance")
    config = replace(config, model=replace(config.model, windows=windows), crop_ms=(20, 20), steps=20)
    peaks = torch.cat([batch.crops.abs().amax(1) for batch in Batches(shard, config)])
    assert peaks.max() <= 1 and peaks.min() < 0.5


def test_classes_are_drawn_alike_or_by_their_speech(tmp_path: Path, config: TrainConfig) -> None:
    path = tmp_path / "samples.i16"
    np.zeros(80_000, np.int16).tofile(path)
    little = Clips(path, np.array([0]), np.array([8000]), np.array([""]))
    much = Clips(path, np.array([0, 10_000]), np.array([8000, 64_000]), np.array(["", ""]))
    shard = Shard(["little", "much"], [little, much])
    many = replace(config, batch=1000, steps=4, crop_ms=(1, 1))
    for by_length, share in ((0.0, 1 / 2), (0.5, 3 / 4), (1.0, 9 / 10)):
        drawn = torch.cat([batch.labels for batch in Batches(shard, replace(many, by_length=by_length))])
        assert drawn.float().mean().item() == pytest.approx(share, abs=0.03)


def test_the_teacher_goes_with_its_clip(config: TrainConfig, shard: Shard) -> None:
    counts = stretches(shard.lengths)
    targets = Targets(np.eye(counts.sum(), dtype=np.float32), shard, (1.0, 0.0, 0.0))
    labels = torch.from_numpy(np.repeat(shard.labels, counts))
    for batch in Batches(shard, config, targets=targets):
        assert batch.targets.shape == (4, counts.sum())
        assert torch.equal(labels[batch.targets.argmax(1)], batch.labels)
