"""What the sinc filters make of windows that overlap, where they only answer: the maths of `trunk.BandEnergies`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional as F

from sincnet.trunk import POWER_FLOOR, BandEnergies
from sincnet.windows import Span

FRAMES = 512
"""So many at once, that a core's own cache holds them."""


class Bank:
    """See `trunk.BandEnergies`. Each filter is even or odd, so that the sum or the difference of a frame's two halves
    needs half as many products."""

    def __init__(self, front: BandEnergies) -> None:
        sinc, config = front.sinc, front.config
        self._taps, self._stride = sinc.config.taps, sinc.config.stride
        self._smoothing, self._frame = config.smoothing, config.frame
        even, odd = (sinc.filters() * sinc.gain().repeat(2, 1))[:, : self._taps // 2 + 1].chunk(2)
        even[:, -1] /= 2  # the middle is in both halves
        self._even, self._odd = even.contiguous(), odd.contiguous()

    def powers(self, waveform: torch.Tensor) -> torch.Tensor:
        """Of every band, smoothed: (samples,) to (frames, filters)."""
        power = torch.cat(
            [self._power(frames) for frames in waveform.unfold(0, self._taps, self._stride).split(FRAMES)]
        )
        return power.unfold(0, self._smoothing, self._frame).mean(2)

    def _power(self, frames: torch.Tensor) -> torch.Tensor:
        """(frames, taps) to (frames, filters)."""
        ahead, behind = frames[:, : self._taps // 2 + 1], frames[:, self._taps // 2 :].flip(1)
        odd = F.linear(ahead - behind, self._odd)
        return F.linear(ahead + behind, self._even).square_().addcmul_(odd, odd)

    def energies(self, samples: np.ndarray, spans: Sequence[Span], peaks: torch.Tensor) -> torch.Tensor:
        """Of the windows at `spans` of float32 (n,), each divided by its peak: (windows, frames, filters)."""
        grid = self._stride * self._frame
        found: dict[int, torch.Tensor] = {}
        for run in _runs(spans, grid):
            begin, end = spans[run[0]][0], spans[run[-1]][1]
            powers = self.powers(torch.tensor(samples[begin:end], dtype=torch.float32))
            frames = len(powers) - (spans[run[-1]][0] - begin) // grid
            for window in run:
                at = (spans[window][0] - begin) // grid
                found[window] = powers[at : at + frames]
        powers = torch.stack([found[window] for window in range(len(spans))])
        energies = powers.div_(peaks.square()[:, None, None]).add_(POWER_FLOOR).log_()
        return energies.sub_(energies.mean(1, keepdim=True))


def _runs(spans: Sequence[Span], grid: int) -> list[list[int]]:
    """Places in `spans` of windows, each of which overlaps the one before it and starts a multiple of `grid` later."""
    runs: list[list[int]] = []
    for place, (start, _) in enumerate(spans):
        for run in runs:
            before = spans[run[-1]]
            if before[0] <= start <= before[1] and (start - before[0]) % grid == 0:
                run.append(place)
                break
        else:
            runs.append([place])
    return runs
