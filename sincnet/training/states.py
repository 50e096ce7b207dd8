"""The states of a run on the disk: whole or not at all, checked when they are read, and the one before in reserve."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import torch

from sincnet.events import WhoSpeaksError
from sincnet.paths import write_durably

LAST, PREVIOUS, BEST = "last.pt", "previous.pt", "best.pt"

State = dict[str, Any]

PARTS = ("model", "classifier", "average")
"""What the state of a run on speakers has, beside its step."""

log = logging.getLogger(__name__)


def write(path: Path, state: State) -> None:
    """Puts `state` at `path`; the old `last.pt` becomes `previous.pt`.

    Raises `WhoSpeaksError` when there is no room; then everything that was there stays whole.
    """
    following = path.with_name(f"next-{path.name}")
    try:
        write_durably(following, packed(state))
        if path.name == LAST and path.exists():
            path.replace(path.with_name(PREVIOUS))
        following.replace(path)
    except OSError as error:
        raise WhoSpeaksError(
            f"Step {state['step']} cannot be kept in {path.parent} ({error.strerror}); what was kept before is whole, "
            "so make room and give the same command again."
        ) from error


def packed(state: State) -> bytes:
    """A state as it is written."""
    buffer = BytesIO()
    torch.save(state, buffer)
    return buffer.getvalue()


def unpacked(data: bytes) -> State:
    """What was `packed`, on the CPU."""
    state: State = torch.load(BytesIO(data), map_location="cpu", weights_only=True)
    return state


def latest(folder: Path, parts: Collection[str] = PARTS) -> State | None:
    """The last good state in `folder`, which has these `parts`; None where no run has begun.

    Raises `WhoSpeaksError` when there are states and none can be read.
    """
    paths = [path for path in (folder / LAST, folder / PREVIOUS) if path.exists()]
    for path in paths:
        try:
            return read(path, parts)
        except WhoSpeaksError as error:
            log.warning("%s", error)
    if paths:
        raise WhoSpeaksError(f"No state in {folder} can be read; remove that folder to train from the beginning.")
    return None


def read(path: Path, parts: Collection[str] = PARTS) -> State:
    """The state at `path`, on the CPU. Raises `WhoSpeaksError` for one that is missing, damaged or without `parts`."""
    try:
        with ZipFile(path) as archive:  # torch itself does not look at the checksums that it writes
            if broken := archive.testzip():
                raise BadZipFile(f"{broken} is not what was written")
        state = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, EOFError, BadZipFile, pickle.UnpicklingError, RuntimeError, ValueError) as error:
        raise WhoSpeaksError(f"{path} is damaged or missing ({_brief(error)}).") from error
    if not isinstance(state, dict) or not {*parts, "step"} <= state.keys():
        raise WhoSpeaksError(f"{path} is no state of a training run.")
    return state


def averaged(state: State) -> dict[str, torch.Tensor]:
    """The running average of the network's numbers, by the names that the network has for them."""
    return {
        name.removeprefix("module."): tensor for name, tensor in state["average"].items() if name.startswith("module.")
    }


def _brief(error: BaseException) -> str:
    return str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
