"""What a run came to, or several runs whose networks answer together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from audio.errors import WhoSpeaksError, reason
from sincnet.config import EnsembleConfig, MemberConfig, ModelConfig, Res2NetConfig, WindowConfig
from sincnet.model import Ensemble, SincNet
from sincnet.training import states
from sincnet.training.config import TrainConfig
from sincnet.training.settings import build


@dataclass(frozen=True, slots=True)
class Course:
    """How one network came about; `teacher` names it as the settings do."""

    steps: int
    started_from: str | None
    teacher: str


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """The network, ready to be measured, and the course of every run behind it."""

    model: SincNet
    courses: tuple[Course, ...]


def finished(config: TrainConfig, folder: Path) -> Finished:
    """The best state of the run in `folder` where a judge chose, else the last; or `together` the runs that the
    settings name. Raises `WhoSpeaksError` for runs that are missing or do not fit."""
    if not config.together:
        return _one(config, folder)
    found = [_mean([_find(name, folder) for name in names.split("+")], config) for names in config.together]
    windows = config.model.windows
    # How often a window comes is no matter to a network; these settings say it for all.
    if any(replace(one.model.config.windows, hop_ms=windows.hop_ms) != windows for one in found):
        raise WhoSpeaksError("These runs were trained on other windows than these settings have; give the same.")
    shares = config.shares_together or (1.0,) * len(found)
    if len(shares) != len(found) or min(shares) <= 0:
        raise WhoSpeaksError("shares_together has to hold a positive number for each of the networks in together.")
    courses = tuple(course for one in found for course in one.courses)
    return Finished(_joined([one.model for one in found], shares, windows), courses)


def network(state: states.State, config: ModelConfig) -> SincNet:
    """The network of a run's state with the running average of its weights. Raises `WhoSpeaksError` for a misfit."""
    model = SincNet(config)
    try:
        model.load_state_dict(states.averaged(state))
    except RuntimeError as error:
        raise WhoSpeaksError("The settings are not those that the run was trained with; give it the same.") from error
    return model.eval().requires_grad_(False)


def _one(config: TrainConfig, folder: Path) -> Finished:
    state = states.read(folder / states.BEST) if (folder / states.BEST).exists() else states.latest(folder)
    if state is None:
        raise WhoSpeaksError(f"There is no run in {folder}; train it first.")
    course = Course(state["step"], config.start_from or None, config.teacher)
    return Finished(network(state, config.model), (course,))


def _mean(folders: list[Path], config: TrainConfig) -> Finished:
    """The network whose numbers are the mean of those of runs that began from each other (Wortsman et al., Model soups,
    ICML 2022)."""
    runs = [_one(_checked(folder, config), folder) for folder in folders]
    model, *others = (run.model for run in runs)
    try:
        for name, tensor in model.state_dict().items():
            same = [other.state_dict()[name] for other in others]
            if tensor.is_floating_point():
                tensor.copy_(torch.stack([tensor, *same]).mean(0))
    except (KeyError, RuntimeError) as error:
        names = " and ".join(map(str, folders))
        raise WhoSpeaksError(f"{names} are networks of different shapes, of which there is no mean.") from error
    return Finished(model, tuple(course for run in runs for course in run.courses))


def _checked(folder: Path, config: TrainConfig) -> TrainConfig:
    """The settings of a run. Raises `WhoSpeaksError` where it cannot be measured as `config` says."""
    settings = _settings(folder)
    if (settings.held_out, settings.corpora) != (config.held_out, config.corpora):
        raise WhoSpeaksError(f"{folder} held other speakers out than these settings say, so it cannot be measured.")
    return settings


def _joined(models: Sequence[SincNet], shares: Sequence[float], windows: WindowConfig) -> SincNet:
    """The ensemble of Res2Nets, each with the filters that it learned."""
    members = []
    for model, share in zip(models, shares, strict=True):
        if not isinstance(model.config.trunk, Res2NetConfig):
            raise WhoSpeaksError(f"Only res2net trunks answer together, not {model.config.trunk.kind}.")
        members.append(MemberConfig(model.config.sinc, model.config.trunk, share))
    together = SincNet(ModelConfig(windows, trunk=EnsembleConfig(members=tuple(members))))
    assert isinstance(together.trunk, Ensemble)
    for member, model in zip(together.trunk.members, models, strict=True):
        member.load_state_dict(model.trunk.state_dict())
    return together.eval().requires_grad_(False)


def _find(name: str, folder: Path) -> Path:
    """A run given as a path, or by its name among the runs beside this one."""
    for path in (Path(name), folder.parent / Path(name).name):
        if path.is_dir():
            return path
    raise WhoSpeaksError(f"There is no run {name}; train it first.")


def _settings(folder: Path) -> TrainConfig:
    """What a run was trained with, as it wrote down itself."""
    try:
        data = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WhoSpeaksError(
            f"{folder} does not say what it was trained with ({reason(error)}); train it again."
        ) from error
    return build(TrainConfig, data)
