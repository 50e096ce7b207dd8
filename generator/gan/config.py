"""How the GAN is trained: one frozen record. generator/configs has the two published ways: gan_wen, gan_ainshams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from audio.errors import WhoSpeaksError


@dataclass(frozen=True, slots=True)
class GanConfig:
    """Settings of Wen, Singh and Raj (NeurIPS 2019), whose published code is followed where the paper differs.

    Networks: `width` of generator and face network; `batch_norm_g`, `batch_norm_f` and `tanh` as in `networks`.
    Batches: so many voices and as many faces, of people drawn apart; crops of `crop_frames` (shortest, longest) of
    10 ms, one length a batch; faces are mirrored with chance `flip`. `noise` is added to each number of a voice.
    Optimiser: Adam with `betas`, or RMSprop with `alpha`; `lr` and `eps` are of either. `bf16` where the device
    computes in it. The published code takes 50,000 steps (the paper says 100,000) at a constant rate.
    """

    width: float = 1.0
    batch_norm_g: bool = False
    batch_norm_f: bool = False
    tanh: bool = False

    batch: int = 128
    crop_frames: tuple[int, int] = (300, 800)
    flip: float = 0.5
    noise: float = 0.05

    optimiser: Literal["adam", "rmsprop"] = "adam"
    lr: float = 2e-4
    betas: tuple[float, float] = (0.5, 0.999)
    alpha: float = 0.9
    eps: float = 1e-8
    bf16: bool = True

    def __post_init__(self) -> None:
        if self.batch < 1:
            raise WhoSpeaksError(f"batch has to be at least 1, not {self.batch}.")
        if not 0 < self.width <= 1:
            raise WhoSpeaksError(f"width has to be above 0 and at most 1, not {self.width}.")
        if not 0 < self.crop_frames[0] <= self.crop_frames[1]:
            raise WhoSpeaksError(f"crop_frames has to be a shortest and a longest length, not {self.crop_frames}.")
