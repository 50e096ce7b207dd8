"""Cuts the stream into utterances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """What one person said in one go: `samples` float32 (n,) at 16 kHz, `start` in samples since the stream began.

    It begins with the pre-roll and ends with a little of the silence that closed it. `complete` is False while the
    person still speaks: the same utterance (same `start`) then comes again, longer.
    """

    samples: np.ndarray
    start: int
    complete: bool

    @property
    def end(self) -> int:
        return self.start + len(self.samples)
