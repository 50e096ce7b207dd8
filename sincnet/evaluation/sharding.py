"""One evaluation in several processes: under `torchrun` each embeds its share, and the first one gets all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from torch import distributed

from sincnet.events import WhoSpeaksError
from sincnet.progress import Progress, unseen

T = TypeVar("T")
R = TypeVar("R")


def shared_out(work: Callable[[T], R], items: Sequence[T], progress: Progress = unseen, unit: str = "it") -> list[R]:
    """`work` of every item, in the order of `items`, each done by one process of the team; empty but in the first one.

    `unit` is what an item is, for `progress`.
    All processes of `sincnet.training.team.joined` have to call it alike; without a team this one does everything.
    Raises, in the first one, the `WhoSpeaksError` that any of them met.
    """
    if not distributed.is_initialized():
        return [work(item) for item in progress(items, total=len(items), unit=unit)]
    rank, size = distributed.get_rank(), distributed.get_world_size()
    mine: list[R] = []
    trouble: str | None = None
    try:
        share = items[rank::size]
        mine.extend(work(item) for item in progress(share, total=len(share), unit=unit))
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
