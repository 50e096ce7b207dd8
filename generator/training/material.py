"""What is learned from and measured on: speakers, their speech as networks hear it, and their drawn faces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.portrait import VARIATION
from generator.training.sitters import Sitter
from generator.training.voices import Progress, Voices
from generator.traits.corpus import hear_corpus
from generator.traits.teller import TRAITS, Teller
from generator.voice import WEIGHTS
from sincnet.checkpoint import load
from sincnet.config import WindowConfig
from sincnet.corpora.dataset import Shard, Speaker, read_speakers, split

HELD_OUT = {"speechocean762": 44, "librispeech": 20}
"""Whom the shipped recogniser did not hear in training either, so that everything is measured on the same people."""

WINDOWS_HEARD = 24
"""Windows of a speaker whose mean is that speaker's voice."""

WINDOWS = WindowConfig()
"""How recordings are trimmed; the windows themselves are of no account here."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """A corpus, divided by speaker, and where what is made of it is kept."""

    training: Sequence[Speaker]
    held_out: Sequence[Speaker]
    cache: Path
    progress: Progress

    @classmethod
    def read(cls, corpus: Path, held_out: Mapping[str, int], cache: Path, progress: Progress) -> Material:
        """Raises `WhoSpeaksError` where there is no corpus."""
        return cls(*split(read_speakers(corpus), dict(held_out)), cache, progress)

    def voices(self, speakers: Sequence[Speaker], speeds: Sequence[float] = (1.0,)) -> Voices:
        """The speech of `speakers`, by their numbers in that list; those of other speeds come after them."""
        return Voices.build(self.cache, self.shard(speakers, speeds), self.progress)

    def sitters(self, speakers: Sequence[Speaker]) -> list[Sitter]:
        """Whom to draw for each. Raises `WhoSpeaksError` where traits were not fitted to the shipped weights."""
        weights, teller = load(WEIGHTS), Teller.load(TRAITS)
        teller.check(weights.id)
        heard = hear_corpus(
            weights, speakers, self.cache, windows=WINDOWS_HEARD, noisy=0, seed=0, progress=self.progress
        )
        variation = teller.numbers.variation
        return [Sitter.of(one.speaker, variation.of(one.first(WINDOWS_HEARD)[:-1], VARIATION)) for one in heard]

    def shard(self, speakers: Sequence[Speaker], speeds: Sequence[float] = (1.0,)) -> Shard:
        """Their recordings."""
        return Shard.build(self.cache, speakers, WINDOWS, speeds, self.progress)
