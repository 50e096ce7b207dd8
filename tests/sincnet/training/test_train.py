"""A few steps of training on a tiny corpus: the same each time, through kills, judged on people it never heard."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from torch import nn

from sincnet.config import ModelConfig
from sincnet.corpora.dataset import Shard
from sincnet.events import WhoSpeaksError
from sincnet.training.config import TrainConfig
from sincnet.training.judge import SpeakersJudge
from sincnet.training.run import Run, Step
from sincnet.training.train import divided, train
from tests.sincnet.training.kept import full_disk, log, numbers, same

Trained = Callable[[TrainConfig, str], list[Step]]


@pytest.fixture
def trained(corpus: Path, tmp_path: Path) -> Trained:
    """Trains to the end in a folder of that name."""
    return lambda config, name: list(train(config, corpus, tmp_path / name, tmp_path / "cache"))


@pytest.fixture
def judged(config: TrainConfig) -> TrainConfig:
    """With two development speakers."""
    return replace(config, development={"first": 1, "second": 1}, judge_every=3)


def stop_after(step: int, config: TrainConfig, corpus: Path, folder: Path) -> None:
    """As a kill does: nothing is tidied up but the processes."""
    run = train(config, corpus, folder, folder.parent / "cache")
    for done in run:
        if done.step == step:
            break
    run.close()  # type: ignore[attr-defined]


def test_training_goes_through_its_steps(config: TrainConfig, trained: Trained, tmp_path: Path) -> None:
    steps = trained(replace(config, bf16=True, workers=1), "run")
    assert [step.step for step in steps] == [1, 2, 3, 4, 5, 6]
    assert all(np.isfinite(step.loss) and step.loss > 0 and 0 <= step.accuracy <= 1 for step in steps)
    assert numbers(tmp_path / "run")["classifier.rows"].shape == (5, 12)  # one of six is held out
    assert not any(tmp_path.rglob("*.part")) and not any(tmp_path.rglob("next-*"))
    assert not multiprocessing.active_children()


def test_the_same_seed_trains_the_same_and_another_does_not(
    config: TrainConfig, trained: Trained, tmp_path: Path
) -> None:
    for name, seed in (("first", 1), ("again", 1), ("other", 2)):
        trained(replace(config, seed=seed), name)
    first, again, other = (numbers(tmp_path / name) for name in ("first", "again", "other"))
    assert same(first, again) and not same(first, other)


@pytest.mark.parametrize("killed_after", [1, 3, 4])
def test_a_run_that_was_killed_ends_as_if_it_had_not_been(
    judged: TrainConfig, corpus: Path, tmp_path: Path, trained: Trained, killed_after: int
) -> None:
    stop_after(killed_after, judged, corpus, tmp_path / "killed")
    assert not multiprocessing.active_children()
    (tmp_path / "killed" / "next-last.pt.part").write_bytes(b"half a state")  # what a kill while writing leaves
    with (tmp_path / "killed" / "log.csv").open("a", encoding="utf-8") as file:
        file.write("5,3.0,0.5")  # and half a row
    trained(judged, "killed")
    trained(judged, "whole")
    for state in ("last.pt", "best.pt"):
        assert same(numbers(tmp_path / "killed", state), numbers(tmp_path / "whole", state))
    killed, whole = log(tmp_path / "killed"), log(tmp_path / "whole")
    assert [row["step"] for row in killed] == [row["step"] for row in whole] == ["2", "3", "4", "6"]
    assert [row["eer"] for row in killed] == [row["eer"] for row in whole]
    assert [float(row["seconds"]) for row in killed] == sorted(float(row["seconds"]) for row in killed)


def test_a_damaged_state_is_told_of_and_the_one_before_taken(
    config: TrainConfig, corpus: Path, tmp_path: Path, trained: Trained, caplog: pytest.LogCaptureFixture
) -> None:
    stop_after(5, config, corpus, tmp_path / "run")
    last = tmp_path / "run" / "last.pt"
    data = bytearray(last.read_bytes())
    data[len(data) // 2] ^= 1
    last.write_bytes(data)
    with caplog.at_level(logging.WARNING):
        assert [step.step for step in trained(config, "run")] == [3, 4, 5, 6]
    assert "last.pt is damaged" in caplog.text
    trained(config, "whole")
    assert same(numbers(tmp_path / "run"), numbers(tmp_path / "whole"))


def test_without_a_state_that_can_be_read_there_is_one_sentence(
    config: TrainConfig, corpus: Path, tmp_path: Path, trained: Trained
) -> None:
    stop_after(4, config, corpus, tmp_path / "run")
    for name in ("last.pt", "previous.pt"):
        os.truncate(tmp_path / "run" / name, 5000)
    with pytest.raises(WhoSpeaksError, match=r"No state in .*run can be read; remove that folder"):
        trained(config, "run")


def test_a_finished_run_has_nothing_left_to_do(config: TrainConfig, trained: Trained) -> None:
    assert len(trained(config, "run")) == 6
    assert trained(config, "run") == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_keeps_the_step_at_hand(
    config: TrainConfig, corpus: Path, tmp_path: Path, trained: Trained, number: signal.Signals
) -> None:
    before, config = signal.getsignal(number), replace(config, workers=1)
    with pytest.raises(WhoSpeaksError, match=r"^Stopped at step 4, which is kept in .*run; the same command goes on"):
        for step in train(config, corpus, tmp_path / "run", tmp_path / "cache"):
            if step.step == 3:  # a terminal and `timeout` tell the whole group
                for process in (*multiprocessing.active_children(), multiprocessing.current_process()):
                    os.kill(process.pid or 0, number)
    assert signal.getsignal(number) == before and not multiprocessing.active_children()
    assert [step.step for step in trained(config, "run")] == [5, 6]
    trained(config, "whole")
    assert same(numbers(tmp_path / "run"), numbers(tmp_path / "whole"))


# What is written down


def test_the_log_has_the_means_of_its_steps(config: TrainConfig, trained: Trained, tmp_path: Path) -> None:
    steps = trained(config, "run")
    rows = log(tmp_path / "run")
    assert [row["step"] for row in rows] == ["2", "4", "6"] and list(rows[0]) == ["step", "seconds", "loss", "accuracy"]
    for row, pair in zip(rows, (steps[:2], steps[2:4], steps[4:]), strict=True):
        assert float(row["loss"]) == pytest.approx(np.mean([step.loss for step in pair]), abs=1e-4)
        assert float(row["accuracy"]) == pytest.approx(np.mean([step.accuracy for step in pair]), abs=1e-4)


def test_tensorboard_sees_every_step_once_and_the_filters(
    judged: TrainConfig, corpus: Path, trained: Trained, tmp_path: Path
) -> None:
    stop_after(3, judged, corpus, tmp_path / "run")  # step 3 is logged, and the last state is that of step 2
    trained(judged, "run")
    events = EventAccumulator(str(tmp_path / "run" / "tensorboard"))
    events.Reload()
    assert {"loss", "accuracy", "rate", "judged/eer", "judged/error"} <= set(events.Tags()["scalars"])
    assert [event.step for event in events.Scalars("loss")] == [2, 3, 4, 6]
    logged = [float(row["loss"]) for row in log(tmp_path / "run")]
    assert [event.value for event in events.Scalars("loss")] == pytest.approx(logged, abs=1e-4)
    assert [event.step for event in events.Images("filters")] == [3, 6]
    assert (tmp_path / "run" / "filters.png").read_bytes().startswith(b"\x89PNG")


# TensorBoard has a thread of its own, which says so besides.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_disk_that_is_full_for_the_log_is_one_sentence(
    config: TrainConfig, corpus: Path, tmp_path: Path, trained: Trained
) -> None:
    steps = train(replace(config, log_every=1, steps=60, save_every=60), corpus, tmp_path / "run", tmp_path / "cache")
    next(steps)
    with (
        full_disk(room=120),
        pytest.raises(WhoSpeaksError, match=r"The log in .*run cannot be written \(.+\); make room"),
    ):
        list(steps)
    assert len(trained(config, "run")) == 6


# Judging


def test_nobody_is_in_two_parts(judged: TrainConfig, corpus: Path) -> None:
    parts = [{speaker.id for speaker in part} for part in divided(judged, corpus)]
    assert [len(part) for part in parts] == [3, 2, 1] and len(set.union(*parts)) == 6


def test_the_best_state_is_kept_beside_the_last(judged: TrainConfig, trained: Trained, tmp_path: Path) -> None:
    steps = trained(replace(judged, judge_every=1), "run")
    eers = [step.judged["eer"] for step in steps if step.judged]
    assert len(eers) == 6 and all(0 <= eer <= 1 for eer in eers)
    best = torch.load(tmp_path / "run" / "best.pt", weights_only=True)
    assert best["step"] == 1 + int(np.argmin(eers)) and best["best"][0] == min(eers)


def test_a_run_stops_when_nothing_gets_better(judged: TrainConfig, trained: Trained) -> None:
    still = replace(judged, lr=0.0, sinc_lr=0.0, ema=0.0, judge_every=1, patience=2, steps=50)
    # Without learning only the batch norms' statistics move, and soon no more than the figures can tell.
    steps = trained(still, "run")
    eers = [step.judged["eer"] for step in steps if step.judged]
    assert len(steps) < 50 and min(eers[:-2]) <= min(eers[-2:])
    assert min(eers) == eers[-3] and trained(still, "run") == []


class Pitch(nn.Module):
    """A network that needs no training: the spectrum from 80 to 260 Hz."""

    embedding_size = 180

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        return torch.fft.rfft(windows, 16_000).abs()[:, 80:260]


class Noise(Pitch):
    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        return torch.randn(len(windows), self.embedding_size)


def test_the_judge_tells_a_good_network_from_a_bad_one(config: TrainConfig, shard: Shard, tmp_path: Path) -> None:
    run = Run(config, shard.classes, tmp_path)
    judge = SpeakersJudge(shard, config.model.windows.window)
    run.average.module = Pitch()
    good = judge(run)
    assert good["error"] == 0 and good["eer"] < 0.1
    run.average.module = Noise()
    bad = judge(run)
    assert bad["error"] > 0.4 and 0.25 < bad["eer"] < 0.75


def test_too_few_development_speakers_are_one_sentence(config: TrainConfig, trained: Trained) -> None:
    with pytest.raises(WhoSpeaksError, match="Fewer than two development speakers"):
        trained(replace(config, development={"second": 1}), "run")


def test_a_network_of_other_settings_is_one_sentence(config: TrainConfig, trained: Trained, tiny: ModelConfig) -> None:
    trained(config, "run")
    other = replace(tiny, sinc=replace(tiny.sinc, filters=20))
    with pytest.raises(WhoSpeaksError, match=r"settings are not those that the run in .*run was begun with"):
        trained(replace(config, model=other, steps=7), "run")
    with pytest.raises(WhoSpeaksError, match="trained on 5 classes which are not the 6 of now"):
        trained(replace(config, held_out={}, steps=7), "run")
