"""What a teacher says of every stretch of a shard: asked once, in parallel, and kept; where a kill struck it goes on.

One answer a clip is soon known by heart where there are few people; an answer a stretch has to be understood.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from numpy.lib.format import open_memmap

from sincnet.corpora.dataset import Shard
from sincnet.processes import follow_parent
from sincnet.progress import Progress, unseen
from sincnet.training.teacher import HOP, WINDOW, Teacher, stretches

CHUNK = 32  # clips that a process is given at a time


class Targets:
    """Unit vectors that the taught half of a crop's d-vector is to resemble.

    The teacher's answer to the stretch nearest to the crop, the mean over the clip and the mean over the class (so many
    seconds of each) are mixed by three `shares`. What all answers have in common is taken out first: with it, a pupil
    that only knew the mean voice would score well.
    """

    def __init__(self, answers: np.ndarray, shard: Shard, shares: Sequence[float]) -> None:
        """`answers`: unit rows float16 (stretches of all clips, d), clip by clip; they may be mapped."""
        self._shares, self._labels = shares, shard.labels
        self._counts = stretches(shard.lengths)
        self._first = np.cumsum(self._counts) - self._counts
        rows = np.asarray(answers, np.float32)
        rows = _unit(rows - rows.mean(0))
        self._of_stretch = rows.astype(np.float16)  # by far the most of it
        of_clips = np.add.reduceat(rows, self._first)
        of_classes = np.zeros((len(shard.classes), rows.shape[1]), np.float32)
        np.add.at(of_classes, shard.labels, of_clips)
        self._of_clip, self._of_class = _unit(of_clips), _unit(of_classes)

    def of(self, clips: np.ndarray, centres: np.ndarray) -> np.ndarray:
        """Clip numbers (n,) and the sample in the middle of each one's crop (n,) to float32 (n, d)."""
        nearest = np.rint((centres - WINDOW / 2) / HOP).astype(int).clip(0, self._counts[clips] - 1)
        answers = (
            self._of_stretch[self._first[clips] + nearest].astype(np.float32),
            self._of_clip[clips],
            self._of_class[self._labels[clips]],
        )
        return _unit(np.einsum("s,snd->nd", np.asarray(self._shares, np.float32), np.stack(answers)))


def ask(
    name: str,
    make: Callable[[], Teacher],
    shard: Shard,
    cache: Path,
    progress: Progress = unseen,
    processes: int | None = None,
) -> np.ndarray:
    """What the teacher `name` says of all stretches of all clips, float16 (n, d), mapped from a file in `cache`.

    `make` gives the teacher itself and has to be importable, since every process makes its own.
    """
    path = cache / "teachers" / f"{name}-{_fingerprint(shard)}.npy"
    if not path.exists():
        part = path.with_suffix(".part")
        todo = _not_done(part, shard, make()(shard.samples(0)).shape[1])
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
    """Numbers of the clips whose rows in `part` are still nothing; makes the file where there is none."""
    ends = np.cumsum(stretches(shard.lengths))
    if not part.exists():
        part.parent.mkdir(parents=True, exist_ok=True)
        open_memmap(part, "w+", np.float16, (int(ends[-1]), size)).flush()
    return np.flatnonzero(~np.any(np.load(part, mmap_mode="r")[ends - 1], axis=1))  # a clip's last row comes last


def _fill(teacher: Teacher, shard: Shard, rows: np.ndarray, clips: np.ndarray) -> None:
    counts = stretches(shard.lengths)
    ends = np.cumsum(counts)
    for clip in clips:
        rows[ends[clip] - counts[clip] : ends[clip]] = teacher(shard.samples(clip))


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
