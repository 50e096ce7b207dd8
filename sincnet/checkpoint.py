"""Weights on disk: safetensors for the numbers, a JSON card beside them for everything one wants to know."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors

from sincnet import carded
from sincnet.calibration import Calibration
from sincnet.config import ModelConfig
from sincnet.model import SincNet

FORMAT = 1


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A network ready for use: `id` names it in the gallery, `cohort` float32 (speakers, d) are unit rows."""

    id: str
    model: SincNet
    cohort: np.ndarray
    calibration: Calibration
    card: dict[str, Any]


def serialise(
    model: SincNet, cohort: np.ndarray, calibration: Calibration, card: dict[str, Any]
) -> tuple[bytes, bytes]:
    """The contents of the two files; `card` adds what the numbers do not tell."""
    tensors = {f"model.{name}": tensor.contiguous() for name, tensor in model.state_dict().items()}
    data = save_tensors({**tensors, "cohort": torch.from_numpy(np.ascontiguousarray(cohort, np.float32))})
    full = {"config": model.config.to_dict(), "calibration": calibration.to_dict(), **card}
    return data, carded.card_of(data, full, FORMAT)


def save(path: Path, model: SincNet, cohort: np.ndarray, calibration: Calibration, card: dict[str, Any]) -> None:
    """Writes `path` (.safetensors) and its card (.json)."""
    carded.write(path, *serialise(model, cohort, calibration, card))


def load(path: Path) -> Weights:
    """Reads weights and card. Raises `WhoSpeaksError` when one is missing, damaged or of another version."""
    data, card = carded.read(path, FORMAT)
    with carded.fitting(path):
        tensors = load_tensors(data)
        model = SincNet(ModelConfig.from_dict(card["config"]))
        cohort = tensors.pop("cohort").numpy()
        model.load_state_dict({name.removeprefix("model."): tensor for name, tensor in tensors.items()})
        calibration = Calibration(**card["calibration"])
        if cohort.shape[1:] != (model.embedding_size,):
            raise ValueError(f"its cohort is {cohort.shape}, of d-vectors of {model.embedding_size} numbers")
    model.eval().requires_grad_(False)
    return Weights(carded.identity(data), model, cohort, calibration, card)
