"""What is measured on: stretches of about ten seconds of each speaker, as the app hears them.

Hearing a stretch takes about a second, and every system is asked of the same ones, so what was heard is kept.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np

from audio.errors import WhoSpeaksError
from audio.source import RATE
from generator.honesty import LEAST_SPEECH_S, refusal
from generator.measures import Measures
from generator.traits.fit import age_group
from generator.voice import Voice, hear
from sincnet.checkpoint import Weights
from sincnet.corpora.dataset import Shard, Speaker
from sincnet.paths import write_durably
from sincnet.progress import Progress

SECONDS = 10.0
LEAST_S = LEAST_SPEECH_S + 1.0
"""Of sound in a stretch, for there are pauses in it. Who said less than twice this has one stretch only."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """So many samples from `start` of all that the `speaker` of that number said, clip after clip."""

    shard: Shard
    speaker: int
    start: int
    length: int

    @property
    def id(self) -> str:
        """The same for the same stretch of the same clips."""
        clips = self.shard.of_class(self.speaker)
        told = (self.shard.classes[self.speaker], self.shard.lengths[clips].tolist(), self.start, self.length)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]

    def samples(self) -> np.ndarray:
        """float32 (length,) at 16 kHz."""
        said = np.concatenate([self.shard.samples(int(clip)) for clip in self.shard.of_class(self.speaker)])
        return said[self.start : self.start + self.length]


def recordings(shard: Shard, most: int) -> list[Recording]:
    """Up to `most` stretches of each speaker, by speaker, no two of which share a sample.

    Each is of ten seconds; somebody who said less than twenty comes with two halves, so that everybody can be compared
    with another recording.
    """
    found = []
    for speaker in range(len(shard.classes)):
        said = int(shard.lengths[shard.of_class(speaker)].sum())
        length = min(int(SECONDS * RATE), said // 2)
        if length < LEAST_S * RATE:
            length = min(int(SECONDS * RATE), said)
        count = min(most, said // length)
        found += [Recording(shard, speaker, number * length, length) for number in range(count)]
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """`voices` of the stretches of which a face may be imagined, their `ids`, and `who` said each: int64 (n,), rising,
    numbers of `speakers`. `refused` stretches were too short, or no clear speech."""

    speakers: Sequence[Speaker]
    voices: Sequence[Voice]
    ids: Sequence[str]
    who: np.ndarray
    refused: int

    @classmethod
    def of(
        cls, weights: Weights, shard: Shard, speakers: Sequence[Speaker], most: int, cache: Path, progress: Progress
    ) -> Heard:
        """Hears up to `most` stretches of each of `speakers`, whose clips `shard` has; goes on where a kill struck.

        Raises `WhoSpeaksError` where the cache cannot be written, or nothing is left.
        """
        wanted = recordings(shard, most)
        place = cache / f"heard-{_way_of_hearing(weights, wanted[0])}"
        all_of_them = [_heard(weights, one, place) for one in progress(wanted, total=len(wanted), unit="voice")]
        kept = [number for number, voice in enumerate(all_of_them) if not refusal(voice)]
        if not kept:
            raise WhoSpeaksError("There is no clear speech in this corpus; give the folder of another one.")
        return cls(
            speakers,
            [all_of_them[number] for number in kept],
            [wanted[number].id for number in kept],
            np.array([wanted[number].speaker for number in kept]),
            len(wanted) - len(kept),
        )

    @property
    def groups(self) -> np.ndarray:
        """0 a child, 1 an adolescent, 2 an adult: int64 (n,)."""
        return np.array([age_group(speaker) for speaker in self.speakers])[self.who]

    @property
    def sexes(self) -> np.ndarray:
        """The corpus's letters, str (n,)."""
        return np.array([speaker.sex for speaker in self.speakers])[self.who]

    @property
    def firsts(self) -> np.ndarray:
        """Which are the first ones of their speakers, bool (n,)."""
        return np.diff(self.who, prepend=-1) > 0


def _way_of_hearing(weights: Weights, recording: Recording) -> str:
    """Another one as soon as something else is heard in a recording: then nothing that was kept is of use.

    Coarse, for the last digits depend on how many threads there are."""
    voice = hear(weights, recording.samples())
    told = [np.round(voice.embedding, 2) + 0.0, np.round(_numbers(voice), 1), np.array([len(voice.speech)])]
    return hashlib.sha256(b"".join(one.tobytes() for one in told)).hexdigest()[:16]


def _numbers(voice: Voice) -> np.ndarray:
    return np.array([voice.speech_s, voice.sound_s, *astuple(voice.measures)])


def _heard(weights: Weights, recording: Recording, place: Path) -> Voice:
    path = place / f"{recording.id}.npz"
    try:
        with np.load(path, allow_pickle=False) as kept:
            speech_s, sound_s, *measures = kept["numbers"].tolist()
            return Voice(kept["embedding"], weights.id, speech_s, sound_s, Measures(*measures), kept["speech"])
    except (OSError, ValueError, KeyError, TypeError):
        voice = hear(weights, recording.samples())
    out = io.BytesIO()
    np.savez(out, embedding=voice.embedding, numbers=_numbers(voice), speech=voice.speech)
    try:
        write_durably(path, out.getvalue())
    except OSError as error:
        raise WhoSpeaksError(f"{place} cannot be written ({error.strerror}); make room there.") from error
    return voice
