"""Events of a live session by hand, for tests of the window."""

import numpy as np

from audio.level import Level
from audio.segmenter import Utterance
from audio.source import RATE

NAMES = ["Anna", "Ravi", None]


def utterance(seconds: float = 1.0, start: int = 0, *, complete: bool = True) -> Utterance:
    return Utterance(np.zeros(int(seconds * RATE), np.float32), start, complete)


def level(activity: str, *, clipped: bool = False) -> Level:
    return Level(-20, -10, -60, -45, clipped, activity)  # type: ignore[arg-type]
