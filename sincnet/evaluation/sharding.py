"""One evaluation in several processes: under `torchrun` each embeds its share, and the first one gets all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from torch import distributed

from sincnet.events import WhoSpeaksError

T = TypeVar("T")
R = TypeVar("R")

Progress = Callable[[Iterable[Any]], Iterable[Any]]
"""Hands through what it is given and shows how far that has gone; tqdm is one."""


def shared_out(work: Callable[[T], R], items: Sequence[T], progress: Progress = iter) -> list[R]:
    """`work` of every item, in the order of `items`, each done by one process of the team; empty but in the first one.

    All processes of `sincnet.training.team.joined` have to call it alike; without a team this one does everything.
    Raises, in the first one, the `WhoSpeaksError` that any of them met.
    """
    if not distributed.is_initialized():
        return [work(item) for item in progress(items)]
    rank, size = distributed.get_rank(), distributed.get_world_size()
    mine: list[R] = []
    trouble: str | None = None
    try:
        mine.extend(work(item) for item in progress(items[rank::size]))
    except WhoSpeaksError as error:
        trouble = str(error)
    everyone: list[tuple[list[R], str | None]] | None = [([], None)] * size if rank == 0 else None
    distributed.gather_object((mine, trouble), everyone)
    if everyone is None:
        return []
    for _, trouble in everyone:
        if trouble is not None:
            raise WhoSpeaksError(trouble)
    shares = [iter(share) for share, _ in everyone]
    return [next(shares[number % size]) for number in range(len(items))]
