"""The shipped trunk: log energies of the sinc bands, a small Res2Net over time, attentive statistics.

After ECAPA-TDNN (Desplanques et al., Interspeech 2020), made small: the sinc filters take the place of the mel bank.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from sincnet.config import Res2NetConfig, SincConfig
from sincnet.sinc import SincConv

POWER_FLOOR = 1e-7  # of a window whose peak is 1: about -70 dB, below the background of any room


class BandEnergies(nn.Module):
    """Waveform to log band energies, each band with zero mean over the window: that removes a microphone's colour."""

    def __init__(self, sinc: SincConfig, config: Res2NetConfig) -> None:
        super().__init__()
        self.sinc = SincConv(sinc)
        self.config = config

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        """(batch, samples) to (batch, filters, frames)."""
        with torch.autocast(windows.device.type, enabled=False):  # weak bands vanish beside strong ones in bfloat16
            power = self.sinc.band_power(windows.float())
            power = F.avg_pool1d(power, self.config.smoothing, self.config.frame)
            energies = torch.log(power + POWER_FLOOR)
            return energies - energies.mean(2, keepdim=True)


class Res2Block(nn.Module):
    """1×1, a cascade of dilated convolutions over channel groups, 1×1, squeeze-and-excitation, around a shortcut."""

    def __init__(self, channels: int, scale: int, dilation: int) -> None:
        super().__init__()
        width = channels // scale
        self.scale = scale
        self.enter = nn.Conv1d(channels, channels, 1)
        self.enter_norm = nn.BatchNorm1d(channels)
        self.groups = nn.ModuleList(
            nn.Conv1d(width, width, 3, dilation=dilation, padding=dilation) for _ in range(scale - 1)
        )
        self.group_norms = nn.ModuleList(nn.BatchNorm1d(width) for _ in range(scale - 1))
        self.leave = nn.Conv1d(channels, channels, 1)
        self.leave_norm = nn.BatchNorm1d(channels)
        self.squeeze = nn.Linear(channels, channels // 4)
        self.excite = nn.Linear(channels // 4, channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, channels, frames) to the same."""
        first, *rest = self.enter_norm(F.relu(self.enter(x))).chunk(self.scale, 1)
        outputs, carried = [first], torch.zeros_like(first)
        for part, conv, norm in zip(rest, self.groups, self.group_norms, strict=True):
            carried = norm(F.relu(conv(part + carried)))
            outputs.append(carried)
        y = self.leave_norm(F.relu(self.leave(torch.cat(outputs, 1))))
        return x + y * self.gate(y.mean(2))[:, :, None]

    def gate(self, mean: torch.Tensor) -> torch.Tensor:
        """How much of each channel passes, given its mean over time, (batch, channels) both."""
        return torch.sigmoid(self.excite(F.relu(self.squeeze(mean))))


class AttentiveStatistics(nn.Module):
    """Weighted mean and deviation over time; the weights see the window's own statistics (Okabe et al. 2018)."""

    def __init__(self, channels: int, bottleneck: int) -> None:
        super().__init__()
        self.attend = nn.Sequential(
            nn.Conv1d(3 * channels, bottleneck, 1),
            nn.ReLU(),
            nn.BatchNorm1d(bottleneck),
            nn.Tanh(),
            nn.Conv1d(bottleneck, channels, 1),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, channels, frames) to (batch, 2·channels)."""
        x = x.float()  # squares and their differences lose too much in bfloat16
        mean = x.mean(2, keepdim=True)
        deviation = (x.var(2, keepdim=True, unbiased=False) + 1e-5).sqrt()
        weights = self.attend(torch.cat([x, mean.expand_as(x), deviation.expand_as(x)], 1)).float().softmax(2)
        mean = (weights * x).sum(2)
        variance = (weights * x.square()).sum(2) - mean.square()
        return torch.cat([mean, variance.clamp(min=1e-5).sqrt()], 1)


class Res2Net(nn.Module):
    """Windows of the raw waveform to embeddings. `pooled_size` is the length of what they are projected from."""

    def __init__(self, sinc: SincConfig, config: Res2NetConfig) -> None:
        super().__init__()
        channels, blocks = config.channels, len(config.dilations)
        self.front = BandEnergies(sinc, config)
        self.stem = nn.Conv1d(sinc.filters, channels, 5, stride=config.stem_stride, padding=2)
        self.stem_norm = nn.BatchNorm1d(channels)
        self.blocks = nn.ModuleList(Res2Block(channels, config.scale, dilation) for dilation in config.dilations)
        self.aggregate = nn.Conv1d(blocks * channels, config.aggregated, 1)
        self.pool = AttentiveStatistics(config.aggregated, config.attention)
        self.pool_norm = nn.BatchNorm1d(2 * config.aggregated)
        self.project = nn.Linear(2 * config.aggregated, config.embedding)
        self.project_norm = nn.BatchNorm1d(config.embedding)
        self.embedding_size = config.embedding
        self.pooled_size = 2 * config.aggregated

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        """(batch, samples) to d-vectors (batch, embedding), not yet of unit length."""
        return self.embed(self.pooled(windows))

    def embed(self, pooled: torch.Tensor) -> torch.Tensor:
        """(batch, pooled_size) to d-vectors (batch, embedding)."""
        d_vectors: torch.Tensor = self.project_norm(self.project(pooled).float())
        return d_vectors

    def pooled(self, windows: torch.Tensor) -> torch.Tensor:
        """(batch, samples) to the statistics of each window over its time, (batch, pooled_size)."""
        x = self.stem_norm(F.relu(self.stem(self.front(windows))))
        outputs = []
        for block in self.blocks:
            x = block(x)
            outputs.append(x)
        x = F.relu(self.aggregate(torch.cat(outputs, 1)))
        statistics: torch.Tensor = self.pool_norm(self.pool(x))
        return statistics
