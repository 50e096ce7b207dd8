"""The learned sinc filters in numbers, beside the mel bank that they began as."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from audio.source import RATE
from sincnet.model import SincNet
from sincnet.sinc import SincConv

POINTS = 1025
"""Frequencies at which a response is told, from 0 Hz to half the sampling rate."""


@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """Band-pass filters by rising centre: edges `low_hz` and `high_hz`, float64 (filters,) each.

    `response` (POINTS,), equally spaced from 0 to RATE / 2, is the sum of all filters' gains, each gain's peak being 1
    and the sum's mean 1: where it is above 1, filters crowd.
    """

    low_hz: np.ndarray
    high_hz: np.ndarray
    response: np.ndarray

    @property
    def centre_hz(self) -> np.ndarray:
        return (self.low_hz + self.high_hz) / 2

    @property
    def band_hz(self) -> np.ndarray:
        return self.high_hz - self.low_hz


def banks(network: SincNet) -> tuple[Bank, Bank] | None:
    """The learned bank and the mel bank of as many filters; None for a network without sinc filters."""
    learned = next((module for module in network.modules() if isinstance(module, SincConv)), None)
    return None if learned is None else (_bank(learned), _bank(SincConv(learned.config)))


def _bank(filters: SincConv) -> Bank:
    with torch.no_grad():
        low, high = (edge.cpu().double().numpy().ravel() for edge in filters.edges())
        gains = torch.fft.rfft(filters.filters()[: filters.config.filters].cpu(), 2 * (POINTS - 1)).abs()
        total = (gains / gains.amax(1, keepdim=True)).sum(0).numpy()
    order = np.argsort(low + high)
    return Bank(low[order], high[order], total / total.mean())


def frequencies_hz() -> np.ndarray:
    """Where a bank's `response` is told, (POINTS,)."""
    return np.linspace(0, RATE / 2, POINTS)
