"""One evaluation in several processes: under `torchrun` each embeds its share, and the first one gets all of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

import torch.distributed as dist

from sincnet.events import WhoSpeaksError

T = TypeVar("T")
R = TypeVar("R")

Progress = Callable[[Iterable[Any]], Iterable[Any]]
"""Hands through what it is given and shows how far that has gone; tqdm is one."""

PATIENCE = timedelta(days=7)
"""torchrun ends everybody when one dies, so nobody else need give up on a process with more to do."""


def rank() -> int:
    """Which of the processes this is, from 0; 0 without torchrun."""
    return int(os.environ.get("RANK", 0))


def processes() -> int:
    return int(os.environ.get("WORLD_SIZE", 1))


@contextmanager
def group() -> Iterator[None]:
    """While it lasts, `shared_out` reaches the other processes that torchrun has started, if any."""
    if processes() == 1:
        yield
        return
    dist.init_process_group("gloo", timeout=PATIENCE)
    try:
        yield
    finally:
        dist.destroy_process_group()


def shared_out(work: Callable[[T], R], items: Sequence[T], progress: Progress = iter) -> list[R]:
    """`work` of every item, in the order of `items`, each done by one of the processes; empty but in the first one.

    Raises, in the first one, the `WhoSpeaksError` that any of them met. Every process has to call it alike.
    """
    count = processes()
    if count == 1:
        return [work(item) for item in progress(items)]
    mine: list[R] = []
    trouble: str | None = None
    try:
        mine.extend(work(item) for item in progress(items[rank() :: count]))
    except WhoSpeaksError as error:
        trouble = str(error)
    everyone: list[tuple[list[R], str | None]] | None = [([], None)] * count if rank() == 0 else None
    dist.gather_object((mine, trouble), everyone)
    if everyone is None:
        return []
    for _, trouble in everyone:
        if trouble is not None:
            raise WhoSpeaksError(trouble)
    shares = [iter(share) for share, _ in everyone]
    return [next(shares[number % count]) for number in range(len(items))]
