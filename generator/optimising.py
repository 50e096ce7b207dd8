"""One optimiser step, alone or in a team of processes that torchrun started.

A GAN's networks take turns and pass through each other several times a step, which `DistributedDataParallel` is not
made for. So gradients are averaged here, once they are all there; that is what it would do, in one message.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn

from sincnet.training.learner import computes_in_bf16
from sincnet.training.team import ALONE, Team


def autocast(device: torch.device, bf16: bool) -> torch.autocast:
    """Lets the layers inside compute in bfloat16 if that is wanted and `device` is any faster in it."""
    return torch.autocast(device.type, torch.bfloat16, enabled=bf16 and computes_in_bf16(device.type))


def descend(optimiser: torch.optim.Optimizer, loss: torch.Tensor, team: Team = ALONE) -> None:
    """One step of `optimiser` down the mean of the team's scalar losses.

    Raises FloatingPointError, having changed nothing, where a number of the gradient is none.
    """
    optimiser.zero_grad()
    loss.backward()
    gradients = [
        parameter.grad
        for group in optimiser.param_groups
        for parameter in group["params"]
        if parameter.grad is not None
    ]
    if team.size > 1:
        mean = team.total(torch.cat([gradient.flatten() for gradient in gradients])) / team.size
        for gradient, piece in zip(gradients, mean.split([g.numel() for g in gradients]), strict=True):
            gradient.copy_(piece.view_as(gradient))
    if not torch.isfinite(torch.stack([gradient.sum() for gradient in gradients])).all():
        raise FloatingPointError("the gradient is not a number")
    optimiser.step()


@contextmanager
def frozen(*networks: nn.Module) -> Iterator[None]:
    """Gradients pass through these networks and leave nothing in them; afterwards what learned learns again."""
    learning = [p for network in networks for p in network.parameters() if p.requires_grad]
    for parameter in learning:
        parameter.requires_grad_(False)
    try:
        yield
    finally:
        for parameter in learning:
            parameter.requires_grad_(True)
