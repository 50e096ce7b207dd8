"""Two processes under torchrun end where one does at the same global batch."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from socket import socket

import pytest
import torch
from torch import nn

from sincnet.events import WhoSpeaksError
from sincnet.training.config import TrainConfig
from sincnet.training.team import Team, TeamBatchNorm, joined, share_batch_norms
from sincnet.training.train import train
from tests.sincnet.training.kept import log, numbers

ROOT = Path(__file__).resolve().parents[3]

TOML = """
speeds = [1.0]
development = { first = 1, second = 1 }
steps = 6
batch = 8
crop_ms = [300, 500]
warmup = 2
augment = false
bf16 = false
save_every = 2
judge_every = 3
log_every = 1
eps = 1e-3  # with less, Adam takes the rounding of a gradient of nothing for a direction

[model]
windows = { window_ms = 400, hop_ms = 200, shortest_ms = 200 }
sinc = { filters = 16, taps = 101, stride = 32 }
trunk = { channels = 16, scale = 4, dilations = [1, 2], aggregated = 16, attention = 8, embedding = 12 }
"""


def test_two_processes_do_what_one_does(corpus: Path, tmp_path: Path) -> None:
    config = tmp_path / "run.toml"
    config.write_text(TOML)
    command = [
        sys.executable,
        "-m",
        "torch.distributed.run",
        "--standalone",
        "--nproc-per-node",
        "2",
        "main.py",
        "train",
    ]
    done = subprocess.run(
        [*command, config, "--corpus", corpus, "--run-dir", tmp_path / "two"],
        cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"The run is kept in {tmp_path / 'two'}; nobody is held out to measure it on.\n"
    steps = list(train(TrainConfig.read(config), corpus, tmp_path / "one", tmp_path / "cache"))
    assert [int(row["step"]) for row in log(tmp_path / "two")] == [step.step for step in steps]
    for row, step in zip(log(tmp_path / "two"), steps, strict=True):
        assert float(row["loss"]) == pytest.approx(step.loss, abs=2e-4)
        assert float(row["accuracy"]) == pytest.approx(step.accuracy, abs=1e-4)
        if step.judged:
            assert float(row["eer"]) == pytest.approx(step.judged["eer"], abs=1e-4)
    one, two = numbers(tmp_path / "one"), numbers(tmp_path / "two")
    torch.testing.assert_close(two, one, rtol=1e-3, atol=1e-4)


def test_a_machine_without_the_run_takes_it_from_the_first(corpus: Path, tmp_path: Path) -> None:
    config = tmp_path / "run.toml"
    config.write_text(TOML)
    settings = TrainConfig.read(config)
    begun = train(settings, corpus, tmp_path / "one" / "run", tmp_path / "one" / "cache")
    assert next(step.step for step in begun if step.step == 2) == 2
    begun.close()  # type: ignore[attr-defined]
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--nnodes", "2", "--nproc-per-node", "1"]
    machines = [
        subprocess.Popen(
            [*torchrun, "--master-addr", "127.0.0.1", "--master-port", str(port), "--node-rank", str(rank), "main.py",
             "train", config, "--corpus", corpus, "--run-dir", tmp_path / name / "run"],
            cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        for rank, name in enumerate(("one", "other"))
    ]  # fmt: skip
    said = [machine.communicate()[0].decode() for machine in machines]
    assert [machine.returncode for machine in machines] == [0, 0], said
    assert not (tmp_path / "other" / "run").exists() and (tmp_path / "other" / "cache").is_dir()
    list(train(settings, corpus, tmp_path / "alone", tmp_path / "one" / "cache"))
    torch.testing.assert_close(numbers(tmp_path / "one" / "run"), numbers(tmp_path / "alone"), rtol=1e-3, atol=1e-4)


def test_a_batch_that_cannot_be_shared_is_one_sentence(config: TrainConfig, corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="A batch of 4 cannot be shared evenly by 3 processes"):
        next(iter(train(config, corpus, tmp_path / "run", tmp_path / "cache", Team(0, 3))))


def test_without_torchrun_a_process_is_alone() -> None:
    with joined() as team:
        values = torch.tensor([1.0, 2.0])
        assert team.size == 1 and team.leads and torch.equal(team.total(values), values)
        with team.first_one_first():
            pass


def test_shared_norms_stay_on_the_device_of_the_network() -> None:
    norms = nn.Sequential(nn.BatchNorm1d(3), nn.Sequential(nn.BatchNorm2d(4))).to("meta")
    share_batch_norms(norms)
    found = [module for module in norms.modules() if isinstance(module, TeamBatchNorm)]
    assert [(norm.num_features, norm.weight.device.type) for norm in found] == [(3, "meta"), (4, "meta")]
