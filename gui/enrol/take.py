"""What was said for an enrolment: utterances heard while recording, and clips read from files. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from audio.quality import Fault, Quality, quality
from audio.segmenter import Utterance
from sincnet.samples import Sample

LEAST_S = 3.0
"""Nobody is enrolled from less; see `sincnet.enrolment.LEAST_SPEECH_S`."""

Trouble = Fault | Literal["two voices", "stray", "nothing"]


@dataclass(slots=True, eq=False)
class Piece:
    """One utterance, float32 (n,) at 16 kHz. `sample` is what the recogniser made of it, once it is `examined`;
    `kept` if the user says that it counts, whatever is wrong with it; `before` if it was said before the wizard was
    there: it counts where nothing is wrong with it, and nobody is asked."""

    clip: np.ndarray
    floor_dbfs: float
    quality: Quality
    sample: Sample | None = None
    examined: bool = False
    stray: bool = False
    kept: bool = False
    before: bool = False

    @property
    def trouble(self) -> Trouble | None:
        """What is worst about it, or None."""
        if self.examined and self.sample is None:
            return "nothing"
        if self.sample is not None and self.sample.two_voices:
            return "two voices"
        return self.quality.fault or ("stray" if self.stray else None)

    @property
    def counts(self) -> bool:
        return self.kept or self.trouble is None


class Take:
    """Collects pieces until there are `wanted_s` seconds of good speech, pauses not counted."""

    def __init__(self, wanted_s: float = 20.0) -> None:
        self.wanted_s = wanted_s
        self.pieces: list[Piece] = []
        self._growing: list[tuple[Utterance, Quality]] = []
        self._floor_dbfs = 0.0

    def hear(self, utterance: Utterance, floor_dbfs: float) -> Piece | None:
        """An utterance or a turn of one, perhaps still growing, over a background of `floor_dbfs`; it takes the place
        of what was heard of it before. When it is complete, its piece."""
        self._floor_dbfs = floor_dbfs
        if utterance.complete:
            self._growing = [
                old for old in self._growing if old[0].end <= utterance.start or old[0].start >= utterance.end
            ]
            return self.add(utterance.samples, floor_dbfs)
        before = [
            self._judged(replace(old, samples=old.samples[: utterance.start - old.start]))
            for old, _ in self._growing
            if old.start < utterance.start
        ]
        self._growing = [*before, self._judged(utterance)]
        return None

    def add(self, clip: np.ndarray, floor_dbfs: float) -> Piece | None:
        """An utterance that is complete; None for one without sound."""
        if not len(clip):
            return None
        self.pieces.append(Piece(clip, floor_dbfs, quality(clip, floor_dbfs)))
        return self.pieces[-1]

    def keep_unfinished(self) -> None:
        """Recording stops in the middle of an utterance: what was heard of it counts."""
        for utterance, _ in self._growing:
            self.add(utterance.samples, self._floor_dbfs)
        self._growing = []

    def drop(self, pieces: Iterable[Piece]) -> None:
        gone = list(pieces)
        self.pieces = [piece for piece in self.pieces if piece not in gone]

    def clear(self) -> None:
        self.pieces.clear()
        self._growing = []

    @property
    def counting(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.counts]

    @property
    def set_aside(self) -> list[Piece]:
        return [piece for piece in self.pieces if not piece.counts]

    @property
    def samples(self) -> list[Sample]:
        """What the recogniser made of the pieces that count."""
        return [piece.sample for piece in self.counting if piece.sample is not None]

    @property
    def speech_s(self) -> float:
        """Seconds of good speech so far, the unfinished utterance included."""
        growing = sum(judged.speech_s for _, judged in self._growing if judged.fault is None)
        return sum(piece.quality.speech_s for piece in self.counting) + growing

    @property
    def heard_s(self) -> float:
        """Seconds of speech so far, good or not."""
        return self.speech_s + sum(piece.quality.speech_s for piece in self.set_aside)

    @property
    def given_s(self) -> float:
        """As `heard_s`, without what was said before the wizard was there: what somebody did for this."""
        return self.heard_s - sum(piece.quality.speech_s for piece in self.pieces if piece.before)

    @property
    def growing_fault(self) -> Fault | None:
        """What is wrong with the utterance under way."""
        return self._growing[-1][1].fault if self._growing else None

    @property
    def share(self) -> float:
        """How much of what is wanted is there, in [0, 1]."""
        return min(1.0, self.speech_s / self.wanted_s)

    def _judged(self, utterance: Utterance) -> tuple[Utterance, Quality]:
        return utterance, quality(utterance.samples, self._floor_dbfs)
