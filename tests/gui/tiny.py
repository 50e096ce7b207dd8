"""Weights of a tiny network that knows nothing, for views that need real ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from sincnet.calibration import Calibration
from sincnet.checkpoint import Weights
from sincnet.config import ModelConfig, Res2NetConfig, SincConfig, WindowConfig
from sincnet.model import SincNet


def tiny_weights(card: dict[str, Any] | None = None, *, embedding: int = 12, seed: int = 3) -> Weights:
    """Random numbers; people are named from even odds on."""
    torch.manual_seed(seed)
    config = ModelConfig(
        WindowConfig(window_ms=400, hop_ms=200, shortest_ms=200),
        SincConfig(filters=16, taps=101, stride=32),
        Res2NetConfig(channels=16, scale=4, dilations=(1, 2), aggregated=16, attention=8, embedding=embedding),
    )
    model = SincNet(config).eval().requires_grad_(False)
    cohort = np.random.default_rng(seed).normal(size=(20, model.embedding_size)).astype(np.float32)
    cohort /= np.linalg.norm(cohort, axis=1, keepdims=True)
    calibration = Calibration(score=3.0, score_length=0.0, vote=2.0, person_length=0.0, stranger=3.0, threshold=0.5)
    return Weights("tiny", model, cohort, calibration, card or {})
