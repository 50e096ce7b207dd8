"""The learned sinc band-pass filters, the first layer of every model here."""

from __future__ import annotations

import math

import torch
from torch import nn
from torch.nn import functional as F

from audio.source import RATE
from sincnet.config import SincConfig

MIN_LOW_HZ = 50.0
MIN_BAND_HZ = 50.0


def mel_edges(filters: int) -> torch.Tensor:
    """`filters + 1` frequencies in Hz, equally spaced in mel from 30 Hz to just below Nyquist."""
    low, high = (2595 * math.log10(1 + hz / 700) for hz in (30.0, RATE / 2 - MIN_LOW_HZ - MIN_BAND_HZ))
    return 700 * (10 ** (torch.linspace(low, high, filters + 1, dtype=torch.float64) / 2595) - 1)


BLOCK = 16
"""Neighbouring outputs that are computed from one frame where every sample has an output."""


def filtered(waveform: torch.Tensor, filters: torch.Tensor, stride: int = 1) -> torch.Tensor:
    """`waveform` (batch, n) correlated with `filters` (filters, taps) every `stride` samples: (batch, filters, frames).

    As products of matrices, which CPUs do several times faster than a convolution with a single input channel: with a
    large stride, frames times filters; without one, frames of `BLOCK` outputs times the filters at `BLOCK` offsets.
    """
    taps = filters.shape[1]
    if stride > 1:
        return F.linear(waveform.unfold(1, taps, stride), filters).transpose(1, 2)
    outputs = waveform.shape[1] - taps + 1
    width = taps + BLOCK - 1
    waveform = F.pad(waveform, (0, -outputs % BLOCK))
    # A row of zeros behind each filter, read with rows one shorter, moves it on by one sample a row.
    shifted = F.pad(filters, (0, BLOCK)).repeat(1, BLOCK)[:, : BLOCK * width].reshape(-1, BLOCK, width)
    blocks = F.linear(waveform.unfold(1, width, BLOCK), shifted.transpose(0, 1).reshape(-1, width))
    return blocks.reshape(len(waveform), -1, len(filters))[:, :outputs].transpose(1, 2)


class SincConv(nn.Module):
    """Convolution with band-pass filters of which only the two edges are learned.

    Ravanelli and Bengio, "Speaker recognition from raw waveform with SincNet", SLT 2018, equations 4 to 8. With
    `analytic`, each filter has a quadrature twin (its Hilbert transform), so that the pair's power is the band's
    envelope; the envelope is narrow-band and may be taken every few samples (Pariente et al., ICASSP 2020).

    `low_hz_` and `band_hz_` (filters, 1) are in Hz, named and scaled as in the published checkpoints.
    """

    def __init__(self, config: SincConfig) -> None:
        super().__init__()
        if config.taps % 2 == 0:
            raise ValueError(f"a symmetric filter needs an odd number of taps, not {config.taps}")
        self.config = config
        edges = mel_edges(config.filters)
        self.low_hz_ = nn.Parameter(edges[:-1, None].float())
        self.band_hz_ = nn.Parameter(edges.diff()[:, None].float())
        half = config.taps // 2
        # The published half window ends at taps/2 - 1 and is divided by taps: not quite Hamming, kept on purpose.
        at = torch.linspace(0, config.taps / 2 - 1, half)
        self.register_buffer("window_", 0.54 - 0.46 * torch.cos(2 * math.pi * at / config.taps), persistent=False)
        self.register_buffer("n_", 2 * math.pi * torch.arange(-half, 0.0)[None] / RATE, persistent=False)
        self.window_: torch.Tensor
        self.n_: torch.Tensor

    def edges(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Lower and upper edges in Hz, (filters, 1) each."""
        low = MIN_LOW_HZ + self.low_hz_.abs()
        return low, (low + MIN_BAND_HZ + self.band_hz_.abs()).clamp(MIN_LOW_HZ, RATE / 2)

    def filters(self) -> torch.Tensor:
        """The impulse responses: (filters, taps), centre tap 1; with `analytic` the twins follow, (2·filters, taps)."""
        low, high = self.edges()
        band = high - low
        left = (torch.sin(high @ self.n_) - torch.sin(low @ self.n_)) / (self.n_ / 2) * self.window_
        even = torch.cat([left, 2 * band, left.flip(1)], 1) / (2 * band)
        if not self.config.analytic:
            return even
        # The Hilbert transform of a band-pass from low to high is (cos(low·n) - cos(high·n)) / n, an odd function.
        odd = (torch.cos(low @ self.n_) - torch.cos(high @ self.n_)) / (self.n_ / 2) * self.window_ / (2 * band)
        return torch.cat([even, torch.cat([odd, torch.zeros_like(band), -odd.flip(1)], 1)])

    def forward(self, waveform: torch.Tensor) -> torch.Tensor:
        """`waveform` (batch, n) to (batch, filters, frames), or (batch, 2·filters, frames) with `analytic`."""
        return filtered(waveform, self.filters(), self.config.stride)

    def band_power(self, waveform: torch.Tensor) -> torch.Tensor:
        """Power of each band's envelope at unit pass-band gain: (batch, n) to (batch, filters, frames)."""
        even, odd = self(waveform).chunk(2, 1)
        return (even.square() + odd.square()) * self.gain().square()

    def gain(self) -> torch.Tensor:
        """What makes a pass-band gain of 1, (filters, 1): a centre tap of 1 means one of RATE / (2 · band)."""
        low, high = self.edges()
        return 2 * (high - low) / RATE
