"""What was said lately but is not kept on the disk: in memory only, for whoever says at once who it was."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

import numpy as np

from audio.source import RATE

MOST_S = 300.0
"""So much speech is held, ten megabytes; the oldest goes first."""


class Recent:
    """The sound of the latest utterances by their ids. It may be used by several threads at once."""

    def __init__(self, most_s: float = MOST_S) -> None:
        self._most = round(most_s * RATE)
        self._lock = Lock()
        self._said: OrderedDict[str, np.ndarray] = OrderedDict()

    def __contains__(self, utterance_id: str) -> bool:
        return utterance_id in self._said

    def add(self, utterance_id: str, samples: np.ndarray) -> None:
        """Hold `samples`, float32 (n,) in [-1, 1], with 16 bit each as a file would."""
        with self._lock:
            self._said[utterance_id] = (np.clip(samples, -1.0, 1.0) * 32_767.0).astype(np.int16)
            while sum(map(len, self._said.values())) > self._most and len(self._said) > 1:
                self._said.popitem(last=False)

    def sound(self, utterance_id: str) -> np.ndarray | None:
        """float32 (n,) in [-1, 1], or None where it is not held any more."""
        with self._lock:
            samples = self._said.get(utterance_id)
        return None if samples is None else samples.astype(np.float32) / 32_767.0

    def clear(self) -> None:
        with self._lock:
            self._said.clear()
