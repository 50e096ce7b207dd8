"""A look into one utterance as the first layer sees it: its spectrogram, and how strongly it drives each sinc filter.

Both stand on one axis of pitch, the mel scale, on which the filters are about equally far apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from audio.source import RATE
from sincnet.model import SincNet
from sincnet.sinc import SincConv

LOWEST_HZ = 50.0
ROWS = 128
LONGEST = 1024
"""Columns of a spectrogram; a longer utterance has them farther apart."""

FFT = 512
RANGE_DB = 60.0
"""What is this far below the loudest place is shown as silence."""

DRIVE_DB = 40.0
"""What is this far below the strongest filter drives nothing."""

EMPHASIS = 0.97
"""Every voice falls by about 6 dB an octave; this lifts it again, or the lowest filters would lead for everybody."""

SPEECH_DB = 30.0
"""A frame this far below the loudest one is a pause, and drives nothing."""

PIECE = 4 * RATE
"""So much sound passes the filters at once: one without a stride makes 320 KB of every ms."""


@dataclass(frozen=True, slots=True, eq=False)
class Insight:
    """`spectrogram` float32 (ROWS, columns) in [0, 1], the highest pitch in the first row; `length_s` its width.

    Of each sinc filter, by rising centre: `low_hz` and `high_hz`, and `drive` in [0, 1], its mean level while somebody
    speaks, 1 for the strongest and 0 for what is `DRIVE_DB` below. All three are empty where the weights have none.
    """

    spectrogram: NDArray[np.float32]
    length_s: float
    low_hz: NDArray[np.float32]
    high_hz: NDArray[np.float32]
    drive: NDArray[np.float32]

    @property
    def filters(self) -> int:
        return len(self.drive)

    @property
    def centre_hz(self) -> NDArray[np.float32]:
        return np.asarray((self.low_hz + self.high_hz) / 2, np.float32)

    def place(self, hz: float) -> float:
        """Where on the axis of pitch: 0 at its lower end, 1 at its upper."""
        return float(place(hz))

    def strongest(self, count: int) -> list[int]:
        """The numbers of the filters that are driven most, the strongest first."""
        return [int(number) for number in np.argsort(-self.drive, kind="stable")[:count]]


def place(hz: float | NDArray[np.float32]) -> NDArray[np.float32]:
    """Where on the axis of pitch: 0 at LOWEST_HZ, 1 at half the sampling rate."""
    low, high = _mel(LOWEST_HZ), _mel(RATE / 2)
    return np.asarray(((_mel(hz) - low) / (high - low)).clip(0, 1), np.float32)


def look(network: SincNet, samples: NDArray[np.float32]) -> Insight:
    """Looks into float32 (n,) at 16 kHz with the first layer of `network`."""
    length_s = len(samples) / RATE
    samples = np.append(samples[:1], samples[1:] - EMPHASIS * samples[:-1]).astype(np.float32)
    first = next((module for module in network.modules() if isinstance(module, SincConv)), None)
    low = high = drive = np.zeros(0, np.float32)
    if first is not None and len(samples) >= first.config.taps:
        with torch.inference_mode():
            edges = [edge.cpu().float().numpy().ravel() for edge in first.edges()]
        order = np.argsort(edges[0] + edges[1])
        low, high = edges[0][order], edges[1][order]
        drive = _drive(first, samples)[order]
    return Insight(_spectrogram(samples), length_s, low, high, drive)


def _drive(first: SincConv, samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """float32 (filters,) in [0, 1], in the order of the layer."""
    frames = []
    with torch.inference_mode():
        for at in range(0, len(samples), PIECE):
            piece = torch.from_numpy(samples[at : at + PIECE + first.config.taps - 1])[None]
            if piece.shape[1] < first.config.taps:
                break
            low, high = first.edges()
            power = first.band_power(piece) if first.config.analytic else first(piece).square() * (high - low).square()
            hop = max(1, FFT // 2 // first.config.stride)
            frames.append(torch.nn.functional.avg_pool1d(power, hop, hop, ceil_mode=True)[0].numpy())
    powers = np.concatenate(frames, axis=1)  # (filters, frames)
    loudness = 10 * np.log10(powers.sum(axis=0) + 1e-12)
    levels = 10 * np.log10(powers[:, loudness > loudness.max() - SPEECH_DB].mean(axis=1) + 1e-12)
    return np.asarray((1 + (levels - levels.max()) / DRIVE_DB).clip(0, 1), np.float32)


def _spectrogram(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    hop = max(RATE // 200, -(-len(samples) // LONGEST))
    padded = np.pad(samples, (FFT // 2, FFT // 2 + hop))
    frames = np.lib.stride_tricks.sliding_window_view(padded, FFT)[: max(1, len(samples)) : hop]
    power = np.square(np.abs(np.fft.rfft(frames * np.hanning(FFT), axis=1)))  # (columns, bins)
    level = 10 * np.log10(power + 1e-10)
    wanted = np.linspace(_mel(RATE / 2), _mel(LOWEST_HZ), ROWS)
    hz = 700 * (10 ** (wanted / 2595) - 1)
    bins = hz * FFT / RATE
    below = np.clip(bins.astype(int), 0, FFT // 2 - 1)
    share = bins - below
    rows = level[:, below] * (1 - share) + level[:, below + 1] * share  # (columns, ROWS)
    return np.asarray((1 + (rows.T - rows.max()) / RANGE_DB).clip(0, 1), np.float32)


def _mel(hz: float | NDArray[np.float32]) -> NDArray[np.float64]:
    return 2595 * np.log10(1 + np.asarray(hz, np.float64) / 700)
