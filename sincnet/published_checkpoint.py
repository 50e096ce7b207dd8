"""Checkpoints of the original SincNet code, read into the published configuration.

The original trainer pickles a dict of three state dicts. Only tensors are unpickled from it; anything else is refused.
Widths, depths, the window and the number of classes are taken from the shapes. What no shape tells (16 kHz, 251 taps,
pooling 3, leaky ReLUs, layer norm in the CNN, batch norm in the DNN) is as published, or checked where the settings of
that training are given.
"""

from __future__ import annotations

import hashlib
import pickle
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional as F

from audio.source import RATE
from sincnet import checkpoint
from sincnet.calibration import UNCALIBRATED
from sincnet.config import PUBLISHED, CnnDnnConfig, ModelConfig
from sincnet.events import WhoSpeaksError
from sincnet.model import SincNet
from sincnet.published import CnnDnn, LogSoftmaxClassifier
from sincnet.published_cfg import with_cfg

CNN, DNN, CLASSIFIER = PARTS = ("CNN_model_par", "DNN1_model_par", "DNN2_model_par")

UNUSED_PREFIXES = ("ln.0.", "bn.0.")
"""Norms of the last layer: the published code stores them and never calls them."""


def read_published(path: Path, cfg: Path | None = None) -> tuple[SincNet, LogSoftmaxClassifier]:
    """The network and its last layer, ready for use: windows (batch, samples) to d-vectors to log-posteriors.

    `cfg` are the settings it was trained with; without them, what no shape tells is taken as published. Raises
    `WhoSpeaksError` for a file that cannot be read, holds more than numbers, or does not fit, naming the array.
    """
    return _Checkpoint(path).build(cfg)


def convert(path: Path, weights: Path, cfg: Path | None = None) -> dict[str, Any]:
    """Writes the network as `weights` of this program and returns its card.

    The rows of its last layer are the cohort: they stand for the speakers of a training whose sound is not here.
    Raises `WhoSpeaksError` as `read_published` does, and OSError when `weights` cannot be written.
    """
    model, classifier = read_published(path, cfg)
    rows = F.normalize(classifier.get_parameter("wx.0.weight")).numpy()
    card = {
        "name": f"published SincNet, {path.name}",
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "classes": len(rows),
        "imported_from": {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()},
        "limits": "Not measured and not calibrated here.",
    }
    checkpoint.save(weights, model, rows, UNCALIBRATED, card)
    return card


class _Checkpoint:
    """The three state dicts of a file, `parts`, and what is asked of them."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise WhoSpeaksError(f"{path} cannot be read ({error.strerror}).") from error
        try:
            stored = torch.load(BytesIO(data), map_location="cpu", weights_only=True)
        except (pickle.UnpicklingError, EOFError, RuntimeError, ValueError, LookupError, TypeError) as error:
            raise WhoSpeaksError(
                f"{path} was not loaded: it is damaged, no checkpoint, or holds code, which is never run."
            ) from error
        if not isinstance(stored, dict):
            raise self._misfit(f"it is not a dict of {', '.join(PARTS)}")
        self.parts = {part: self._tensors(part, stored.get(part)) for part in PARTS}

    def build(self, cfg: Path | None) -> tuple[SincNet, LogSoftmaxClassifier]:
        config = self._config()
        classes, inputs = self._shape(CLASSIFIER, "wx.0.weight", 2)
        if cfg:
            config = with_cfg(config, classes, cfg)
        try:
            model = SincNet(config)
        except ValueError as error:
            raise self._misfit(str(error)) from error
        classifier = LogSoftmaxClassifier(inputs, classes)
        if inputs != model.embedding_size:
            raise self._misfit(f"wx.0.weight of {CLASSIFIER} takes {inputs} numbers, not {model.embedding_size}")
        assert isinstance(model.trunk, CnnDnn)
        self._fill(model.trunk.cnn, CNN)
        self._fill(model.trunk.dnn, DNN)
        self._fill(classifier, CLASSIFIER, UNUSED_PREFIXES)
        return model.eval().requires_grad_(False), classifier.eval().requires_grad_(False)

    def _config(self) -> ModelConfig:
        """The published configuration with the sizes that the shapes tell."""
        (samples,) = self._shape(CNN, "ln0.gamma", 1)
        if samples * 1000 % RATE:
            raise self._misfit(f"its windows of {samples} samples are no whole number of ms at {RATE} Hz")
        window_ms = samples * 1000 // RATE
        filters, _ = self._shape(CNN, "conv.0.low_hz_", 2)
        convolutions = [self._shape(CNN, f"conv.{i}.weight", 3) for i in range(1, self._depth(CNN, "conv"))]
        linears = [self._shape(DNN, f"wx.{i}.weight", 2) for i in range(self._depth(DNN, "wx"))]
        return ModelConfig(
            replace(PUBLISHED.windows, window_ms=window_ms, shortest_ms=window_ms),
            replace(PUBLISHED.sinc, filters=filters),
            CnnDnnConfig(
                conv_filters=tuple(outputs for outputs, _, _ in convolutions),
                conv_taps=tuple(taps for _, _, taps in convolutions),
                hidden=tuple(outputs for outputs, _ in linears),
            ),
        )

    def _depth(self, part: str, layers: str) -> int:
        """How many `layers` a part has, at least one, counting those that are missing in between."""
        numbers = [int(found[1]) for key in self.parts[part] if (found := re.match(rf"{layers}\.(\d+)\.", key))]
        return 1 + max(numbers, default=0)

    def _shape(self, part: str, key: str, dimensions: int) -> tuple[int, ...]:
        if key not in self.parts[part]:
            raise self._misfit(f"{part} lacks {key}")
        shape = tuple(self.parts[part][key].shape)
        if len(shape) != dimensions or 0 in shape:
            raise self._misfit(f"{key} of {part} has the shape {shape}, which should have {dimensions} dimensions")
        return shape

    def _fill(self, module: nn.Module, part: str, unused: tuple[str, ...] = ()) -> None:
        """Copies a part into its module; every key has to be there, fit, and be known."""
        state, found = module.state_dict(), self.parts[part]
        for key, tensor in state.items():
            if key not in found:
                if key.endswith("num_batches_tracked"):  # younger than the first checkpoints, and only counts
                    continue
                raise self._misfit(f"{part} lacks {key}")
            if found[key].shape != tensor.shape:
                raise self._misfit(
                    f"{key} of {part} has the shape {tuple(found[key].shape)}, not {tuple(tensor.shape)}"
                )
            state[key] = found[key]
        for key in sorted(found.keys() - state.keys()):
            if not key.startswith(unused):
                raise self._misfit(f"{part} has {key}, which the published configuration has not")
        module.load_state_dict(state)

    def _tensors(self, part: str, state: Any) -> dict[str, torch.Tensor]:
        """A state dict without the prefix of `DataParallel`."""
        if not isinstance(state, dict):
            raise self._misfit(f"{part} is missing or no state dict")
        for key, tensor in state.items():
            if not isinstance(tensor, torch.Tensor) or tensor.layout != torch.strided or tensor.is_complex():
                raise self._misfit(f"{key} of {part} is not an array of real numbers")
            if not torch.isfinite(tensor).all():
                raise self._misfit(f"{key} of {part} holds numbers that are not finite")
        return {str(key).removeprefix("module."): tensor for key, tensor in state.items()}

    def _misfit(self, what: str) -> WhoSpeaksError:
        return WhoSpeaksError(f"{self._name} does not fit the published SincNet: {what}.")
