"""What was said for an enrolment: utterances heard while recording, and clips read from files. Knows no Qt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from audio.segmenter import Utterance
from audio.source import RATE


class Take:
    """Collects clips, float32 (n,) at 16 kHz, until there is enough speech."""

    def __init__(self, wanted_s: float = 20.0) -> None:
        self.wanted_s = wanted_s
        self._clips: list[np.ndarray] = []
        self._growing: list[Utterance] = []

    def hear(self, utterance: Utterance) -> None:
        """An utterance or a turn of one, perhaps still growing; it takes the place of what was heard of it before."""
        if utterance.complete:
            self._growing = [old for old in self._growing if old.end <= utterance.start or old.start >= utterance.end]
            self.add(utterance.samples)
        else:
            before = [
                replace(old, samples=old.samples[: utterance.start - old.start])
                for old in self._growing
                if old.start < utterance.start
            ]
            self._growing = [*before, utterance]

    def add(self, clip: np.ndarray) -> None:
        """A clip that counts as speech from end to end."""
        if len(clip):
            self._clips.append(clip)

    def keep_unfinished(self) -> None:
        """Recording stops in the middle of an utterance: what was heard of it counts."""
        for utterance in self._growing:
            self.add(utterance.samples)
        self._growing = []

    def clear(self) -> None:
        self._clips.clear()
        self._growing = []

    @property
    def clips(self) -> list[np.ndarray]:
        return list(self._clips)

    @property
    def speech_s(self) -> float:
        """Seconds heard so far, the unfinished utterance included."""
        return (sum(map(len, self._clips)) + sum(len(utterance.samples) for utterance in self._growing)) / RATE

    @property
    def share(self) -> float:
        """How much of what is wanted is there, in [0, 1]."""
        return min(1.0, self.speech_s / self.wanted_s)
