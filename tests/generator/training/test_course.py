"""The loop: it resumes as if nothing had happened, says what is wrong, and writes what a person wants to see."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import torch
from matplotlib.figure import Figure

from audio.errors import WhoSpeaksError
from generator.training.course import Course, measure, run


class Falling:
    """A number that is to become 3, and whose steps depend on their number."""

    figures = ("loss",)
    judged = ("distance",)

    def __init__(self, broken_at: int = -1) -> None:
        self.network = torch.nn.Linear(1, 1, bias=False)
        torch.nn.init.zeros_(self.network.weight)
        self.networks = {"network": self.network}
        self.optimisers = {"network": torch.optim.Adam(self.network.parameters(), 0.3)}
        self.broken_at = broken_at

    def step(self, number: int) -> dict[str, torch.Tensor]:
        noise = torch.randn((), generator=torch.Generator().manual_seed(number))
        loss = (self.network.weight - 3 + 0.1 * noise).square().mean()
        self.optimisers["network"].zero_grad()
        loss.backward()
        self.optimisers["network"].step()
        return {"loss": loss * (float("nan") if number == self.broken_at else 1)}

    def judge(self) -> dict[str, float]:
        return {"distance": abs(self.network.weight.item() - 3)}

    def show(self) -> Figure | None:
        return None

    def release(self, folder: Path, steps: int) -> Path:
        return folder


COURSE = Course(steps=40, warmup=5, judge_every=20, save_every=10, log_every=10)


def test_a_run_that_was_cut_off_ends_as_one_that_was_not(tmp_path: Path) -> None:
    whole = Falling()
    figures = dict(run(whole, COURSE, {"kind": "falling"}, tmp_path / "whole"))
    assert figures[40]["distance"] < 0.7 < figures[1]["loss"]
    begun = run(Falling(), COURSE, {}, tmp_path / "cut")
    assert [next(begun)[0] for _ in range(25)][-1] == 25
    begun.close()
    again = Falling()
    assert next(run(again, COURSE, {}, tmp_path / "cut"))[0] == 21  # the state of step 20 was the last one kept
    again = Falling()
    assert [step for step, _ in run(again, COURSE, {}, tmp_path / "cut")][-1] == 40
    torch.testing.assert_close(again.network.weight, whole.network.weight, rtol=0, atol=0)
    assert not list(run(Falling(), COURSE, {}, tmp_path / "cut"))
    assert measure(Falling(), tmp_path / "cut") == (40, whole.judge())


def test_what_is_written_down(tmp_path: Path) -> None:
    list(run(Falling(), COURSE, {"kind": "falling"}, tmp_path))
    with (tmp_path / "log.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["step"]) for row in rows] == [10, 20, 30, 40]
    assert [bool(row["distance"]) for row in rows] == [False, True, False, True]
    assert json.loads((tmp_path / "config.json").read_text(encoding="utf-8")) == {"kind": "falling"}
    assert list((tmp_path / "tensorboard").iterdir())


def test_what_cannot_go_on_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="not a number at step 15; the last good state is kept"):
        list(run(Falling(broken_at=15), COURSE, {}, tmp_path))
    assert measure(Falling(), tmp_path)[0] == 10
    other = Falling()
    other.networks = {"other": other.network}
    with pytest.raises(WhoSpeaksError, match=r"not those that the run in .* was begun with"):
        next(run(other, COURSE, {}, tmp_path))
    with pytest.raises(WhoSpeaksError, match="There is no run in"):
        measure(Falling(), tmp_path / "nowhere")
    with pytest.raises(WhoSpeaksError, match="steps has to be at least 1"):
        Course(steps=0)


def test_the_rate_rises_then_falls_or_stays() -> None:
    assert [COURSE.rate(step) for step in (0, 4, 5)] == [0.2, 1.0, 1.0]
    assert COURSE.rate(39) < 0.02
    assert Course(steps=40, warmup=5, schedule="constant").rate(39) == 1.0
