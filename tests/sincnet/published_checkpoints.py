"""Checkpoints as the original SincNet code stores them, with random numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

SAMPLES, TAPS, POOL = 3200, 251, 3
Arrays = dict[str, dict[str, np.ndarray]]


def random_checkpoint(
    seed: int, filters: int = 6, convolutions: tuple[int, ...] = (5, 4), hidden: tuple[int, ...] = (24, 16, 16)
) -> Arrays:
    """What the original trainer stores, with random numbers in it, seven classes."""
    rng = np.random.default_rng(seed)

    def norm(name: str, shape: tuple[int, ...]) -> dict[str, np.ndarray]:
        return {f"{name}.gamma": rng.uniform(0.5, 1.5, shape), f"{name}.beta": rng.normal(0, 0.3, shape)}

    def batch_norm(name: str, size: int) -> dict[str, np.ndarray]:
        return {
            f"{name}.weight": rng.uniform(0.5, 1.5, size),
            f"{name}.bias": rng.normal(0, 0.3, size),
            f"{name}.running_mean": rng.normal(0, 0.3, size),
            f"{name}.running_var": rng.uniform(0.3, 2, size),
            f"{name}.num_batches_tracked": np.array(800),
        }

    def linear(name: str, outputs: int, inputs: tuple[int, ...], bias: float = 0.5) -> dict[str, np.ndarray]:
        weight = rng.normal(0, 1 / np.sqrt(np.prod(inputs)), (outputs, *inputs))
        return {f"{name}.weight": weight, f"{name}.bias": rng.normal(0, bias, outputs)}

    length = (SAMPLES - TAPS + 1) // POOL
    cnn = {
        **norm("ln0", (SAMPLES,)),
        # A negative edge: the sign is thrown away.
        "conv.0.low_hz_": rng.uniform(-300, 6000, (filters, 1)),
        "conv.0.band_hz_": rng.uniform(-200, 4000, (filters, 1)),
        **norm("ln.0", (filters, length)),
        **batch_norm("bn.0", filters),
    }
    channels = filters
    for i, outputs in enumerate(convolutions, 1):
        length = (length - 5 + 1) // POOL
        cnn |= linear(f"conv.{i}", outputs, (channels, 5)) | norm(f"ln.{i}", (outputs, length))
        cnn |= batch_norm(f"bn.{i}", outputs)
        channels = outputs
    inputs = channels * length
    dnn = norm("ln0", (inputs,))
    for i, outputs in enumerate(hidden):
        dnn |= linear(f"wx.{i}", outputs, (inputs,)) | norm(f"ln.{i}", (outputs,)) | batch_norm(f"bn.{i}", outputs)
        inputs = outputs
    last = linear("wx.0", 7, (inputs,)) | norm("ln.0", (7,)) | batch_norm("bn.0", 7)
    return {"CNN_model_par": cnn, "DNN1_model_par": dnn, "DNN2_model_par": last}


def tensors(arrays: Arrays) -> dict[str, dict[str, torch.Tensor]]:
    return {
        part: {
            key: torch.from_numpy(np.asarray(array)) if array.dtype.kind == "i" else torch.tensor(array).float()
            for key, array in state.items()
        }
        for part, state in arrays.items()
    }


def written(path: Path, stored: Any, *, zipped: bool = True) -> Path:
    torch.save(stored, path, _use_new_zipfile_serialization=zipped)
    return path
