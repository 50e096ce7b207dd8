"""What a teacher says of every clip of a shard: asked once, in parallel, and kept; where a kill struck it goes on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.lib.format import open_memmap

from sincnet.corpora.dataset import Shard
from sincnet.processes import follow_parent
from sincnet.training.teacher import Teacher

CHUNK = 32  # clips that a process is given at a time


class Targets:
    """Unit vectors that the d-vectors of a clip's crops are to resemble.

    A clip's is the teacher's embedding of the whole clip, in which the mean of its class has the share `centroid`.
    What all clips have in common is taken out first: with it, a pupil that only knew the mean voice would score well.
    `centroids` float32 (classes, d) are the unit means.
    """

    def __init__(self, embeddings: np.ndarray, shard: Shard, centroid: float) -> None:
        """`embeddings`: unit rows float32 (clips, d), which may be mapped."""
        self._embeddings, self._labels, self._share = _unit(embeddings - embeddings.mean(0)), shard.labels, centroid
        means = [self._embeddings[shard.of_class(label)].mean(0) for label in range(len(shard.classes))]
        self.centroids = _unit(np.stack(means))

    def of(self, clips: np.ndarray) -> np.ndarray:
        """Clip numbers (n,) to float32 (n, d)."""
        own, mean = self._embeddings[clips], self.centroids[self._labels[clips]]
        return _unit((1 - self._share) * own + self._share * mean)


def ask(
    name: str,
    make: Callable[[], Teacher],
    shard: Shard,
    cache: Path,
    progress: Callable[..., Iterable[Any]] = lambda items, **_: items,
    processes: int | None = None,
) -> np.ndarray:
    """The embeddings that the teacher `name` gives to all clips, float32 (clips, d), mapped from a file in `cache`.

    `make` gives the teacher itself and has to be importable, since every process makes its own.
    """
    path = cache / "teachers" / f"{name}-{_fingerprint(shard)}.npy"
    if not path.exists():
        part = path.with_suffix(".part")
        todo = _not_done(part, shard, len(make()(shard.samples(0))))
        chunks = [todo[at : at + CHUNK] for at in range(0, len(todo), CHUNK)]
        processes = min(processes or os.cpu_count() or 1, len(chunks))
        for _ in progress(_answers(make, shard, part, chunks, processes), total=len(chunks), unit="chunk"):
            pass
        part.replace(path)
    return np.load(path, mmap_mode="r")


def _answers(
    make: Callable[[], Teacher], shard: Shard, part: Path, chunks: list[np.ndarray], processes: int
) -> Iterator[None]:
    """Fills the rows of each chunk of clips in `part`."""
    if processes <= 1:
        yield from map(partial(_fill, make(), shard, np.load(part, mmap_mode="r+")), chunks)
        return
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (make, shard, part))
    try:
        yield from pool.map(_fill_in_process, chunks)
    finally:
        pool.shutdown(cancel_futures=True)


def _not_done(part: Path, shard: Shard, size: int) -> np.ndarray:
    """Numbers of the clips whose row in `part` is still nothing; makes the file where there is none."""
    if not part.exists():
        part.parent.mkdir(parents=True, exist_ok=True)
        open_memmap(part, "w+", np.float32, (len(shard.labels), size)).flush()
    return np.flatnonzero(~np.any(np.load(part, mmap_mode="r"), axis=1))


def _fill(teacher: Teacher, shard: Shard, rows: np.ndarray, clips: np.ndarray) -> None:
    for clip in clips:
        rows[clip] = teacher(shard.samples(clip))


_work: tuple[Teacher, Shard, np.ndarray]
"""What a process of the pool works with."""


def _begin(make: Callable[[], Teacher], shard: Shard, part: Path) -> None:
    global _work
    follow_parent()
    torch.set_num_threads(1)
    _work = make(), shard, np.load(part, mmap_mode="r+")


def _fill_in_process(clips: np.ndarray) -> None:
    _fill(*_work, clips)


def _fingerprint(shard: Shard) -> str:
    """Changes with the classes and their clips."""
    seen = hashlib.sha256("\n".join(shard.classes).encode())
    seen.update(shard.labels.tobytes())
    seen.update(shard.lengths.tobytes())
    return seen.hexdigest()[:16]


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)
