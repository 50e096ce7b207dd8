"""Networks to learn from. What they say of a recording is aimed at, beside the classes.

Resemblyzer (the GE2E LSTM of L. Wan et al., ICASSP 2018, in C. Jemine's PyTorch package, Apache-2.0) was trained on
many more people than any corpus here has. Only training needs it, and only with `teacher = "resemblyzer"`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import numpy as np

from sincnet.events import WhoSpeaksError

Teacher = Callable[[np.ndarray], np.ndarray]
"""A recording, float32 (n,) in [-1, 1] at 16 kHz, to its unit embedding, float32 (d,)."""

CREDITS = {
    "resemblyzer": "Resemblyzer 0.1.4 (C. Jemine, Apache-2.0; GE2E: L. Wan, Q. Wang, A. Papir and I. Lopez Moreno, "
    "ICASSP 2018), trained on LibriSpeech-other, VoxCeleb 1 and VoxCeleb 2",
}
"""What a model card says of each teacher."""


class Resemblyzer:
    """256 numbers, none of them negative: the mean over windows of 1.6 s. Raises `WhoSpeaksError` if not installed."""

    size = 256

    def __init__(self) -> None:
        try:
            package = import_module("resemblyzer")
        except ImportError as error:
            raise WhoSpeaksError(
                "The teacher resemblyzer is not installed: pip install -r benchmarks/requirements.txt, then "
                "pip install --no-deps -r benchmarks/requirements-no-deps.txt."
            ) from error
        self._encoder = package.VoiceEncoder("cpu", verbose=False)
        self._loudness = import_module("resemblyzer.hparams").audio_norm_target_dBFS
        self._normalise = import_module("resemblyzer.audio").normalize_volume

    def __call__(self, samples: np.ndarray) -> np.ndarray:
        embedding: np.ndarray = self._encoder.embed_utterance(self._normalise(samples, self._loudness))
        return embedding


TEACHERS: dict[str, Callable[[], Teacher]] = {"resemblyzer": Resemblyzer}
