"""What an enrolment knows of each utterance, as plain data; `sincnet.examination` finds it out. Free of torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from audio.quality import Quality
from sincnet.events import Identification
from sincnet.voiceprints import Voiceprint

TWO_VOICES = 0.3
"""Less probably than this do the two ends of an utterance belong together: two people spoke in it. Of 142 utterances of
one person none came below 0.98; of those joined from two people, 2 to 4 s each, seven of ten lie under it."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One utterance, float32 (n,) at 16 kHz: how it sounds, its voiceprint by the network `model_id`, who of the
    enrolled it sounds like, and how probably it is `one_voice` from beginning to end."""

    clip: np.ndarray
    quality: Quality
    mark: Voiceprint
    model_id: str
    answer: Identification
    one_voice: float

    @property
    def two_voices(self) -> bool:
        return self.one_voice < TWO_VOICES


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of the samples of one enrolment: `strays` are the places of those that do not belong to the rest, `resembles`
    the id of the person enrolled whom most of the others sound like, `strangers` whether most sound like nobody."""

    strays: tuple[int, ...]
    resembles: str | None
    strangers: bool


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Utterances worth keeping, float32 (n,) each at 16 kHz, and the voiceprint of each by the network `model_id`."""

    clips: Sequence[np.ndarray]
    prints: Sequence[Voiceprint]
    model_id: str


def prepared(samples: Sequence[Sample]) -> Prepared | list[np.ndarray]:
    """The samples as `sincnet.recogniser.Recogniser.enrol` takes them: to be heard anew if the network was replaced
    while they were collected."""
    clips = [sample.clip for sample in samples]
    if len({sample.model_id for sample in samples}) != 1:
        return clips
    return Prepared(clips, [sample.mark for sample in samples], samples[0].model_id)
