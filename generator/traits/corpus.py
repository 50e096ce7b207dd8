"""A corpus as the shipped network hears it: d-vectors of every speaker, kept, so that a second fit takes seconds.

Each speaker is heard clean and, as often as wished, through other rooms and microphones: what is learned must be the
voice and not the room. Clips of up to 6 s, cut into windows that do not overlap.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generator.measures import mean_pitch_hz, median_pitch_hz
from generator.voice import features, unit
from sincnet.checkpoint import Weights
from sincnet.corpora.dataset import Shard, Speaker
from sincnet.events import WhoSpeaksError
from sincnet.identifier import Embedder
from sincnet.paths import write_durably
from sincnet.progress import Progress, unseen
from sincnet.training.augment import Augmenter

FORMAT = 2
CLIP_WINDOWS = 4
ROOMS, NOISES = 60, 30


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """One speaker, window by window: unit `d_vectors` float32 (versions, windows, d), the clean version first, the
    pitches in Hz, float32 (versions, windows), and the number of the clip that each window is of, int64 (windows,),
    rising. What is asked of it are `generator.voice.features`, float32 (d + 1,), of several windows together."""

    speaker: Speaker
    d_vectors: NDArray[np.float32]
    pitches: NDArray[np.float32]
    clips: NDArray[np.int64]

    def clips_of(self, windows: int, version: int = 0) -> list[NDArray[np.float32]]:
        """Of stretches of so many windows of one clip each, one after the other. A clip that has fewer is left out."""
        found = []
        for clip in np.unique(self.clips):
            first, last = np.searchsorted(self.clips, [clip, clip + 1])
            starts = range(first, last - windows + 1, windows)
            found += [self._together(start, start + windows, version) for start in starts]
        return found

    def stretches(self, windows: int, version: int = 0) -> list[NDArray[np.float32]]:
        """Of so many windows each, one after the other, through the clips. A last one that has less than half of them
        is left out, unless there is no other."""
        starts = range(0, max(len(self.clips) - windows // 2, 1), windows)
        return [self._together(start, start + windows, version) for start in starts]

    def first(self, windows: int, version: int = 0) -> NDArray[np.float32]:
        """Of the first so many windows, or of as many as there are."""
        return self._together(0, windows, version)

    def halves(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Of the first and of the second half of the clean windows, which are recordings of their own where there are
        several."""
        middle = len(self.clips) // 2
        return self._together(0, middle), self._together(middle, len(self.clips))

    def _together(self, start: int, stop: int, version: int = 0) -> NDArray[np.float32]:
        hz = self.pitches[version, start:stop]
        pitch_hz = mean_pitch_hz(hz, np.ones(len(hz)))
        return features(unit(self.d_vectors[version, start:stop].sum(axis=0)), pitch_hz)


def hear_corpus(
    weights: Weights,
    speakers: Sequence[Speaker],
    cache: Path,
    *,
    windows: int,
    noisy: int,
    seed: int,
    speeds: Sequence[float] = (1.0,),
    progress: Progress = unseen,
) -> list[Heard]:
    """Hears up to `windows` windows of each speaker, clean and in `noisy` other rooms. Goes on where a kill struck.

    At each of `speeds` everybody is heard once more, as the class of that number of a `Shard` with these speeds.

    Raises `WhoSpeaksError` where a recording cannot be read, or the cache cannot be written.
    """
    if not speakers:
        raise WhoSpeaksError("There is nobody in this corpus to learn from; give the folder with its speakers.csv.")
    said = f"{FORMAT} {windows} {noisy} {seed}"
    folder = cache / f"voices-{weights.id}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"
    shard = Shard.build(cache, speakers, weights.model.config.windows, speeds)
    augmenter = Augmenter(seed, rooms=ROOMS, noises=NOISES) if noisy else None
    found = []
    for label, name in enumerate(progress(shard.classes, total=len(shard.classes))):
        path = folder / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.npz"
        kept = _kept(path)
        if kept is None:
            # Of the speaker's own, so that nothing depends on who else is heard, or in what order.
            rng = np.random.default_rng([seed, *name.encode()])
            kept = _hear(weights, shard, label, windows, noisy, augmenter, rng)
            try:
                write_durably(path, _packed(*kept))
            except OSError as error:
                raise WhoSpeaksError(f"{folder} cannot be written ({error.strerror}); make room there.") from error
        found.append(Heard(speakers[label % len(speakers)], *kept))
    return found


_Arrays = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64]]


def _hear(
    weights: Weights,
    shard: Shard,
    label: int,
    most: int,
    noisy: int,
    augmenter: Augmenter | None,
    rng: np.random.Generator,
) -> _Arrays:
    window = weights.model.config.windows.window
    versions: list[list[NDArray[np.float32]]] = [[] for _ in range(1 + noisy)]
    pitches: list[list[float]] = [[] for _ in range(1 + noisy)]
    clips: list[int] = []
    for clip, at, count in _stretches(shard, label, window, most):
        sound = shard.stretch(clip, at, count * window)
        clips += [clips[-1] + 1 if clips else 0] * count
        for version, heard in enumerate(versions):
            if version and augmenter is not None:
                sound = augmenter(shard.stretch(clip, at, count * window), _others(shard, count * window, rng), rng)
            spans = [(i * window, (i + 1) * window) for i in range(count)]
            heard.append(Embedder(weights).at(sound, spans))
            pitches[version] += [median_pitch_hz(sound[begin:end]) for begin, end in spans]
    if not clips:
        empty = np.zeros((1 + noisy, 0, weights.model.embedding_size), np.float32)
        return empty, empty[..., 0], np.zeros(0, np.int64)
    return np.stack([np.concatenate(heard) for heard in versions]), np.array(pitches, np.float32), np.array(clips)


def _stretches(shard: Shard, label: int, window: int, most: int) -> list[tuple[int, int, int]]:
    """Recording, first sample and number of windows of each clip of a speaker, `most` windows in all."""
    found: list[tuple[int, int, int]] = []
    left = most
    for recording in shard.of_class(label):
        whole = int(shard.lengths[recording]) // window
        for first in range(0, whole, CLIP_WINDOWS):
            count = min(CLIP_WINDOWS, whole - first, left)
            if count > 0:
                found.append((int(recording), first * window, count))
                left -= count
    return found


def _others(shard: Shard, length: int, rng: np.random.Generator) -> Callable[[int], list[NDArray[np.float32]]]:
    return lambda count: [shard.crop(int(rng.integers(len(shard.labels))), length, rng) for _ in range(count)]


def _packed(d_vectors: NDArray[np.float32], pitches: NDArray[np.float32], clips: NDArray[np.int64]) -> bytes:
    out = io.BytesIO()
    np.savez(out, d_vectors=d_vectors, pitches=pitches, clips=clips)
    return out.getvalue()


def _kept(path: Path) -> _Arrays | None:
    try:
        with np.load(path, allow_pickle=False) as kept:
            return kept["d_vectors"], kept["pitches"], kept["clips"]
    except (OSError, ValueError, KeyError):
        return None
