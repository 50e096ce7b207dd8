"""The learned band-pass filters beside the mel bank they began as, as in figures 2 and 3 of the SincNet paper."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from audio.source import RATE
from sincnet.filterbank import banks, frequencies_hz
from sincnet.model import SincNet

LEARNED, MEL = "#1f6fb4", "#b0b0b0"


def draw_filters(network: SincNet) -> Figure | None:
    """Pass-bands by filter, and the sum of all gains over frequency, learned and mel; None without sinc filters."""
    found = banks(network)
    if found is None:
        return None
    learned, mel = found
    figure = Figure(figsize=(11, 4.5), layout="constrained")
    bands, response = figure.subplots(1, 2)
    for bank, colour, name, width in ((mel, MEL, "mel", 3.5), (learned, LEARNED, "learned", 1.5)):
        numbers = np.arange(len(bank.low_hz))
        bands.vlines(numbers, bank.low_hz / 1000, bank.high_hz / 1000, colour, linewidth=width, label=name)
        response.plot(frequencies_hz() / 1000, bank.response, color=colour, label=name)
    bands.set(xlabel="filter, by centre frequency", ylabel="pass-band in kHz", ylim=(0, RATE / 2000))
    response.set(xlabel="frequency in kHz", ylabel="sum of the filters' gains, its mean being 1", xlim=(0, RATE / 2000))
    for axes in (bands, response):
        axes.legend(frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
    return figure
