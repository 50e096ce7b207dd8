"""What a new run begins with instead of random numbers: another run's weights, rows and pupil."""

from __future__ import annotations

from pathlib import Path

import torch

from sincnet import checkpoint
from sincnet.events import WhoSpeaksError
from sincnet.training import states
from sincnet.training.run import Run


def begin(run: Run) -> None:
    """Fills a run that has not begun as its settings say; raises `WhoSpeaksError` for weights that do not fit."""
    if run.config.start_from:
        _take_over(run, _find(run.config.start_from, run.folder))
    if run.config.filters_from:
        _take_filters(run, _find(run.config.filters_from, run.folder))


def _find(name: str, folder: Path) -> Path:
    """The file that `start_from` names: weights, or the last state of a run, given as a path or by its name among the
    runs beside this one."""
    candidates = [Path(name), folder.parent / Path(name).name]
    for path in (path / states.LAST if path.is_dir() else path for path in candidates):
        if path.is_file():
            return path
    raise WhoSpeaksError(f"There is nothing to start from at {candidates[0]} or {candidates[1]}; train that run first.")


def _take_over(run: Run, path: Path) -> None:
    """The network's numbers, and the rows of those classes that the other run had too."""
    if path.suffix == ".safetensors":
        numbers, rows, classes, pupil = checkpoint.load(path).model.state_dict(), {}, [], None
    else:
        state = states.read(path)
        numbers, rows, classes = states.averaged(state), state["classifier"], state.get("classes", run.classes)
        pupil = state.get("pupil")
    try:
        run.learner.model.load_state_dict(numbers)
        if run.learner.pupil is not None and pupil is not None:
            run.learner.pupil.load_state_dict(pupil)
        run.average.module.load_state_dict(run.learner.model.state_dict())
        _take_rows(run, rows, classes)
    except (RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[-1].strip().rstrip(".")
        raise WhoSpeaksError(f"{path} cannot be started from: {reason}.") from error


def _take_filters(run: Run, path: Path) -> None:
    """The band edges alone: filters may be of another length here, since only their edges are numbers that are kept."""
    numbers = checkpoint.load(path).model.state_dict() if path.suffix == ".safetensors" else _averaged(path)
    edges = {name: tensor for name, tensor in numbers.items() if name.endswith(("low_hz_", "band_hz_"))}
    mine = run.learner.model.state_dict()
    if not edges or any(name not in mine or mine[name].shape != tensor.shape for name, tensor in edges.items()):
        raise WhoSpeaksError(f"{path} has no sinc filters that fit this network; give weights with as many filters.")
    run.learner.model.load_state_dict(edges, strict=False)
    run.average.module.load_state_dict(run.learner.model.state_dict())


def _averaged(path: Path) -> dict[str, torch.Tensor]:
    return states.averaged(states.read(path))


def _take_rows(run: Run, rows: dict[str, torch.Tensor], classes: list[str]) -> None:
    """What the last layer has for `classes`, put where this run has them; classes that are new keep their beginning."""
    if not rows:
        return
    number = {name: at for at, name in enumerate(run.classes)}
    if lost := [name for name in classes if name not in number]:
        raise ValueError(f"it was trained on {len(lost)} classes that are not in this run, {lost[0]} for example")
    places = torch.tensor([number[name] for name in classes])
    state = run.learner.classifier.state_dict()
    for name, tensor in rows.items():
        if name not in state or tensor.shape != (len(classes), *state[name].shape[1:]):
            raise ValueError(f"its last layer's {name} has the shape {tuple(tensor.shape)}, which does not fit")
        state[name][places] = tensor.to(state[name].device)
