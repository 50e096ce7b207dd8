"""The processes that train one network together, each with its share of every batch. Usually it is one.

`torchrun` starts several, on one machine or on many, and tells each its place through the environment. They meet over
gloo on CPUs and over NCCL on GPUs. As every figure is averaged over all of them, they always decide the same; only the
first writes, and what it reads of a run the others take from it, so that machines need to share no disk but the corpus.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar, cast

import torch
from torch import distributed, nn
from torch.distributed.nn.functional import all_reduce

from sincnet.events import WhoSpeaksError

LONGEST_WAIT = timedelta(days=1)
"""While the first process decodes a corpus or asks a teacher about all of it, the others wait."""


CPU = torch.device("cpu")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Team:
    """This process's place: `rank` of `size`, `here` among those on its machine, and the device that it computes on."""

    rank: int = 0
    size: int = 1
    device: torch.device = CPU
    here: int = 0

    @property
    def leads(self) -> bool:
        return self.rank == 0

    def total(self, values: torch.Tensor) -> torch.Tensor:
        """The sum over all processes of a tensor that has the same shape in each; on the tensor's device."""
        if self.size == 1:
            return values
        there = values.to(self.device, copy=True)
        distributed.all_reduce(there)
        return there.to(values.device)

    def of_first(self, work: Callable[[], T]) -> T:
        """What `work` gives in the first process, in all of them; the others do not do it.

        Raises, in all of them, the `WhoSpeaksError` that the first one met.
        """
        if self.size == 1:
            return work()
        done: list[tuple[T | None, str | None]] = [(None, None)]
        if self.leads:
            try:
                done = [(work(), None)]
            except WhoSpeaksError as error:
                done = [(None, str(error))]
        distributed.broadcast_object_list(done)
        result, trouble = done[0]
        if trouble is not None:
            raise WhoSpeaksError(trouble)
        return cast(T, result)

    @contextmanager
    def first_one_first(self) -> Iterator[None]:
        """For what is made once and kept on a disk: the others enter when the first process is through.

        On other machines, whose disk may be another one, first one of their own enters.
        """
        turn = 0 if self.leads else 1 if self.here == 0 else 2
        for _ in range(turn):
            self._meet()
        yield
        for _ in range(turn, 2):
            self._meet()

    def _meet(self) -> None:
        if self.size > 1:
            distributed.barrier()


ALONE = Team()


@contextmanager
def joined() -> Iterator[Team]:
    """The team that the environment describes; this process alone without one. On a GPU where there is one."""
    size, here = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("LOCAL_WORLD_SIZE", 1))
    gpus = torch.cuda.device_count()
    if 0 < gpus < here:
        raise WhoSpeaksError(f"{here} processes cannot share {gpus} GPUs; give torchrun --nproc-per-node {gpus}.")
    place = int(os.environ.get("LOCAL_RANK", 0))
    device = torch.device("cuda", place) if gpus else CPU
    if gpus:
        torch.cuda.set_device(device)
    if size == 1:
        yield Team(device=device)
        return
    distributed.init_process_group("nccl" if gpus else "gloo", timeout=LONGEST_WAIT)
    try:
        yield Team(distributed.get_rank(), size, device, place)
    finally:
        distributed.destroy_process_group()


class TeamBatchNorm(nn.BatchNorm1d):
    """Batch norm over the batch of all processes, as if it lay in one.

    torch's own SyncBatchNorm is for GPUs only. Sums are taken around the running mean, which all processes share, since
    the difference of large squares would lose the variance.
    """

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, channels), (batch, channels, frames) or images to the same; all processes have as many of each."""
        if not self.training:
            return super().forward(x)
        assert self.running_mean is not None and self.running_var is not None and self.momentum is not None
        axes, shape = (0, *range(2, x.ndim)), (1, -1, *[1] * (x.ndim - 2))
        around = self.running_mean.clone()
        shifted = x.float() - around.view(shape)
        sums = torch.stack([shifted.sum(axes), shifted.square().sum(axes)])
        count = x.numel() // x.shape[1] * distributed.get_world_size()
        mean, square = all_reduce(sums) / count
        variance = square - mean.square()
        with torch.no_grad():
            self.running_mean.lerp_(around + mean, self.momentum)
            self.running_var.lerp_(variance * (count / (count - 1)), self.momentum)
            if self.num_batches_tracked is not None:
                self.num_batches_tracked.add_(1)
        scale = (variance + self.eps).rsqrt() * self.weight
        return ((shifted - mean.view(shape)) * scale.view(shape) + self.bias.view(shape)).to(x.dtype)

    def _check_input_dim(self, input: torch.Tensor) -> None:
        """However many axes come after the channels, the norm is the same."""


def share_batch_norms(module: nn.Module) -> None:
    """Replaces every batch norm inside `module` by one over the whole team, with the same numbers in it."""
    for name, child in module.named_children():
        if isinstance(child, nn.BatchNorm1d | nn.BatchNorm2d):
            shared = TeamBatchNorm(child.num_features, child.eps, child.momentum, device=child.weight.device)
            shared.load_state_dict(child.state_dict())
            setattr(module, name, shared)
        else:
            share_batch_norms(child)
