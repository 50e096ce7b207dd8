"""Readings of how like voices are to each other, learnt from clips that weigh differently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.traits.corpus import Heard
from generator.traits.teller import Axis

CLIP_WINDOWS = 2
"""Windows of a clip of 3 s, the least that a face is drawn from."""

TEN_S = 7
"""Windows of 1.5 s in ten seconds, of which is learnt: a voice's mean of less is less its own."""

FOLDS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Clips:
    """What is learnt from: `features` float32 (clips, d + 1), and of each the number of its speaker, (clips,)."""

    features: NDArray[np.float32]
    speakers: NDArray[np.int64]

    @classmethod
    def of(cls, heard: Sequence[Heard], windows: int) -> Clips:
        """Every stretch of so many windows that each speaker said, in every version."""
        theirs = [
            [clip for version in range(len(one.d_vectors)) for clip in one.stretches(windows, version)] for one in heard
        ]
        return cls(
            np.stack([row for rows in theirs for row in rows]), np.repeat(np.arange(len(heard)), list(map(len, theirs)))
        )


def weighed(
    clips: Clips, people: NDArray[np.bool_], cells: Sequence[NDArray[np.generic]]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The clips of these `people`, and what each weighs: every cell of people alike, everybody in a cell alike, every
    clip of somebody alike; 1 together. `cells` are labels of people (people,), a cell is a combination of them."""
    mine = np.flatnonzero(people[clips.speakers])
    labels = np.stack([np.ones(len(people)), *cells], axis=1).astype(int)
    cell = np.unique(labels, axis=0, return_inverse=True)[1].reshape(-1)
    in_cell = np.bincount(cell[people], minlength=cell.max() + 1)
    said = np.bincount(clips.speakers, minlength=len(people))
    who = clips.speakers[mine]
    share = 1.0 / (in_cell[cell[who]] * said[who])
    return mine, share / share.sum()


@dataclass(frozen=True, slots=True, eq=False)
class Learner:
    """Kernel ridge regression (C. Saunders, A. Gammerman and V. Vovk, ICML 1998) with a weight for each clip.

    `alike` (clips, n) is how like each clip of `clips` is to those that it is told by, `own` (n, n) how like these are
    to each other, whose readings `ridge` keeps smooth.
    """

    alike: NDArray[np.float64]
    own: NDArray[np.float64]
    clips: Clips
    ridge: float

    def __call__(self, target: NDArray[np.float64], mine: NDArray[np.int64], share: NDArray[np.float64]) -> Axis:
        """The axis nearest to `target` (clips,) on the clips `mine`, which weigh `share`, 1 together."""
        mean, middle = share @ self.alike[mine], float(share @ target[mine])
        apart = self.alike[mine] - mean
        weighed = share[:, None] * apart
        damped = apart.T @ weighed + self.ridge * self.own + 1e-9 * np.eye(len(self.own))
        weight = np.linalg.solve(damped, weighed.T @ (target[mine] - middle))
        return Axis(np.asarray(weight, np.float64), middle - float(mean @ weight))

    def unseen(self, people: int, learn: Callable[[NDArray[np.bool_]], Axis]) -> NDArray[np.float64]:
        """Where every clip lies on the axis that was learnt without its speaker: (clips,)."""
        heights = np.zeros(len(self.clips.speakers))
        fold = np.random.default_rng(0).permutation(people) % FOLDS
        for number in range(FOLDS):
            theirs = fold[self.clips.speakers] == number
            heights[theirs] = learn(fold != number)(self.alike[theirs])
        return heights
