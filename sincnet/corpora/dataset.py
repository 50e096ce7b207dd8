"""Speech to train and measure on: speakers, their recordings, and random access to their samples.

A corpus is a folder with a `speakers.csv`: either a folder of sound files per speaker (columns speaker, corpus, folder,
sex, age), or what `main.py prepare` has made. Sound files are decoded once, into a cache of the same format, so that
training reads random crops without decoding and without holding everything in memory.
"""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soxr

from audio.source import RATE
from sincnet.config import WindowConfig
from sincnet.corpora.formants import store_moved
from sincnet.corpora.layout import is_audio
from sincnet.corpora.manifest import Clips, Manifest, Recording, read_corpus, stretch
from sincnet.corpora.silence import Silence
from sincnet.corpora.store import Part, Source, store
from sincnet.events import WhoSpeaksError
from sincnet.progress import Progress, unseen


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person of a corpus; `age` in years where it is known.

    `split` is what the corpus has the person for: "train", "dev", "test" or nothing. The recordings of somebody of a
    prepared corpus are found in its `manifest`.
    """

    id: str
    corpus: str
    folder: Path
    sex: str
    age: int | None
    split: str = ""
    manifest: Manifest | None = field(default=None, compare=False, repr=False)

    def recordings(self) -> list[Recording]:
        """Sorted by name; those of sound files may lie in folders of sessions."""
        if self.manifest is not None:
            return [self.manifest.recording(row) for row in self.manifest.rows_of(self.id)]
        files = sorted(path for path in self.folder.rglob("*") if is_audio(path))
        return [Recording(path.relative_to(self.folder).as_posix(), path) for path in files]


def read_speakers(corpus: Path) -> list[Speaker]:
    """The speakers listed in `corpus/speakers.csv`. Raises `WhoSpeaksError` when there is no such list."""
    manifest = Manifest.read(corpus) if read_corpus(corpus) is not None else None
    try:
        with (corpus / "speakers.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise WhoSpeaksError(f"There is no readable speakers.csv in {corpus}; give the folder of a corpus.") from error
    try:
        return [
            Speaker(
                row["speaker"],
                row["corpus"],
                corpus / row["folder"] if manifest is None else corpus,
                row["sex"],
                int(row["age"]) if row["age"] else None,
                row.get("split") or "",
                manifest,
            )
            for row in rows
        ]
    except (KeyError, ValueError) as error:
        raise WhoSpeaksError(
            f"{corpus / 'speakers.csv'} does not list speaker, corpus, folder, sex and age ({error}); correct it, or, "
            "if that folder was being prepared, prepare it to the end."
        ) from error


def split(speakers: Sequence[Speaker], held_out: dict[str, int]) -> tuple[list[Speaker], list[Speaker]]:
    """Training and held-out speakers: `held_out` says how many of each corpus; those whom a corpus itself keeps from
    training are held out besides.

    Sexes and children (under 16) are held out in proportion. Always the same people for the same list, independent of
    its order: they are ranked by a hash of their names.
    """

    def rank(speaker: Speaker) -> str:
        return hashlib.sha256(speaker.id.encode()).hexdigest()

    out = {s.id for s in speakers if s.split not in ("", "train")}
    for corpus, wanted in held_out.items():
        strata: dict[tuple[str, bool], list[Speaker]] = {}
        for speaker in sorted((s for s in speakers if s.corpus == corpus and s.id not in out), key=rank):
            strata.setdefault((speaker.sex, speaker.age is not None and speaker.age < 16), []).append(speaker)
        total = sum(len(group) for group in strata.values())
        # A stable order in which every prefix is in proportion: by relative position inside the stratum.
        order = sorted(
            ((place + 0.5) / len(group), key, speaker.id)
            for key, group in strata.items()
            for place, speaker in enumerate(group)
        )
        out.update(speaker_id for _, _, speaker_id in order[: min(wanted, total)])
    return [s for s in speakers if s.id not in out], [s for s in speakers if s.id in out]


class Shard:
    """Clips of several classes, read from the disk as they are used.

    `classes` names the classes; `labels` and `lengths`, int64 (clips,), say of every clip which class it is of and how
    many samples it has, `closed_sets`, str (clips,), whether the corpus has it for "train", "dev" or "test" (or
    nothing). With `speeds` and `formants` other than 1, every speaker comes once more per pair of them as a class of
    their own: a voice played faster is another voice (Yamamoto et al., Interspeech 2019), and so is one with other
    formants.
    Clips stand by speaker, then by version.
    """

    def __init__(
        self,
        names: Sequence[str],
        speakers: Sequence[Clips],
        speeds: Sequence[float] = (1.0,),
        moved: Mapping[float, Sequence[Clips]] | None = None,
    ) -> None:
        """`moved` holds, per factor other than 1, the same clips with their formants moved."""
        formants = {1.0: speakers, **(moved or {})}
        self._versions = [(factor, speed) for factor in formants for speed in speeds]
        self.classes = [_class_name(name, *version) for version in self._versions for name in names]
        self._files = {factor: [clips.file for clips in versions] for factor, versions in formants.items()}
        count = len(self._versions)
        versions = [clips for clips in speakers for _ in range(count)]
        counts = [len(clips.starts) for clips in versions]
        labels = [version * len(names) + number for number in range(len(names)) for version in range(count)]
        self.labels = np.repeat(np.array(labels), counts)
        self._starts = np.concatenate([clips.starts for clips in versions])
        self._stored = np.concatenate([clips.lengths for clips in versions])
        self.closed_sets = np.concatenate([clips.closed_sets for clips in versions])
        by_version = np.array([speed for _, speed in self._versions])
        self.lengths = (self._stored / by_version[self.labels // len(names)]).astype(np.int64)
        self._index()

    def _index(self) -> None:
        self._by_class = np.argsort(self.labels, kind="stable")
        self._bounds = np.searchsorted(self.labels[self._by_class], np.arange(len(self.classes) + 1))

    @classmethod
    def build(
        cls,
        cache: Path,
        speakers: Sequence[Speaker],
        windows: WindowConfig,
        speeds: Sequence[float] = (1.0,),
        progress: Progress = unseen,
        formants: Sequence[float] = (1.0,),
    ) -> Shard:
        """The recordings of `speakers`: of a prepared corpus as they lie, of sound files decoded into `cache`.

        `progress` is given the speakers being decoded and `total`. Raises `WhoSpeaksError` for nobody, for a speaker
        who is never heard and for a file that cannot be read.
        """
        if not speakers:
            raise WhoSpeaksError("There is no speaker left to train on; hold fewer out, or give a larger corpus.")
        folder = cache / f"trim-{windows.trim_db:g}"
        raw = {
            str(speaker.folder.absolute()): [Source(r.name, r.file) for r in speaker.recordings()]
            for speaker in speakers
            if speaker.manifest is None
        }
        decoded = progress(store(folder, raw, Silence(windows.trim_db)), total=len(raw), unit="speaker") if raw else ()
        parts: dict[str, Part] = {part.speaker: part for part in decoded}
        found = []
        for speaker in speakers:
            if speaker.manifest is None:
                part = parts[str(speaker.folder.absolute())]
                part.raise_damage()
                clips = part.clips(folder)
            else:
                clips = speaker.manifest.clips_of(speaker.id)
            if not len(clips.starts):
                raise WhoSpeaksError(f"There is no audible recording of {speaker.id}; take that speaker off the list.")
            found.append(clips)
        moved = {
            factor: store_moved(cache / f"formants-{factor:g}", found, factor, progress)
            for factor in formants
            if factor != 1.0
        }
        return cls([speaker.id for speaker in speakers], found, speeds, moved)

    def only(self, chosen: np.ndarray) -> Shard:
        """The same classes with the `chosen` clips alone, bool (clips,)."""
        part = copy(self)
        for name in ("labels", "lengths", "closed_sets", "_starts", "_stored"):
            setattr(part, name, getattr(self, name)[chosen])
        part._index()
        return part

    def of_class(self, label: int) -> np.ndarray:
        """Numbers of the clips of a class, int64 (n,)."""
        return self._by_class[self._bounds[label] : self._bounds[label + 1]]

    def samples(self, clip: int) -> np.ndarray:
        """The whole clip, float32 (n,)."""
        return self._stretch(clip, 0, int(self.lengths[clip]))

    def crop(self, clip: int, length: int, rng: np.random.Generator) -> np.ndarray:
        """A random stretch of `length` samples, float32 (length,); a shorter clip is repeated."""
        return self.stretch(clip, self.place(clip, length, rng), length)

    def place(self, clip: int, length: int, rng: np.random.Generator) -> int:
        """Where in the clip a random stretch of `length` samples begins."""
        return int(rng.integers(max(int(self.lengths[clip]) - length, 0) + 1))

    def stretch(self, clip: int, at: int, length: int) -> np.ndarray:
        """`length` samples of the clip from `at`, float32 (length,); a shorter clip is repeated."""
        if int(self.lengths[clip]) < length:
            return np.resize(self.samples(clip), length)
        return self._stretch(clip, at, length)

    def _stretch(self, clip: int, at: int, length: int) -> np.ndarray:
        """`length` samples from `at`, at the clip's own speed: resampled here, for on the disk it would be thrice."""
        version, speaker = divmod(int(self.labels[clip]), len(self._files[1.0]))
        factor, speed = self._versions[version]
        first, last = int(at * speed), math.ceil((at + length) * speed)
        start = int(self._starts[clip])
        last = min(last, int(self._stored[clip]))
        piece = stretch(self._files[factor][speaker], start + first, last - first)
        return piece if speed == 1.0 else soxr.resample(piece, RATE * speed, RATE)[:length]


def _class_name(name: str, formants: float, speed: float) -> str:
    return name + "".join(f"{mark}{factor}" for mark, factor in (("×", speed), ("~", formants)) if factor != 1.0)
