"""From a voice to a picture: what the generator draws, as pixels."""

from __future__ import annotations

from typing import Literal

import numpy as np
import torch
from torch.nn import functional as F

from audio.errors import WhoSpeaksError
from generator.gan.networks import Generator, VoiceEmbedding

Tone = Literal["clamp", "minmax"]


def pixels(faces: torch.Tensor, tone: Tone = "clamp") -> np.ndarray:
    """(batch, 3, h, w), about -1 to 1, to uint8 (batch, h, w, 3).

    `clamp` cuts what lies beyond. `minmax` then stretches every picture to its own black and white, which is how the
    published pictures were written (torchvision's `save_image(normalize=True)`) and makes a dull face contrasty.
    """
    faces = faces.detach().float().clamp(-1, 1)
    if tone == "minmax":
        lowest, highest = faces.amin((1, 2, 3), keepdim=True), faces.amax((1, 2, 3), keepdim=True)
        shares = (faces - lowest) / (highest - lowest + 1e-5)
    else:
        shares = (faces + 1) / 2
    return (shares * 255 + 0.5).clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).cpu().numpy()


@torch.inference_mode()
def drawn(features: np.ndarray, embedding: VoiceEmbedding, generator: Generator, tone: Tone = "clamp") -> np.ndarray:
    """The face of a voice: log-mel features float32 (64, frames) to uint8 (64, 64, 3).

    Raises `WhoSpeaksError` for features of another shape or with values that are not numbers.
    """
    if not np.isfinite(features).all():
        raise WhoSpeaksError("The features of this voice hold values that are not numbers; use another recording.")
    device = next(embedding.parameters()).device
    voices = embedding(torch.from_numpy(features)[None].to(device))  # (1, 64)
    return pixels(generator(F.normalize(voices)), tone)[0]
