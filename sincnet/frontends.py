"""What the SincNet paper puts in the place of the sinc filters, to compare with (Ravanelli and Bengio 2018, 4.3).

Free filters on the waveform, and the features of Kaldi: log mel energies (FBANK) and mel cepstra (MFCC), from frames of
25 ms every 10 ms, without dither. A window is all they see: differences at its ends repeat its first and last frame.
"""

from __future__ import annotations

import math

import torch
from torch import nn
from torch.nn import functional as F

from audio.source import RATE
from sincnet.sinc import filtered

FRAME, HOP, FFT = 400, 160, 512
PRE_EMPHASIS = 0.97
LOWEST_HZ = 20.0
ENERGY_FLOOR = 1e-10
CEPSTRA = 13
LIFTER = 22


class FreeConv(nn.Conv1d):
    """A first layer of which every tap is learned: waveform (batch, n) to (batch, filters, n - taps + 1)."""

    bias: nn.Parameter

    def __init__(self, filters: int, taps: int) -> None:
        super().__init__(1, filters, taps)

    def forward(self, waveform: torch.Tensor) -> torch.Tensor:
        return filtered(waveform, self.weight[:, 0]) + self.bias[:, None]


def frame_count(samples: int) -> int:
    """Whole frames in so many samples."""
    return max(0, 1 + (samples - FRAME) // HOP)


def mel_triangles(bands: int) -> torch.Tensor:
    """Weights of the bins of a power spectrum in each band: float64 (FFT / 2 + 1, bands), triangles over mel."""

    def mel(hz: torch.Tensor) -> torch.Tensor:
        return 1127 * torch.log1p(hz / 700)

    low, high = mel(torch.tensor([LOWEST_HZ, RATE / 2], dtype=torch.float64))
    width = (high - low) / (bands + 1)
    left = low + width * torch.arange(bands, dtype=torch.float64)
    place = (mel(torch.arange(FFT // 2 + 1, dtype=torch.float64) * RATE / FFT)[:, None] - left) / width
    return torch.minimum(place, 2 - place).clamp(min=0)


class Fbank(nn.Module):
    """Log energies of `bands` mel bands."""

    def __init__(self, bands: int) -> None:
        super().__init__()
        hann = torch.hann_window(FRAME, periodic=False, dtype=torch.float64)
        self.register_buffer("window", (hann**0.85).float(), persistent=False)  # Povey's
        self.register_buffer("triangles", mel_triangles(bands).float(), persistent=False)
        self.window: torch.Tensor
        self.triangles: torch.Tensor

    def forward(self, waveform: torch.Tensor) -> torch.Tensor:
        """(batch, n) to (batch, frames, bands)."""
        with torch.autocast(waveform.device.type, enabled=False):  # weak bands vanish beside strong ones in bfloat16
            frames = waveform.float().unfold(1, FRAME, HOP)
            frames = frames - frames.mean(2, keepdim=True)
            frames = frames - PRE_EMPHASIS * F.pad(frames, (1, 0), "replicate")[..., :-1]
            power = torch.fft.rfft(frames * self.window, FFT).abs().square()
            energies = power @ self.triangles
            return energies.clamp(min=ENERGY_FLOOR).log()


class Mfcc(nn.Module):
    """Cepstra of `bands` mel bands with their first and second differences: 39 numbers a frame."""

    channels = 3 * CEPSTRA

    def __init__(self, bands: int) -> None:
        super().__init__()
        self.fbank = Fbank(bands)
        order = torch.arange(CEPSTRA, dtype=torch.float64)
        angles = math.pi / bands * (torch.arange(bands, dtype=torch.float64)[:, None] + 0.5) * order
        scale = torch.where(order == 0, 1 / bands, 2 / bands).sqrt()
        lifter = 1 + LIFTER / 2 * torch.sin(math.pi * order / LIFTER)
        self.register_buffer("dct", (torch.cos(angles) * scale * lifter).float(), persistent=False)
        self.dct: torch.Tensor

    def forward(self, waveform: torch.Tensor) -> torch.Tensor:
        """(batch, n) to (batch, 39, frames)."""
        with torch.autocast(waveform.device.type, enabled=False):
            cepstra = (self.fbank(waveform) @ self.dct).transpose(1, 2)
            slopes = differences(cepstra)
            return torch.cat([cepstra, slopes, differences(slopes)], 1)


def differences(x: torch.Tensor) -> torch.Tensor:
    """The slope of a line through five frames: (batch, channels, frames) to the same."""
    padded = F.pad(x, (2, 2), "replicate")
    return (2 * (padded[..., 4:] - padded[..., :-4]) + padded[..., 3:-1] - padded[..., 1:-3]) / 10
