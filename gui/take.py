"""What was said for an enrolment: utterances heard while recording, and clips read from files. Knows no Qt."""

from __future__ import annotations

import numpy as np

from audio.segmenter import Utterance
from audio.source import RATE


class Take:
    """Collects clips, float32 (n,) at 16 kHz, until there is enough speech."""

    def __init__(self, wanted_s: float = 20.0) -> None:
        self.wanted_s = wanted_s
        self._clips: list[np.ndarray] = []
        self._unfinished: Utterance | None = None

    def hear(self, utterance: Utterance) -> None:
        """An utterance, perhaps still growing: the longer one replaces the shorter one with the same start."""
        if self._unfinished is not None and self._unfinished.start != utterance.start:
            self.keep_unfinished()
        if utterance.complete:
            self._unfinished = None
            self.add(utterance.samples)
        else:
            self._unfinished = utterance

    def add(self, clip: np.ndarray) -> None:
        """A clip that counts as speech from end to end."""
        if len(clip):
            self._clips.append(clip)

    def keep_unfinished(self) -> None:
        """Recording stops in the middle of an utterance: what was heard of it counts."""
        if self._unfinished is not None:
            self.add(self._unfinished.samples)
            self._unfinished = None

    def clear(self) -> None:
        self._clips.clear()
        self._unfinished = None

    @property
    def clips(self) -> list[np.ndarray]:
        return list(self._clips)

    @property
    def speech_s(self) -> float:
        """Seconds heard so far, the unfinished utterance included."""
        growing = 0 if self._unfinished is None else len(self._unfinished.samples)
        return (sum(map(len, self._clips)) + growing) / RATE

    @property
    def share(self) -> float:
        """How much of what is wanted is there, in [0, 1]."""
        return min(1.0, self.speech_s / self.wanted_s)
