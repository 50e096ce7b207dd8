"""What the benchmark of the front ends makes of a log, and whom it takes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.front_ends import CONFIGS, FRONT_ENDS, Curve, draw, narrowed, settled, write_csv
from sincnet.events import WhoSpeaksError
from sincnet.training.config import TrainConfig
from sincnet.training.train import divided

RECIPE = TrainConfig.read(CONFIGS / "published.toml")


@pytest.fixture
def curve() -> Curve:
    """100 batches of 128 a row, in 10 s each, but for what a measurement takes."""
    seconds, errors = (10.0, 20.0, 95.0, 105.0, 115.0, 190.0), {300: (0.8, 0.5), 600: (0.6, 0.1)}
    rows = []
    for step, at in zip(range(100, 601, 100), seconds, strict=True):
        row = {"step": float(step), "seconds": at, "loss": 2.0, "accuracy": 0.3}
        if step in errors:
            row["frame_error"], row["sentence_error"] = errors[step]
        rows.append(row)
    return Curve("SincNet", RECIPE, rows)


def test_speed_leaves_measurements_out(curve: Curve) -> None:
    assert curve.windows_per_second == 100 * 128 / 10


@pytest.mark.parametrize(("error", "batches"), [(0.9, "300"), (0.8, "300"), (0.7, "600"), (0.5, "never")])
def test_when_it_was_as_good_as_that(curve: Curve, error: float, batches: str) -> None:
    assert curve.reached(error) == batches


def test_curves_are_kept_as_a_table_and_a_picture(curve: Curve, tmp_path: Path) -> None:
    write_csv(tmp_path / "curves.csv", [curve])
    with (tmp_path / "curves.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["step"] for row in rows] == ["100", "200", "300", "400", "500", "600"]
    assert [row["frame_error"] for row in rows if row["frame_error"]] == ["0.8", "0.6"]
    draw(tmp_path / "curves.png", [curve] * len(FRONT_ENDS), speakers=24)
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Five speakers with eight recordings each and two with one."""
    lines = ["speaker,corpus,folder,sex,age"]
    for name, folder, recordings in [*((f"r{n}", "rich", 8) for n in range(5)), ("p0", "poor", 1), ("p1", "poor", 1)]:
        (tmp_path / name).mkdir()
        for number in range(recordings):
            (tmp_path / name / f"{number}.wav").touch()
        lines.append(f"{name},{folder},{name},f,")
    (tmp_path / "speakers.csv").write_text("\n".join(lines) + "\n")
    return tmp_path


def test_so_many_speakers_with_recordings_enough_are_taken(corpus: Path) -> None:
    training, apart, _ = divided(narrowed(RECIPE, corpus, 3), corpus)
    assert len(training) == 3 and all(speaker.corpus == "rich" for speaker in training)
    assert len(apart) == 4
    with pytest.raises(WhoSpeaksError, match="no 6 speakers with 8 recordings"):
        narrowed(RECIPE, corpus, 6)


def test_all_front_ends_get_the_same_budget_and_batches(corpus: Path) -> None:
    configs = [settled(stem, corpus, speakers=3, batches=50, judgements=5, hop_ms=100) for stem in FRONT_ENDS.values()]
    for config in configs:
        assert (config.steps, config.judge_every, config.log_every, config.model.windows.hop_ms) == (50, 10, 2, 100)
        assert (config.seed, config.batch, config.development) == (1, 128, configs[0].development)
    assert len({config.model.trunk for config in configs}) == 4
