"""A run that takes a moment, and its shard."""

from __future__ import annotations

from pathlib import Path

import pytest

from sincnet.config import ModelConfig
from sincnet.corpora.dataset import Shard, read_speakers
from sincnet.training.config import TrainConfig


@pytest.fixture
def config(tiny: ModelConfig) -> TrainConfig:
    return TrainConfig(
        tiny, {"first": 1}, speeds=(1.0,), steps=6, batch=4, crop_ms=(300, 500), warmup=2, augment=False, bf16=False,
        save_every=2, judge_every=6, log_every=2, workers=0,
    )  # fmt: skip


@pytest.fixture
def shard(corpus: Path, tmp_path: Path, tiny: ModelConfig) -> Shard:
    return Shard.build(tmp_path / "shard", read_speakers(corpus), tiny.windows)
