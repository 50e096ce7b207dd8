"""The networks on hand-crafted features that the SincNet paper compares with (Ravanelli and Bengio 2018, section 4.3).

A CNN with layer norm on filter-bank energies and a DNN with batch norm on MFCC, over the frames of a window; behind
both the DNN that the waveform networks have. The paper does not give their sizes: the convolutions are those of its
CNN, along frequency (Abdel-Hamid et al. 2014), with the window's frames as channels.
"""

from __future__ import annotations

import torch
from torch import nn

from sincnet.config import FeatureDnnConfig
from sincnet.frontends import Fbank, Mfcc, frame_count
from sincnet.published import Cnn, Dnn


class FeatureDnn(nn.Module):
    """Features of a window, their CNN if they have one, and the DNN."""

    def __init__(self, config: FeatureDnnConfig, samples: int) -> None:
        super().__init__()
        frames = frame_count(samples)
        self.front: nn.Module
        if config.features == "fbank":
            first = nn.Conv1d(frames, config.conv_filters[0], config.conv_taps[0])
            cnn = Cnn(config.bands, first, config.conv_filters, config.conv_taps, config.pool, rectified=False)
            self.front, inputs = nn.Sequential(Fbank(config.bands), cnn), cnn.out_features
        else:
            norm = nn.BatchNorm1d(Mfcc.channels, momentum=0.05)
            self.front, inputs = nn.Sequential(Mfcc(config.bands), norm, nn.Flatten()), Mfcc.channels * frames
        self.dnn = Dnn(inputs, config.hidden)
        self.embedding_size = config.hidden[-1]

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        """(batch, samples) to d-vectors (batch, embedding_size)."""
        d_vectors: torch.Tensor = self.dnn(self.front(windows))
        return d_vectors
