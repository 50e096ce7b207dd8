"""The Res2Nets where they only answer: the maths of `trunk`, several times as fast.

Windows that overlap share what the sinc filters make of their sound. Behind the filters, frames are rows, so that every
convolution is a product of matrices, in bfloat16 where the processor multiplies it; sums over time stay float32.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast
from weakref import WeakKeyDictionary

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from sincnet.model import Ensemble, SincNet
from sincnet.trunk import POWER_FLOOR, AttentiveStatistics, BandEnergies, Res2Block, Res2Net
from sincnet.windows import Span, cut, peaks


def d_vectors(model: SincNet, samples: np.ndarray, spans: Sequence[Span]) -> np.ndarray:
    """Unit d-vectors, float32 (windows, d), of the windows at `spans`, all of one length, of float32 (n,).

    The numbers of `model` must not change after the first call.
    """
    config = model.config.windows
    with torch.inference_mode():
        if isinstance(model, SincNet) and isinstance(model.trunk, Res2Net | Ensemble):
            found = _ready(model, model.trunk)(samples, spans, torch.from_numpy(peaks(samples, spans, config)))
        else:
            found = model(torch.from_numpy(cut(samples, spans, config))).float()
        unit: np.ndarray = F.normalize(found).numpy()
    return unit


def multiplies_bfloat16() -> bool:
    """Whether this processor has instructions for products of bfloat16; without, float32 is faster."""
    can = torch.cpu.get_capabilities()
    return bool(can.get("avx512_bf16") or can.get("amx_bf16"))


_made: WeakKeyDictionary[SincNet, _Quick] = WeakKeyDictionary()


def _ready(model: SincNet, trunk: Res2Net | Ensemble) -> _Quick:
    """Made once: the numbers are stored anew, as products want them."""
    if model not in _made:
        _made[model] = _Quick(trunk, torch.bfloat16 if multiplies_bfloat16() else torch.float32)
    return _made[model]


class _Quick:
    """`Ensemble` or `Res2Net`, with the matrices of `dtype`."""

    def __init__(self, trunk: Res2Net | Ensemble, dtype: torch.dtype) -> None:
        nets = trunk.nets() if isinstance(trunk, Ensemble) else [(trunk, 1.0)]
        self._members = [(_Res2Net(net, dtype), length) for net, length in nets]

    def __call__(self, samples: np.ndarray, spans: Sequence[Span], peaks: torch.Tensor) -> torch.Tensor:
        """float32 (n,), windows in it and what each is divided by (windows,): float32 (windows, d)."""
        return torch.cat([length * F.normalize(net(samples, spans, peaks)) for net, length in self._members], 1)


class _Res2Net:
    """See `trunk.Res2Net`."""

    def __init__(self, net: Res2Net, dtype: torch.dtype) -> None:
        self._net, self._dtype, self._bank = net, dtype, Bank(net.front)
        self._stem, self._stem_norm = _Product(net.stem, dtype), _Norm(net.stem_norm, dtype)
        self._blocks = [_Block(block, dtype) for block in net.blocks if isinstance(block, Res2Block)]
        self._aggregate, self._pool = _Product(net.aggregate, dtype), _Pool(net.pool, dtype)

    def __call__(self, samples: np.ndarray, spans: Sequence[Span], peaks: torch.Tensor) -> torch.Tensor:
        energies = self._bank.energies(samples, spans, peaks).to(self._dtype)
        return self._net.embed(self._net.pool_norm(self._pooled(energies)))

    def _pooled(self, x: torch.Tensor) -> torch.Tensor:
        """(windows, frames, filters) to (windows, 2·aggregated)."""
        x = self._stem_norm(self._stem(F.pad(x, (0, 0, 2, 2))))
        outputs = []
        for block in self._blocks:
            x = block(x)
            outputs.append(x)
        return self._pool(self._aggregate(torch.cat(outputs, 2)))


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
        frames = waveform.unfold(0, self._taps, self._stride)
        ahead, behind = frames[:, : self._taps // 2 + 1], frames[:, self._taps // 2 :].flip(1)
        power = F.linear(ahead + behind, self._even).square_()
        power += F.linear(ahead - behind, self._odd).square_()
        return F.avg_pool1d(power.T[None], self._smoothing, self._frame)[0].T

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


class _Product:
    """A convolution as a product of its weights, (out, taps·in), with rows laid side by side; rectified."""

    def __init__(self, layer: nn.Conv1d, dtype: torch.dtype) -> None:
        self._taps, self._step, self.dilation = layer.kernel_size[0], layer.stride[0], layer.dilation[0]
        self._weight = layer.weight.transpose(1, 2).flatten(1).to(dtype).contiguous()
        self._bias = None if layer.bias is None else layer.bias.to(dtype)

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        """(windows, frames, in) with its padding to (windows, frames, out) without."""
        if self._taps > 1:
            frames = rows.shape[1] - (self._taps - 1) * self.dilation
            starts = (tap * self.dilation for tap in range(self._taps))
            rows = torch.cat([rows[:, at : at + frames : self._step] for at in starts], 2)
        return F.linear(rows, self._weight, self._bias).relu_()


class _Norm:
    """A batch norm that no longer learns: a scale and a shift."""

    def __init__(self, norm: nn.BatchNorm1d, dtype: torch.dtype) -> None:
        assert norm.running_mean is not None and norm.running_var is not None
        scale = norm.weight / (norm.running_var + norm.eps).sqrt()
        self._scale, self._shift = scale.to(dtype), (norm.bias - norm.running_mean * scale).to(dtype)

    def __call__(self, rows: torch.Tensor, out: torch.Tensor | None = None) -> torch.Tensor:
        """(…, channels) to `out`, or in its own place."""
        return torch.addcmul(self._shift, rows, self._scale, out=rows if out is None else out)


class _Block:
    """See `trunk.Res2Block`."""

    def __init__(self, block: Res2Block, dtype: torch.dtype) -> None:
        self._block = block
        self._enter, self._enter_norm = _Product(block.enter, dtype), _Norm(block.enter_norm, dtype)
        self._leave, self._leave_norm = _Product(block.leave, dtype), _Norm(block.leave_norm, dtype)
        convs, norms = cast(Iterable[nn.Conv1d], block.groups), cast(Iterable[nn.BatchNorm1d], block.group_norms)
        pairs = zip(convs, norms, strict=True)
        self._groups = [(_Product(conv, dtype), _Norm(norm, dtype)) for conv, norm in pairs]
        self._around = self._groups[0][0].dilation

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        """(windows, frames, channels) to the same."""
        y = self._enter_norm(self._enter(x))
        parts = y.chunk(self._block.scale, 2)  # each is replaced by what becomes of it
        padded = F.pad(torch.zeros_like(parts[0]), (0, 0, self._around, self._around))
        inner = padded[:, self._around : -self._around]
        for number, (conv, norm) in enumerate(self._groups, start=1):
            inner.copy_(parts[number])
            if number > 1:
                inner.add_(parts[number - 1])
            norm(conv(padded), out=parts[number])
        y = self._leave_norm(self._leave(y))
        gate = self._block.gate(y.mean(1, dtype=torch.float32)).to(y.dtype)
        return torch.addcmul(x, y, gate[:, None])


class _Pool:
    """See `trunk.AttentiveStatistics`. The window's own statistics are the same for all its frames, and so is what the
    weights make of them."""

    def __init__(self, pool: AttentiveStatistics, dtype: torch.dtype) -> None:
        enter, norm, leave = cast(tuple[nn.Conv1d, nn.BatchNorm1d, nn.Conv1d], tuple(pool.attend)[::2])
        seen = enter.weight[:, :, 0]
        channels = leave.weight.shape[0]
        self._frames, self._window = seen[:, :channels].to(dtype).contiguous(), seen[:, channels:]
        self._bias, self._norm = enter.bias, _Norm(norm, dtype)
        self._leave = leave.weight[:, :, 0].to(dtype), None if leave.bias is None else leave.bias.to(dtype)

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        """(windows, frames, channels) to float32 (windows, 2·channels)."""
        whole = x.to(torch.float32, copy=True)
        mean = whole.mean(1)
        deviation = ((whole.square_().mean(1) - mean.square()).clamp(min=0) + 1e-5).sqrt()
        same = F.linear(torch.cat([mean, deviation], 1), self._window, self._bias).to(x.dtype)
        y = F.linear(x, self._frames).add_(same[:, None]).relu_()
        weighted = F.linear(self._norm(y).tanh_(), *self._leave).softmax(1, dtype=torch.float32).mul_(x)
        mean = weighted.sum(1)
        variance = weighted.mul_(x).sum(1) - mean.square()
        return torch.cat([mean, variance.clamp(min=1e-5).sqrt()], 1)
