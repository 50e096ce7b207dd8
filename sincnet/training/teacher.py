"""Networks to learn from. What they say of a recording is aimed at, beside the classes.

Resemblyzer (the GE2E LSTM of L. Wan et al., ICASSP 2018, in C. Jemine's PyTorch package, Apache-2.0) was trained on
many more people than any corpus here has. Only training needs it, and only with `teacher = "resemblyzer"`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import numpy as np
import torch

from sincnet.events import WhoSpeaksError

FRAMES = 160  # of 10 ms that Resemblyzer hears at a time
WINDOW, HOP = FRAMES * 160, FRAMES // 2 * 160
"""Samples that a teacher hears at a time, and from one time to the next: 1.6 s every 0.8 s."""

Teacher = Callable[[np.ndarray], np.ndarray]
"""A recording, float32 (n,) in [-1, 1] at 16 kHz, to a unit vector for each of its n stretches, float32 (n, d)."""


def stretches(samples: np.ndarray) -> np.ndarray:
    """How many stretches recordings of so many samples have, int64 (n,): the last one ends with the recording."""
    return 1 + np.ceil(np.maximum(samples - WINDOW, 0) / HOP).astype(np.int64)


CREDITS = {
    "resemblyzer": "Resemblyzer 0.1.4 (C. Jemine, Apache-2.0; GE2E: L. Wan, Q. Wang, A. Papir and I. Lopez Moreno, "
    "ICASSP 2018), trained on LibriSpeech-other, VoxCeleb 1 and VoxCeleb 2",
}
"""What a model card says of each teacher."""


class Resemblyzer:
    """256 numbers a stretch, none of them negative. Raises `WhoSpeaksError` if not installed."""

    size = 256

    def __init__(self) -> None:
        try:
            package = import_module("resemblyzer")
        except ImportError as error:
            raise WhoSpeaksError(
                "The teacher resemblyzer is not installed: pip install -r benchmarks/requirements.txt, then "
                "pip install --no-deps -r benchmarks/requirements-no-deps.txt."
            ) from error
        self._encoder = package.VoiceEncoder("cpu", verbose=False).eval()
        self._loudness = import_module("resemblyzer.hparams").audio_norm_target_dBFS
        sound = import_module("resemblyzer.audio")
        self._louder, self._mel = sound.normalize_volume, sound.wav_to_mel_spectrogram

    def __call__(self, samples: np.ndarray) -> np.ndarray:
        mel = self._mel(self._louder(samples, self._loudness, increase_only=True))  # (frames, 40), one every 10 ms
        frame = WINDOW // FRAMES
        mel = np.pad(mel, ((0, max(FRAMES - len(mel), 0)), (0, 0)))
        last = len(mel) - FRAMES
        starts = [min(number * HOP // frame, last) for number in range(int(stretches(np.array(len(samples)))))]
        heard = torch.from_numpy(np.stack([mel[start : start + FRAMES] for start in starts]))
        with torch.inference_mode():
            embeddings: np.ndarray = self._encoder(heard).numpy()
        return embeddings


TEACHERS = {"resemblyzer": Resemblyzer}
