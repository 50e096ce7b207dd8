"""What Speech2Face's networks are trained to make small (Oh et al., CVPR 2019, equation 1; the Ain Shams decoder)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch.nn import functional as F

from audio.errors import WhoSpeaksError

Layer = Callable[[torch.Tensor], torch.Tensor]


class FeatureLoss(NamedTuple):
    """Scalars: the `total` and its three weighted terms, each 0 where it is left out."""

    total: torch.Tensor
    decoder: torch.Tensor
    direction: torch.Tensor
    distilled: torch.Tensor


def feature_loss(
    heard: torch.Tensor,
    seen: torch.Tensor,
    decoder: Layer | None = None,
    recogniser: Layer | None = None,
    direction: float = 0.025,
    distil: float = 200.0,
    temperature: float = 2.0,
) -> FeatureLoss:
    """Equation 1, mean over the batch: features that a voice's encoder `heard` against those `seen` in the face.

    Both (batch, d). `decoder` is the face decoder's first layer, before its ReLU; `recogniser` the face recogniser's
    last (fc8 of VGG-Face), to log-odds of people. A term without its layer is left out, so without either this is the
    normalised distance alone, as the known re-implementation trains. `direction` and `distil` are lambda 1 and 2.
    """
    if heard.shape != seen.shape or heard.ndim != 2:
        raise WhoSpeaksError(f"Features of voice and face differ: {tuple(heard.shape)} and {tuple(seen.shape)}.")
    heard, seen = heard.float(), seen.detach().float()
    none = heard.new_zeros(())
    apart = (F.normalize(heard) - F.normalize(seen)).square().sum(1).mean() * direction
    first = (decoder(heard) - decoder(seen)).abs().sum(1).mean() if decoder is not None else none
    likely = distillation(recogniser(seen), recogniser(heard), temperature) * distil if recogniser is not None else none
    return FeatureLoss(first + apart + likely, first, apart, likely)


def distillation(seen: torch.Tensor, heard: torch.Tensor, temperature: float = 2.0) -> torch.Tensor:
    """Cross entropy, mean over the batch, of whom the voice is taken for to whom the face is: log-odds (batch, people).

    Hinton, Vinyals and Dean (2015): both softened by `temperature`.
    """
    target = (seen / temperature).softmax(1)
    return -(target * (heard / temperature).log_softmax(1)).sum(1).mean()


def picture_loss(drawn: torch.Tensor, faces: torch.Tensor) -> torch.Tensor:
    """Mean absolute difference on the scale of 0 to 255: both (batch, 3, h, w), 0 to 1. The decoder's only term."""
    if drawn.shape != faces.shape:
        raise WhoSpeaksError(f"Drawn and true faces differ: {tuple(drawn.shape)} and {tuple(faces.shape)}.")
    return (drawn.float() - faces.float()).abs().mean() * 255
