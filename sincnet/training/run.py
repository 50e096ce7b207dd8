"""A training run: what learns, its running average, the optimiser, and where it stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from sincnet.events import WhoSpeaksError
from sincnet.model import SincNet
from sincnet.training import states
from sincnet.training.batches import Batch
from sincnet.training.config import TrainConfig
from sincnet.training.interruptions import not_a_number, other_settings
from sincnet.training.learner import Learner
from sincnet.training.schedule import factor
from sincnet.training.team import ALONE, Team, share_batch_norms


@dataclass(frozen=True, slots=True)
class Step:
    """What one step gave, over the whole batch: its loss, the share of crops classified rightly, the mean cosine to the
    teacher (0 without one); and what the judge measured after it, where it did."""

    step: int
    loss: float
    accuracy: float
    likeness: float
    judged: dict[str, float] | None = None

    def figures(self) -> dict[str, float]:
        """What is averaged over steps for the log."""
        return {"loss": self.loss, "accuracy": self.accuracy, "likeness": self.likeness}


class Run:
    """A run over `classes`, kept in `folder`. It goes on from the last good state there, or begins.

    Rates and weight decay are always those of `config`: whoever lowers the rate goes on with the lower one. `best` is
    the least of the judge's first figure so far and `since_best` how many judgements ago it was.
    """

    def __init__(self, config: TrainConfig, classes: Sequence[str], folder: Path, team: Team = ALONE) -> None:
        torch.manual_seed(config.seed)
        self.config, self.classes, self.folder, self.team = config, list(classes), folder, team
        self.step, self.best, self.since_best = 0, math.inf, 0
        self.learner = Learner(config, len(self.classes))
        if team.size > 1:
            share_batch_norms(self.learner)  # before the optimiser is given their numbers
        self.learner.to(team.device)
        self.average = AveragedModel(
            self.learner.model, multi_avg_fn=get_ema_multi_avg_fn(config.ema), use_buffers=True
        )
        self.optimiser = self._optimiser()
        self._rates = [group["lr"] for group in self.optimiser.param_groups]
        state = team.of_first(lambda: states.latest(folder))
        if state:
            self._load(state)
        self.resumed = state is not None
        self._parallel: nn.Module = self.learner
        if team.size > 1:
            # A static graph, for the published network has layers that nothing goes through.
            self._parallel = DistributedDataParallel(self.learner, broadcast_buffers=False, static_graph=True)

    def _optimiser(self) -> torch.optim.Optimizer:
        config, sinc = self.config, self.learner.sinc_edges()
        rest = [p for p in self.learner.parameters() if not any(p is edges for edges in sinc)]
        groups: list[dict[str, Any]] = [
            {"params": [p for p in rest if p.ndim > 1], "weight_decay": config.weight_decay},
            {"params": [p for p in rest if p.ndim == 1], "weight_decay": 0.0},
            {"params": sinc, "lr": config.sinc_lr, "weight_decay": 0.0},
        ]
        if config.optimiser == "rmsprop":
            return torch.optim.RMSprop(groups, config.lr, config.alpha, config.eps)
        return torch.optim.AdamW(groups, config.lr, eps=config.eps)

    def rate(self) -> float:
        """What all learning rates are multiplied by in the next step."""
        return factor(self.step, self.config.steps, self.config.warmup, self.config.schedule)

    def margin(self) -> float:
        """Grows from nothing over a tenth of the run, from `margin_from` on: on random weights it only stalls."""
        done = self.step / self.config.steps
        return self.config.margin * min(max((done - self.config.margin_from) / 0.1, 0), 1)

    def advance(self, batch: Batch) -> Step:
        """One optimiser step. Raises `WhoSpeaksError`, having changed nothing, when a number is none."""
        self.learner.train()
        moved = Batch(*(part.to(self.team.device, non_blocking=True) for part in batch))
        loss, right, likeness = self._parallel(moved, self.margin())
        figures = self.team.total(torch.stack([loss.detach(), right, likeness])) / self.team.size
        self.optimiser.zero_grad()
        if torch.isfinite(figures[0]):
            loss.backward()
            norm = nn.utils.clip_grad_norm_(self.learner.parameters(), self.config.clip or math.inf)
        if not torch.isfinite(figures[0]) or not torch.isfinite(norm):
            raise not_a_number(self.step, self.folder)
        for group, rate in zip(self.optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * self.rate()
        self.optimiser.step()
        self.average.update_parameters(self.learner.model)
        self.step += 1
        return Step(self.step, *figures.tolist())

    def network(self) -> SincNet:
        """The network with the running average of its weights, which is what is judged and released."""
        return cast(SincNet, self.average.module.eval())

    def keep(self) -> None:
        """Writes `last.pt`; only the first process does."""
        if self.team.leads:
            states.write(self.folder / states.LAST, self._state())

    def finished(self) -> bool:
        """All steps are done, or the judge has seen nothing better for too long."""
        return self.step >= self.config.steps or 0 < self.config.patience <= self.since_best

    def note(self, figure: float) -> None:
        """Takes the judge's first figure, of which less is better; writes `best.pt` where it is the best so far."""
        self.since_best = 0 if figure < self.best else self.since_best + 1
        self.best = min(self.best, figure)
        if self.since_best == 0 and self.team.leads:
            states.write(self.folder / states.BEST, self._state())

    def _parts(self) -> dict[str, Any]:
        pupil = {} if self.learner.pupil is None else {"pupil": self.learner.pupil}
        return {
            **pupil,
            "model": self.learner.model,
            "classifier": self.learner.classifier,
            "average": self.average,
            "optimiser": self.optimiser,
        }

    def _state(self) -> states.State:
        return {
            **{name: part.state_dict() for name, part in self._parts().items()},
            "step": self.step,
            "best": (self.best, self.since_best),
            "classes": self.classes,
        }

    def share(self) -> None:
        """Takes the first process's numbers, where the processes may have begun with others."""
        if self.team.size > 1:
            self._load(states.unpacked(self.team.of_first(lambda: states.packed(self._state()))))

    def _load(self, state: states.State) -> None:
        if state.get("classes", self.classes) != self.classes:
            raise WhoSpeaksError(
                f"The run in {self.folder} was trained on {len(state['classes'])} classes which are not the "
                f"{len(self.classes)} of now; give it the same corpus and settings, or another folder with --run-dir."
            )
        settings = [{key: value for key, value in g.items() if key != "params"} for g in self.optimiser.param_groups]
        try:
            for name, part in self._parts().items():
                part.load_state_dict(state[name])
        except (KeyError, ValueError, RuntimeError) as error:
            raise other_settings(self.folder) from error
        for group, own in zip(self.optimiser.param_groups, settings, strict=True):
            group.update(own)
        self.step = state["step"]
        self.best, self.since_best = state.get("best", (math.inf, 0))
