"""What is kept of one person, looked at closely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from audio.errors import AudioError
from audio.files import read_audio
from audio.quality import Quality, background_dbfs, quality
from sincnet.clips import Clip
from sincnet.people import Person

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

COLUMNS = 120
"""Of the outline of an utterance."""


@dataclass(frozen=True, slots=True)
class Details:
    """A person, and their utterances in the order in which they were said, each with how it was recorded; None for a
    file that is missing or cannot be read. `outlines` tell by the id of each that can be how loud it is from beginning
    to end: float32 (COLUMNS,) in [0, 1], 1 being its loudest."""

    person: Person
    utterances: Sequence[tuple[Clip, Quality | None]]
    outlines: Mapping[str, np.ndarray]


def details(recogniser: Recogniser, person_id: str) -> Details:
    """Reads all that somebody said. Raises `WhoSpeaksError` for nobody."""
    gallery = recogniser.gallery
    utterances: list[tuple[Clip, Quality | None]] = []
    outlines: dict[str, np.ndarray] = {}
    for clip in gallery.clips.of(person_id):
        try:
            samples = read_audio(clip.path)
        except AudioError:
            utterances.append((clip, None))
        else:
            utterances.append((clip, quality(samples, background_dbfs(samples))))
            outlines[clip.id] = outline(samples)
    return Details(gallery.get(person_id), utterances, outlines)


def outline(samples: np.ndarray) -> np.ndarray:
    """How loud a recording, float32 (n,), is from beginning to end: float32 (COLUMNS,) in [0, 1], 1 its loudest."""
    loud = [float(np.sqrt(np.mean(part**2))) if len(part) else 0.0 for part in np.array_split(samples, COLUMNS)]
    return np.array(loud, np.float32) / max(max(loud), 1e-9)
