"""What the live session says, as plain data: the language between listening, thinking and showing.

Free of torch, so that a window can be drawn before a model is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from audio.errors import WhoSpeaksError as WhoSpeaksError
from audio.level import Level
from audio.segmenter import Utterance
from audio.source import Block, Notice


@dataclass(frozen=True, slots=True)
class Candidate:
    """An enrolled person as an answer to one utterance.

    `votes` is the share of windows in [0, 1] whose class was this person, `score` how far the cosine of utterance and
    person is above what the most similar impostors give, in their deviations (for ranking and thresholds),
    `probability` the calibrated probability that the utterance is theirs.
    """

    person_id: str
    name: str
    votes: float
    score: float
    probability: float


@dataclass(frozen=True, slots=True, eq=False)
class Identification:
    """Who said an utterance.

    `speaker` is None for a stranger; `confidence` is the calibrated probability that this answer is right; `candidates`
    holds every enrolled person, or the nearest `sincnet.register.SHORTLIST` of more, most probable first;
    `window_votes` the index into `candidates` that each window voted for, in time order (empty when nobody is
    enrolled); `embedding` float32 (d,) the unit-length d-vector of the utterance, zeros when there was too little sound
    for one; `compute_ms` the time from the last sample to this answer (what was done before, while they spoke, is not
    in it); `windows` how many were heard, 0 when there was too little sound to judge; `window_chances` float32
    (windows, first candidates) how each window's evidence is shared out among those it was compared with (of a softmax
    over everybody, so rows sum to at most 1; it knows no strangers).
    """

    speaker: str | None
    person_id: str | None
    confidence: float
    candidates: tuple[Candidate, ...]
    window_votes: tuple[int, ...]
    embedding: np.ndarray
    compute_ms: float
    windows: int
    window_chances: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.float32))

    def in_brief(self, best: int = 3) -> Identification:
        """What is worth keeping of it, for thousands may be kept: without the d-vector and the windows' chances, and of
        the candidates the `best` and all who were voted for."""
        kept = [place for place in range(len(self.candidates)) if place < best or place in self.window_votes]
        at = {place: number for number, place in enumerate(kept)}
        return replace(
            self,
            candidates=tuple(self.candidates[place] for place in kept),
            window_votes=tuple(at[vote] for vote in self.window_votes),
            embedding=np.zeros(0, np.float32),
            window_chances=np.zeros((0, 0), np.float32),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A block went by; comes for every block, in order."""

    block: Block
    level: Level


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody began to speak; `start` in samples since the stream began (pre-roll included)."""

    start: int


@dataclass(frozen=True, slots=True, eq=False)
class Provisional:
    """The best guess while they still speak, from about 0.8 s on."""

    utterance: Utterance
    identification: Identification


@dataclass(frozen=True, slots=True, eq=False)
class Identified:
    """The answer for a finished utterance."""

    utterance: Utterance
    identification: Identification


@dataclass(frozen=True, slots=True)
class SpeechDiscarded:
    """What began at `start` was over too soon to be an utterance (a cough, a door)."""

    start: int


Event = Heard | SpeechStarted | Provisional | Identified | SpeechDiscarded | Notice
