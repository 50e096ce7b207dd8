"""Work on a corpus that several processes share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from sincnet.events import WhoSpeaksError
from sincnet.processes import follow_parent

Task = TypeVar("Task")
Done = TypeVar("Done")


def in_order(work: Callable[[Task], Done], tasks: Sequence[Task], jobs: int) -> Iterator[Done]:
    """What `work`, a function of a module, makes of each task, in their order; `jobs` processes share them.

    One job, or none, is done here. Raises `WhoSpeaksError` when a process is ended from outside.
    """
    if jobs <= 1:
        yield from map(work, tasks)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=follow_parent)
    try:
        yield from pool.map(work, tasks)
    except BrokenProcessPool as error:
        raise WhoSpeaksError(
            "A process was ended from outside, perhaps for want of memory; run the same command again, `prepare` with "
            "--jobs 1 if it happens again. What is done is kept."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
