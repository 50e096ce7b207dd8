"""Weights on disk: safetensors for the numbers, a JSON card beside them for everything one wants to know.

Data, never code: nothing is unpickled. The card names the SHA-256 of the numbers; a file that differs is refused.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors

from sincnet.calibration import Calibration
from sincnet.config import ModelConfig
from sincnet.events import WhoSpeaksError
from sincnet.model import SincNet
from sincnet.paths import write_durably

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
    full = {
        "format": FORMAT,
        "sha256": _digest(data),
        "config": model.config.to_dict(),
        "calibration": calibration.to_dict(),
        **card,
    }
    return data, (json.dumps(full, indent=2, ensure_ascii=False) + "\n").encode()


def identity(data: bytes) -> str:
    """The id of the weights in such a file."""
    return _digest(data)[:16]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def save(path: Path, model: SincNet, cohort: np.ndarray, calibration: Calibration, card: dict[str, Any]) -> None:
    """Writes `path` (.safetensors) and its card (.json)."""
    data, text = serialise(model, cohort, calibration, card)
    write_durably(path, data)
    write_durably(path.with_suffix(".json"), text)


def load(path: Path) -> Weights:
    """Reads weights and card. Raises `WhoSpeaksError` when one is missing, damaged or of another version."""
    try:
        data = path.read_bytes()
        card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WhoSpeaksError(
            "The model {name} and its card {stem}.json cannot both be read ({reason}); install them again.",
            name=path.name,
            stem=path.stem,
            reason=error,
        ) from error
    if not isinstance(card, dict) or card.get("format") != FORMAT:
        raise WhoSpeaksError(
            "The model {name} was made for another version of WhoSpeaks; use one that fits.", name=path.name
        )
    if _digest(data) != card.get("sha256"):
        raise WhoSpeaksError(
            "The model {name} is damaged, it is not what its card describes; install it again.", name=path.name
        )
    try:
        tensors = load_tensors(data)
        model = SincNet(ModelConfig.from_dict(card["config"]))
        cohort = tensors.pop("cohort").numpy()
        model.load_state_dict({name.removeprefix("model."): tensor for name, tensor in tensors.items()})
        calibration = Calibration(**card["calibration"])
        if cohort.shape[1:] != (model.embedding_size,):
            raise ValueError(f"its cohort is {cohort.shape}, of d-vectors of {model.embedding_size} numbers")
    except (SafetensorError, KeyError, TypeError, ValueError, RuntimeError) as error:
        reason = str(error).splitlines()[0]
        raise WhoSpeaksError(
            "The numbers in {name} do not fit its card ({reason}); install it again.", name=path.name, reason=reason
        ) from error
    model.eval().requires_grad_(False)
    return Weights(identity(data), model, cohort, calibration, card)
