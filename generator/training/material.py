"""What is learned from and measured on: speakers, their speech as networks hear it, and their drawn faces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio.errors import WhoSpeaksError
from generator.portrait import VARIATION
from generator.training.photographs import Photographs
from generator.training.sitters import Sitter, pictures
from generator.training.voices import Voices
from generator.traits.corpus import hear_corpus
from generator.traits.teller import TRAITS, Teller
from generator.voice import WEIGHTS
from sincnet.checkpoint import load
from sincnet.config import WindowConfig
from sincnet.corpora.dataset import Shard, Speaker, read_speakers, split
from sincnet.progress import Progress

HELD_OUT = {"speechocean762": 44, "librispeech": 20}
"""Whom the shipped recogniser did not hear in training either, so that everything is measured on the same people."""

WINDOWS_HEARD = 24
"""Windows of a speaker whose mean is that speaker's voice."""

SPEEDS = (1.0, 0.9, 1.1)
"""Everybody is learned from once at each: a few hundred people are few to learn from."""

WINDOWS = WindowConfig()
"""How recordings are trimmed; the windows themselves are of no account here."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """A corpus, divided by speaker, and where what is made of it is kept. Faces are drawn, if there are no
    `photographs`."""

    training: Sequence[Speaker]
    held_out: Sequence[Speaker]
    cache: Path
    progress: Progress
    photographs: Photographs | None = None

    @classmethod
    def read(
        cls, corpus: Path, held_out: Mapping[str, int], cache: Path, progress: Progress, photographs: str = ""
    ) -> Material:
        """With the folder of prepared `photographs` it is of those alone whom one shows.

        Raises `WhoSpeaksError` where there is no corpus, or no photographs of its speakers.
        """
        training, unheard = split(read_speakers(corpus), dict(held_out))
        if not photographs:
            return cls(training, unheard, cache, progress)
        shown = Photographs(Path(photographs))
        return cls(shown.seen(training), shown.seen(unheard), cache, progress, shown)

    def voices(self, speakers: Sequence[Speaker], speeds: Sequence[float] = (1.0,)) -> Voices:
        """The speech of `speakers`, by their numbers in that list; those of other speeds come after them."""
        return Voices.build(self.cache, self.shard(speakers, speeds), self.progress)

    def d_vectors(self, speakers: Sequence[Speaker], speeds: Sequence[float] = (1.0,)) -> NDArray[np.float32]:
        """How the shipped recogniser hears each, float32 (speeds · speakers, d), in the order of `voices`."""
        heard = hear_corpus(
            load(WEIGHTS),
            speakers,
            self.cache,
            windows=WINDOWS_HEARD,
            noisy=0,
            seed=0,
            speeds=speeds,
            progress=self.progress,
        )
        return np.stack([one.first(WINDOWS_HEARD)[:-1] for one in heard])

    def faces(self, speakers: Sequence[Speaker], speeds: Sequence[float], moments: int, size: int) -> np.ndarray:
        """The faces of `speakers` in so many moments, uint8 (speeds · speakers, moments, size, size, 3), in the order
        of `voices`. Raises as `sitters`, and for a voice played faster, of whom there is no photograph."""
        if self.photographs is None:
            return pictures(self.cache, self.sitters(speakers, speeds), moments, size, self.progress)
        if tuple(speeds) != (1.0,):
            raise WhoSpeaksError("A voice at another speed is nobody in a photograph; add speeds=[1.0] to the command.")
        return self.photographs.of(self.cache, speakers, moments, size, self.progress)

    def sitters(self, speakers: Sequence[Speaker], speeds: Sequence[float] = (1.0,)) -> list[Sitter]:
        """Whom to draw for each, in the order of `voices`: a voice played faster is somebody else, of the same sex and
        age. Raises `WhoSpeaksError` where traits were not fitted to the shipped weights."""
        teller = Teller.load(TRAITS)
        teller.check(load(WEIGHTS).id)
        variation = teller.numbers.variation
        return [
            Sitter.of(speaker, variation.of(d_vector, VARIATION))
            for speaker, d_vector in zip(cycle(speakers), self.d_vectors(speakers, speeds), strict=False)
        ]

    def shard(self, speakers: Sequence[Speaker], speeds: Sequence[float] = (1.0,)) -> Shard:
        """Their recordings."""
        return Shard.build(self.cache, speakers, WINDOWS, speeds, self.progress)
