"""What a run came to, or several runs whose networks answer together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from sincnet.config import EnsembleConfig, MemberConfig, ModelConfig, Res2NetConfig
from sincnet.events import WhoSpeaksError
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
    runs = [(_settings(path), path) for path in (_find(name, folder) for name in config.together)]
    for settings, path in runs:
        if (settings.held_out, settings.corpora) != (config.held_out, config.corpora):
            raise WhoSpeaksError(f"{path} held other speakers out than these settings say, so it cannot be measured.")
        if settings.model.windows != runs[0][0].model.windows:
            raise WhoSpeaksError(f"{path} was trained on other windows than {runs[0][1]}; they cannot answer together.")
    found = [_one(settings, path) for settings, path in runs]
    return Finished(_joined([one.model for one in found]), tuple(course for one in found for course in one.courses))


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


def _joined(models: list[SincNet]) -> SincNet:
    """The ensemble of Res2Nets, each with the filters that it learned."""
    members = []
    for model in models:
        if not isinstance(model.config.trunk, Res2NetConfig):
            raise WhoSpeaksError(f"Only res2net trunks answer together, not {model.config.trunk.kind}.")
        members.append(MemberConfig(model.config.sinc, model.config.trunk))
    together = SincNet(ModelConfig(models[0].config.windows, trunk=EnsembleConfig(members=tuple(members))))
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
        raise WhoSpeaksError(f"{folder} does not say what it was trained with ({error}); train it again.") from error
    return build(TrainConfig, data)
