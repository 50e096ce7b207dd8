"""The sinc filters that the network learned, beside the mel bank they began as, as in the SincNet paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import words
from gui.controls import card, label
from gui.model.plots import BandsPlot, ResponsePlot

if TYPE_CHECKING:
    from sincnet.about import About


class Filters(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = label("", "lead")
        self.summary.setWordWrap(True)
        self.bands, self.response = BandsPlot(), ResponsePlot()
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(label(self.tr("What it listens to"), "title"))
        column.addWidget(self.summary)
        column.addSpacing(8)
        self.plots = QWidget()
        row = QHBoxLayout(self.plots)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        for title, text, plot in (
            (
                self.tr("Where each filter listens, and how widely"),
                self.tr("Centre and bandwidth of every band-pass filter. Point at one to read it."),
                self.bands,
            ),
            (
                self.tr("What all of them hear together"),
                self.tr("The sum of all filters' gains, 1 being their mean: where it is higher, filters crowd."),
                self.response,
            ),
        ):
            part = QVBoxLayout()
            part.setSpacing(4)
            heading = QLabel(title)
            heading.setProperty("role", "prompt")
            part.addWidget(heading)
            caption = label(text, "caption")
            caption.setWordWrap(True)
            part.addWidget(caption)
            part.addWidget(plot, 1)
            row.addLayout(part, 1)
        column.addWidget(self.plots, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_about(self, about: About) -> None:
        bank, mel = about.bank, about.mel
        self.plots.setVisible(bank is not None)
        if bank is None or mel is None:
            self.summary.setText(self.tr("These weights have no sinc filters: their first layer is of another kind."))
            return
        middle, mel_middle = (one.centre_hz[len(one.centre_hz) // 2] / 1000 for one in (bank, mel))
        wider = float(bank.band_hz.mean() / mel.band_hz.mean())
        self.summary.setText(
            self.tr(
                "{0} band-pass filters, of which only the edges are learned. They began on the mel scale, which spaces "
                "tones as ears do. Now half of them listen below {1} kHz (mel: {2} kHz), and on average they are {3} "
                "times as wide."
            ).format(len(bank.low_hz), *map(words.decimal, (middle, mel_middle, wider)))
        )
        for plot in (self.bands, self.response):
            plot.show_banks(bank, mel)
