"""The CNN + DNN behind the sinc filters exactly as published, quirks included, and its checkpoints.

Ravanelli and Bengio, "Speaker recognition from raw waveform with SincNet", SLT 2018. The released code differs from the
paper's words in places; a checkpoint only gives its own posteriors when these are copied on purpose:

- layer norm divides by the *unbiased* deviation and adds eps *outside* the root;
- in the CNN it normalises each channel over time, not over channels;
- the batch norms of the CNN (unused in the published configurations, but stored) get their *length* as eps;
- linear layers followed by batch norm say they have no bias and then get one of zeros, which is trained;
- the sinc filters' half window is not quite Hamming (see `sinc.py`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional as F

from sincnet.config import CnnDnnConfig, SincConfig
from sincnet.events import WhoSpeaksError
from sincnet.frontends import FreeConv
from sincnet.sinc import SincConv

SLOPE = 0.2  # of the leaky ReLUs


class PublishedLayerNorm(nn.Module):
    """Layer norm over the last axis with the unbiased deviation and eps outside the root."""

    def __init__(self, *shape: int, eps: float = 1e-6) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(shape))
        self.beta = nn.Parameter(torch.zeros(shape))
        self.eps = eps

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        mean = x.mean(-1, keepdim=True)
        return self.gamma * (x - mean) / (x.std(-1, keepdim=True) + self.eps) + self.beta


def unused(norm: nn.Module) -> nn.Module:
    """A norm that the published code stores and never calls: kept for its checkpoints, and out of the training."""
    return norm.requires_grad_(False)


def published_linear(inputs: int, outputs: int) -> nn.Linear:
    """Begins as the published ones do: small and even, whatever the norm behind it makes of that; bias 0."""
    linear = nn.Linear(inputs, outputs)
    bound = math.sqrt(0.01 / (inputs + outputs))
    nn.init.uniform_(linear.weight, -bound, bound)
    nn.init.zeros_(linear.bias)
    return linear


class Cnn(nn.Module):
    """A layer norm, then convolutions, each followed by max-pooling, layer norm and leaky ReLU.

    `first` is the first convolution; `filters` and `taps` are of all of them; `length` is that of what goes in. With
    `rectified`, what `first` gives is rectified before it is pooled, as published for bands of a waveform.
    """

    def __init__(
        self, length: int, first: nn.Module, filters: Sequence[int], taps: Sequence[int], pool: int, rectified: bool
    ) -> None:
        super().__init__()
        self.pool, self.rectified = pool, rectified
        self.ln0 = PublishedLayerNorm(length)
        self.conv = nn.ModuleList([first])
        self.conv.extend(map(nn.Conv1d, filters, filters[1:], taps[1:]))
        self.ln, self.bn = nn.ModuleList(), nn.ModuleList()
        for channels, width in zip(filters, taps, strict=True):
            length = (length - width + 1) // pool
            if length < 2:
                raise ValueError("its windows are too short for its filters")
            self.ln.append(PublishedLayerNorm(channels, length))
            self.bn.append(unused(nn.BatchNorm1d(channels, eps=length, momentum=0.05)))
        self.out_features = filters[-1] * length

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """What `first` takes, (batch, …, length), to (batch, out_features)."""
        x = self.ln0(x)
        for depth, (conv, norm) in enumerate(zip(self.conv, self.ln, strict=True)):
            x = conv(x)
            if depth == 0 and self.rectified:
                x = x.abs()
            x = F.leaky_relu(norm(F.max_pool1d(x, self.pool)), SLOPE)
        return x.flatten(1)


class Dnn(nn.Module):
    """Layer norm, then linear layers with batch norm and leaky ReLU; the last one's output is the d-vector."""

    def __init__(self, inputs: int, hidden: tuple[int, ...]) -> None:
        super().__init__()
        self.ln0 = PublishedLayerNorm(inputs)
        self.wx, self.bn, self.ln = nn.ModuleList(), nn.ModuleList(), nn.ModuleList()
        for outputs in hidden:
            self.wx.append(published_linear(inputs, outputs))
            self.bn.append(nn.BatchNorm1d(outputs, momentum=0.05))
            self.ln.append(unused(PublishedLayerNorm(outputs)))
            inputs = outputs

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, inputs) to (batch, hidden[-1])."""
        x = self.ln0(x)
        for linear, norm in zip(self.wx, self.bn, strict=True):
            x = F.leaky_relu(norm(linear(x)), SLOPE)
        return x


class CnnDnn(nn.Module):
    """`Cnn` and `Dnn` in a row, behind the same interface as the shipped trunk."""

    def __init__(self, sinc: SincConfig, config: CnnDnnConfig, samples: int) -> None:
        super().__init__()
        if sinc.stride != 1 or sinc.analytic:
            raise WhoSpeaksError("A cnn_dnn trunk pools every output of the filters; set stride = 1, analytic = false.")
        first = SincConv(sinc) if config.first == "sinc" else FreeConv(sinc.filters, sinc.taps)
        filters, taps = (sinc.filters, *config.conv_filters), (sinc.taps, *config.conv_taps)
        self.cnn = Cnn(samples, first, filters, taps, config.pool, rectified=True)
        self.dnn = Dnn(self.cnn.out_features, config.hidden)
        self.embedding_size = config.hidden[-1]

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        """(batch, samples) to d-vectors (batch, embedding_size)."""
        d_vectors: torch.Tensor = self.dnn(self.cnn(windows))
        return d_vectors


class LogSoftmaxClassifier(nn.Module):
    """The published last layer: linear with bias, log-softmax."""

    def __init__(self, inputs: int, classes: int) -> None:
        super().__init__()
        self.wx = nn.ModuleList([published_linear(inputs, classes)])

    def forward(self, d_vectors: torch.Tensor) -> torch.Tensor:
        """(batch, inputs) to log-posteriors (batch, classes)."""
        return F.log_softmax(self.wx[0](d_vectors), dim=1)
