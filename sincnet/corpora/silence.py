"""Which stretches of a recording are kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audio.source import RATE
from sincnet.windows import FRAME, trim

SHORTEST = 10 * FRAME
"""Between two pauses, 200 ms: less than the shortest window."""


@dataclass(frozen=True, slots=True)
class Silence:
    """What is silence: 20 ms frames that lie `trim_db` below a recording's loudest.

    At the ends it always goes. With `longest_pause_ms`, a longer pause parts a recording in two; SincNet's LibriSpeech
    was prepared with 125 (Ravanelli and Bengio 2018, section 4.1).
    """

    trim_db: float = 35.0
    longest_pause_ms: float | None = None

    def spans(self, samples: np.ndarray, speech: tuple[int, int] | None = None) -> list[tuple[int, int]]:
        """What to keep of float32 (n,), as (start, stop); nothing of digital silence. `speech`: its known ends."""
        start, stop = speech or trim(samples, self.trim_db)
        stop = min(stop, len(samples))
        if not np.any(samples[start:stop]):
            return []
        if self.longest_pause_ms is None:
            return [(start, stop)]
        pause = self.longest_pause_ms * RATE / 1000
        return [(start + first, start + last) for first, last in self._parted(samples[start:stop], pause)]

    def _parted(self, spoken: np.ndarray, longest_pause: float) -> list[tuple[int, int]]:
        count = len(spoken) // FRAME
        energy = np.square(spoken[: count * FRAME].reshape(count, FRAME), dtype=np.float64).mean(axis=1)
        loud = np.flatnonzero(energy > energy.max(initial=0) * 10 ** (-self.trim_db / 10))
        breaks = np.flatnonzero((np.diff(loud) - 1) * FRAME > longest_pause)
        firsts = [0, *(int(loud[at + 1]) * FRAME for at in breaks)]
        lasts = [*((int(loud[at]) + 1) * FRAME for at in breaks), len(spoken)]
        found = zip(firsts, lasts, strict=True)
        return [(first, last) for first, last in found if last - first >= SHORTEST] or [(0, len(spoken))]
