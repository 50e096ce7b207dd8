"""The speech of a corpus as the published voice networks hear it: log-mel energies, computed once and mapped from disk.

Wen et al. train on crops of 3 to 8 s of clips that last 8 s and more. Clips here are shorter, so those of one speaker
are joined, in order, to utterances of at least 10 s of speech; each is normalised as one clip would be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.format import open_memmap

from audio.errors import WhoSpeaksError
from audio.source import RATE
from generator.frontends.log_mel import BANDS, NoSpeechError, log_mel, normalised, only_speech
from generator.frontends.sound import HOP
from sincnet.corpora.dataset import Shard
from sincnet.progress import Progress, unseen

UTTERANCE_S = 10.0
"""Seconds of speech in an utterance, at least; what a speaker has left over at the end goes to the one before."""


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """Utterances of the speakers of a shard, by their numbers there.

    `features` float16 (frames, 64), mapped; `starts` and `lengths` int64 (utterances,) in frames of 10 ms; `speakers`
    int64 (utterances,), rising.
    """

    features: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray
    speakers: np.ndarray

    @classmethod
    def build(cls, cache: Path, shard: Shard, progress: Progress = unseen) -> Voices:
        """Computed into `cache` where it is not yet there; a kill leaves nothing half done.

        Raises `WhoSpeaksError` for a speaker of whom no speech is found.
        """
        path = cache / f"log-mel-{_fingerprint(shard)}.npy"
        if not path.exists():
            _compute(path, shard, progress)
        index = np.load(path.with_suffix(".index.npy"))
        return cls(np.load(path, mmap_mode="r"), *index)

    def of_speaker(self, speaker: int) -> range:
        """The numbers of a speaker's utterances."""
        return range(*np.searchsorted(self.speakers, [speaker, speaker + 1]))

    def whole(self, utterance: int) -> np.ndarray:
        """float32 (64, frames)."""
        start = self.starts[utterance]
        return self.features[start : start + self.lengths[utterance]].T.astype(np.float32)

    def crop(self, utterance: int, frames: int, rng: np.random.Generator) -> np.ndarray:
        """A random stretch, float32 (64, frames); a shorter utterance is repeated from its start."""
        length = int(self.lengths[utterance])
        if length < frames:
            return np.resize(self.whole(utterance).T, (frames, BANDS)).T
        start = self.starts[utterance] + int(rng.integers(length - frames + 1))
        return self.features[start : start + frames].T.astype(np.float32)


def _compute(path: Path, shard: Shard, progress: Progress) -> None:
    """Writes the features and, before they get their name, the index beside them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # No more frames than samples have hops, and one a clip: the file is cut to what was written in the end.
    most = int((shard.lengths // HOP + 1).sum())
    part = path.with_suffix(".part")
    mapped = open_memmap(part, "w+", np.float16, (most, BANDS))
    index: list[tuple[int, int, int]] = []
    written = 0
    for speaker in progress(range(len(shard.classes)), total=len(shard.classes), unit="voice"):
        spoken = list(utterances(clip for number in shard.of_class(speaker) if len(clip := _speech(shard, number))))
        if not spoken:
            raise WhoSpeaksError(f"No speech is found in the recordings of {shard.classes[speaker]}; leave them out.")
        for samples in spoken:
            features = normalised(log_mel(samples)).T  # (frames, 64)
            mapped[written : written + len(features)] = features
            index.append((written, len(features), speaker))
            written += len(features)
    mapped.flush()
    whole = open_memmap(path.with_suffix(".whole"), "w+", np.float16, (written, BANDS))
    whole[:] = mapped[:written]
    whole.flush()
    np.save(path.with_suffix(".index.npy"), np.array(index, np.int64).T)
    part.unlink()
    path.with_suffix(".whole").replace(path)


def _speech(shard: Shard, clip: int) -> np.ndarray:
    try:
        return only_speech(shard.samples(clip))
    except NoSpeechError:
        return np.zeros(0)


def utterances(clips: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
    """Clips of speech (n,) joined to stretches of at least `UTTERANCE_S`; all of them where there is less in all."""
    gathered: list[np.ndarray] = []
    before: np.ndarray | None = None
    for clip in clips:
        gathered.append(clip)
        if sum(map(len, gathered)) >= UTTERANCE_S * RATE:
            if before is not None:
                yield before
            before, gathered = np.concatenate(gathered), []
    rest = ([] if before is None else [before]) + gathered
    if rest:
        yield np.concatenate(rest)


def _fingerprint(shard: Shard) -> str:
    """Of what is in the shard: the same speakers with the same clips at the same speeds."""
    told: Sequence[Any] = (list(shard.classes), shard.labels.tolist(), shard.lengths.tolist(), UTTERANCE_S)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
