"""The Res2Nets where they only answer: the maths of `trunk`, several times as fast.

Windows that overlap share what the sinc filters make of their sound. Behind the filters, frames are rows, so that every
convolution is a product of matrices, in bfloat16 where the processor multiplies it; sums over time stay float32.

For every number of rows that it multiplies in bfloat16, oneDNN makes a program and keeps it, half a megabyte for each
layer. So the numbers of rows are few: windows come a few at a time, and rows that nobody reads fill up the last ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast
from weakref import WeakKeyDictionary

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from sincnet.bank import Bank
from sincnet.model import Ensemble, SincNet
from sincnet.trunk import AttentiveStatistics, Res2Block, Res2Net
from sincnet.windows import Span, cut, peaks

AT_ONCE = 8
"""Windows: enough for a product to be as fast as it gets, and few enough for caches to hold what is made of them."""

ROWS = 16
"""Products have a multiple of so many rows."""


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
        self._stem, self._stem_norm = _Convolution(net.stem, dtype), _Norm(net.stem_norm, dtype)
        self._blocks = [_Block(block, dtype) for block in net.blocks if isinstance(block, Res2Block)]
        self._aggregate, self._pool = _Product(net.aggregate, dtype), _Pool(net.pool, dtype)

    def __call__(self, samples: np.ndarray, spans: Sequence[Span], peaks: torch.Tensor) -> torch.Tensor:
        energies = self._bank.energies(samples, spans, peaks).to(self._dtype)
        pooled = torch.cat([self._pooled(windows) for windows in energies.split(AT_ONCE)])
        return self._net.embed(self._net.pool_norm(pooled))

    def _pooled(self, energies: torch.Tensor) -> torch.Tensor:
        """(windows, frames, filters) to (windows, 2·aggregated)."""
        padded = F.pad(energies, (0, 0, 2, 2))
        grid = self._stem.grid(padded)
        x = self._stem_norm(self._stem(padded, grid))
        outputs = []
        for block in self._blocks:
            x = block(x, grid)
            outputs.append(x)
        return self._pool(self._aggregate(torch.cat(outputs, 1)), grid)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Frames of windows, one after the other, as the first of `rows` rows; what the others hold is of no account."""

    windows: int
    frames: int

    @property
    def rows(self) -> int:
        return -(-self.windows * self.frames // ROWS) * ROWS

    def of(self, rows: torch.Tensor) -> torch.Tensor:
        """(rows, channels) as (windows, frames, channels), the same memory."""
        return rows[: self.windows * self.frames].unflatten(0, (self.windows, self.frames))


class _Product:
    """Rows times the weights of a convolution, (out, taps·in); rectified."""

    def __init__(self, layer: nn.Conv1d, dtype: torch.dtype) -> None:
        self._weight = layer.weight.transpose(1, 2).flatten(1).to(dtype).contiguous()
        self._bias = None if layer.bias is None else layer.bias.to(dtype)

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        """(rows, taps·in) to (rows, out)."""
        return F.linear(rows, self._weight, self._bias).relu_()


class _Convolution:
    """A convolution of several taps: the product of its weights with rows laid side by side."""

    def __init__(self, layer: nn.Conv1d, dtype: torch.dtype) -> None:
        self._product = _Product(layer, dtype)
        self._taps, self._step, self.dilation = layer.kernel_size[0], layer.stride[0], layer.dilation[0]

    def grid(self, padded: torch.Tensor) -> _Grid:
        """Of what it makes of (windows, frames, in) with its padding."""
        return _Grid(len(padded), -(-(padded.shape[1] - self._reach) // self._step))

    def __call__(self, padded: torch.Tensor, grid: _Grid) -> torch.Tensor:
        """(windows, frames, in) with its padding to (rows, out) without."""
        frames, channels = padded.shape[1] - self._reach, padded.shape[2]
        rows = padded.new_zeros(grid.rows, self._taps * channels)
        starts = (tap * self.dilation for tap in range(self._taps))
        torch.cat([padded[:, at : at + frames : self._step] for at in starts], 2, out=grid.of(rows))
        return self._product(rows)

    @property
    def _reach(self) -> int:
        return (self._taps - 1) * self.dilation


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
        self._groups = [(_Convolution(conv, dtype), _Norm(norm, dtype)) for conv, norm in pairs]
        self._around = self._groups[0][0].dilation

    def __call__(self, x: torch.Tensor, grid: _Grid) -> torch.Tensor:
        """(rows, channels) to the same."""
        y = self._enter_norm(self._enter(x))
        parts = y.chunk(self._block.scale, 1)  # each is replaced by what becomes of it
        padded = y.new_zeros(grid.windows, grid.frames + 2 * self._around, parts[0].shape[1])
        inner = padded[:, self._around : -self._around]
        for number, (conv, norm) in enumerate(self._groups, start=1):
            if number == 1:
                inner.copy_(grid.of(parts[1]))
            else:
                torch.add(grid.of(parts[number]), grid.of(parts[number - 1]), out=inner)
            norm(conv(padded, grid), out=parts[number])
        y = self._leave_norm(self._leave(y))
        windows = grid.of(y)
        gate = self._block.gate(windows.mean(1, dtype=torch.float32)).to(y.dtype)
        torch.addcmul(grid.of(x), windows, gate[:, None], out=windows)
        return y


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

    def __call__(self, x: torch.Tensor, grid: _Grid) -> torch.Tensor:
        """(rows, channels) to float32 (windows, 2·channels)."""
        whole = grid.of(x).float()
        mean = whole.mean(1)
        deviation = ((whole.square().mean(1) - mean.square()).clamp(min=0) + 1e-5).sqrt()
        same = F.linear(torch.cat([mean, deviation], 1), self._window, self._bias).to(x.dtype)
        y = F.linear(x, self._frames)
        grid.of(y).add_(same[:, None])
        logits = F.linear(self._norm(y.relu_()).tanh_(), *self._leave)
        weighted = grid.of(logits).softmax(1, dtype=torch.float32).mul_(whole)
        mean = weighted.sum(1)
        variance = weighted.mul_(whole).sum(1) - mean.square()
        return torch.cat([mean, variance.clamp(min=1e-5).sqrt()], 1)
