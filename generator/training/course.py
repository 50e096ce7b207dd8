"""The loop that every network of this room is trained by. It reads top to bottom and goes on after any kill.

    task.step → record, states on the disk, figures of people never heard, a picture to look at → the next

What a step draws depends on the seed and the step's number alone, so a resumed run is what it would have been, and the
processes that torchrun starts share one batch.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from matplotlib.figure import Figure
from torch import nn

from audio.errors import WhoSpeaksError
from sincnet.training import interruptions, states
from sincnet.training.record import Record
from sincnet.training.schedule import Schedule, factor
from sincnet.training.settings import at_least_one
from sincnet.training.team import ALONE, Team

PARTS = ("networks", "optimisers")


@dataclass(frozen=True, slots=True)
class Course:
    """How long a run is, and when it is written down; times in optimiser steps.

    The learning rate rises over `warmup` steps, then stays (`constant`) or falls as half a cosine does.
    """

    steps: int = 4000
    schedule: Schedule = "cosine"
    warmup: int = 100
    seed: int = 1
    judge_every: int = 1000
    save_every: int = 200
    log_every: int = 20

    def __post_init__(self) -> None:
        at_least_one(self, "steps", "judge_every", "save_every", "log_every")

    def rate(self, step: int) -> float:
        """The factor of the learning rate at `step`."""
        return factor(step, self.steps, self.warmup, self.schedule)


class Task(Protocol):
    """What is trained: its networks and optimisers by name, the names of a step's `figures` and of what is `judged`."""

    @property
    def networks(self) -> Mapping[str, nn.Module]: ...

    @property
    def optimisers(self) -> Mapping[str, torch.optim.Optimizer]: ...

    @property
    def figures(self) -> Sequence[str]: ...

    @property
    def judged(self) -> Sequence[str]: ...

    def step(self, number: int) -> dict[str, torch.Tensor]:
        """One step of every optimiser, on this process's share of the batch of that number; scalars by name.

        May raise FloatingPointError, see `descend`."""

    def judge(self) -> dict[str, float]:
        """What the networks are worth on people they never heard or saw."""

    def show(self) -> Figure | None:
        """Something to look at, if there is."""

    def release(self, folder: Path, steps: int) -> Path:
        """Writes the weights, with a card, into `folder`."""


def run(
    task: Task, course: Course, settings: Mapping[str, Any], folder: Path, team: Team = ALONE
) -> Generator[tuple[int, dict[str, float]]]:
    """Trains to the end; yields each step's number and figures. `folder` receives states, log, events and pictures.

    Raises `WhoSpeaksError` for a loss that is no number, a full disk, a state of other networks, and after Ctrl-C, when
    the state is kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rates = {name: [group["lr"] for group in optimiser.param_groups] for name, optimiser in task.optimisers.items()}
    step = _restore(task, folder)
    if step >= course.steps:
        return
    _share(task, team)
    record = Record(folder, settings, step, course.log_every, task.figures, task.judged) if team.leads else None
    try:
        with interruptions.stop_requests() as asked:
            while step < course.steps:
                _set_rates(task, rates, course.rate(step))
                try:
                    figures = _mean(task.step(step), team)
                    if not all(map(math.isfinite, figures.values())):
                        raise FloatingPointError("a loss is not a number")
                except FloatingPointError as error:
                    raise interruptions.not_a_number(step, folder) from error
                step += 1
                last = step == course.steps
                judged = task.judge() if team.leads and (last or step % course.judge_every == 0) else None
                if record:
                    record.take(step, figures, judged, course.rate(step))
                    if judged and (picture := task.show()):
                        record.draw("seen", picture, step)
                stopped = bool(team.total(torch.tensor(float(asked.is_set()))))
                if team.leads and (last or stopped or step % course.save_every == 0):
                    states.write(folder / states.LAST, _state(task, step))
                yield step, {**figures, **(judged or {})}
                if stopped and not last:
                    raise interruptions.stopped(step, folder)
    finally:
        if record:
            record.close()


def check(folder: Path) -> None:
    """Raises `WhoSpeaksError` where no run is kept in `folder`."""
    if states.latest(folder, PARTS) is None:
        raise WhoSpeaksError(f"There is no run in {folder}; train it first.")


def measure(task: Task, folder: Path) -> tuple[int, dict[str, float]]:
    """The step at which the run in `folder` stands, and what it is worth there. Raises `WhoSpeaksError` without one."""
    check(folder)
    return _restore(task, folder), task.judge()


def _share(task: Task, team: Team) -> None:
    """Begins with the first process's numbers in all: what was drawn before them may have differed."""
    if team.size == 1:
        return
    for network in task.networks.values():
        for tensor in network.state_dict().values():
            tensor.copy_(team.total(tensor if team.leads else torch.zeros_like(tensor)))


def _set_rates(task: Task, rates: Mapping[str, list[float]], factor: float) -> None:
    for name, optimiser in task.optimisers.items():
        for group, rate in zip(optimiser.param_groups, rates[name], strict=True):
            group["lr"] = rate * factor


def _mean(figures: dict[str, torch.Tensor], team: Team) -> dict[str, float]:
    values = team.total(torch.stack([value.detach().float() for value in figures.values()])) / team.size
    return dict(zip(figures, values.tolist(), strict=True))


def _state(task: Task, step: int) -> states.State:
    return {
        "networks": {name: network.state_dict() for name, network in task.networks.items()},
        "optimisers": {name: optimiser.state_dict() for name, optimiser in task.optimisers.items()},
        "step": step,
    }


def _restore(task: Task, folder: Path) -> int:
    """Puts the last good state into the task; the step that it stands at, 0 where there is none."""
    state = states.latest(folder, PARTS)
    if state is None:
        return 0
    try:
        for name, network in task.networks.items():
            network.load_state_dict(state["networks"][name])
        for name, optimiser in task.optimisers.items():
            optimiser.load_state_dict(state["optimisers"][name])
    except (KeyError, ValueError, RuntimeError) as error:
        raise interruptions.other_settings(folder) from error
    return int(state["step"])
