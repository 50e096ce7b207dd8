"""The learned band-pass filters beside the mel bank they began as, as in figures 2 and 3 of the SincNet paper."""

from __future__ import annotations

import numpy as np
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from audio.source import RATE
from sincnet.model import SincNet
from sincnet.sinc import SincConv

LEARNED, MEL = "#1f6fb4", "#b0b0b0"


def draw_filters(network: SincNet) -> Figure | None:
    """Pass-bands by filter, and the sum of all gains over frequency, learned and mel; None without sinc filters."""
    found = [module for module in network.modules() if isinstance(module, SincConv)]
    if not found:
        return None
    learned, mel = found[0], SincConv(found[0].config)
    figure = Figure(figsize=(11, 4.5), layout="constrained")
    bands, response = figure.subplots(1, 2)
    for filters, colour, name, width in ((mel, MEL, "mel", 3.5), (learned, LEARNED, "learned", 1.5)):
        _draw_bands(bands, filters, colour, name, width)
        _draw_response(response, filters, colour, name)
    bands.set(xlabel="filter, by centre frequency", ylabel="pass-band in kHz", ylim=(0, RATE / 2000))
    response.set(xlabel="frequency in kHz", ylabel="sum of the filters' gains, its mean being 1", xlim=(0, RATE / 2000))
    for axes in (bands, response):
        axes.legend(frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
    return figure


def _draw_bands(axes: Axes, filters: SincConv, colour: str, name: str, width: float) -> None:
    low, high = (edge.detach().cpu().numpy().ravel() / 1000 for edge in filters.edges())
    order = np.argsort(low + high)
    axes.vlines(np.arange(len(low)), low[order], high[order], colour, linewidth=width, label=name)


def _draw_response(axes: Axes, filters: SincConv, colour: str, name: str) -> None:
    with torch.no_grad():
        responses = filters.filters()[: filters.config.filters].cpu()
    gains = torch.fft.rfft(responses, 2048).abs()
    total = (gains / gains.amax(1, keepdim=True)).sum(0).numpy()
    axes.plot(np.linspace(0, RATE / 2000, len(total)), total / total.mean(), color=colour, label=name)
