"""Speech to train and measure on: speakers, their recordings, and one flat file of samples on disk.

A corpus is a folder with a `speakers.csv` (speaker, corpus, folder, sex, age). It is decoded once into a memory-mapped
int16 array, so that training reads random crops without decoding and without holding everything in memory.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import soxr

from audio.files import read_audio
from audio.source import RATE
from sincnet.config import WindowConfig
from sincnet.events import WhoSpeaksError
from sincnet.paths import write_durably
from sincnet.windows import trim


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person of a corpus; `age` in years where it is known."""

    id: str
    corpus: str
    folder: Path
    sex: str
    age: int | None

    def recordings(self) -> list[Path]:
        return sorted(path for path in self.folder.iterdir() if path.suffix in {".opus", ".flac", ".wav", ".ogg"})


def read_speakers(corpus: Path) -> list[Speaker]:
    """The speakers listed in `corpus/speakers.csv`. Raises `WhoSpeaksError` when there is no such list."""
    try:
        with (corpus / "speakers.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise WhoSpeaksError(f"There is no readable speakers.csv in {corpus}; give the folder of a corpus.") from error
    return [
        Speaker(
            row["speaker"],
            row["corpus"],
            corpus / row["folder"],
            row["sex"],
            int(row["age"]) if row["age"] else None,
        )
        for row in rows
    ]


def split(speakers: Sequence[Speaker], held_out: dict[str, int]) -> tuple[list[Speaker], list[Speaker]]:
    """Training and held-out speakers: `held_out` says how many of each corpus.

    Sexes and children (under 16) are held out in proportion. Always the same people for the same list, independent of
    its order: they are ranked by a hash of their names.
    """

    def rank(speaker: Speaker) -> str:
        return hashlib.sha256(speaker.id.encode()).hexdigest()

    out: set[str] = set()
    for corpus, wanted in held_out.items():
        strata: dict[tuple[str, bool], list[Speaker]] = {}
        for speaker in sorted((s for s in speakers if s.corpus == corpus), key=rank):
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


@dataclass(frozen=True, slots=True)
class Clip:
    """A trimmed recording in the flat file: its class, and where its samples lie."""

    label: int
    start: int
    length: int


class Shard:
    """Recordings of several classes in one memory-mapped int16 file, `samples.i16`, with `index.json` beside it.

    With `speeds` other than 1, every speaker comes once more per speed as a class of their own: a voice played faster
    is another voice (Yamamoto et al., Interspeech 2019).
    """

    def __init__(self, folder: Path) -> None:
        index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        self.classes: list[str] = index["classes"]
        self.clips = [Clip(**clip) for clip in index["clips"]]
        self.samples = np.memmap(folder / "samples.i16", dtype=np.int16, mode="r")
        self.by_class: list[list[Clip]] = [[] for _ in self.classes]
        for clip in self.clips:
            self.by_class[clip.label].append(clip)

    @classmethod
    def build(
        cls,
        cache: Path,
        speakers: Sequence[Speaker],
        windows: WindowConfig,
        speeds: Sequence[float] = (1.0,),
        progress: type | None = None,
    ) -> Shard:
        """Decodes `speakers` into a folder of their own in `cache`, or opens it when it is there.

        Raises `WhoSpeaksError` for a speaker who is never heard, `AudioError` for a file that cannot be read.
        """
        key = hashlib.sha256(
            repr((sorted(s.id for s in speakers), windows.trim_db, tuple(speeds))).encode()
        ).hexdigest()
        folder = cache / key[:16]
        index_path = folder / "index.json"  # written last, so that what a kill left half done is done again
        if index_path.exists():
            return cls(folder)
        folder.mkdir(parents=True, exist_ok=True)
        classes = [f"{s.id}×{speed}" if speed != 1.0 else s.id for speed in speeds for s in speakers]
        clips, position = [], 0
        with (folder / "samples.i16").open("wb") as file, ThreadPoolExecutor(2) as pool:
            decoded: Iterator[list[list[np.ndarray]]] = pool.map(
                lambda s: _decode(s, windows.trim_db, speeds), speakers
            )
            for number, versions in enumerate(progress(decoded, total=len(speakers)) if progress else decoded):
                if not versions[0]:
                    raise WhoSpeaksError(
                        f"There is no audible recording of {speakers[number].id}; take that speaker off the list."
                    )
                for speed_index, recordings in enumerate(versions):
                    for samples in recordings:
                        file.write(samples.tobytes())
                        clips.append(Clip(speed_index * len(speakers) + number, position, len(samples)))
                        position += len(samples)
        index = {"classes": classes, "clips": [asdict(clip) for clip in clips]}
        write_durably(index_path, json.dumps(index).encode())
        return cls(folder)

    def crop(self, clip: Clip, length: int, rng: np.random.Generator) -> np.ndarray:
        """A random stretch of `length` samples, float32 (length,); a shorter clip is repeated."""
        if clip.length >= length:
            at = clip.start + int(rng.integers(clip.length - length + 1))
            piece = self.samples[at : at + length]
        else:
            piece = np.resize(self.samples[clip.start : clip.start + clip.length], length)
        return piece.astype(np.float32) / np.float32(32768)


def _decode(speaker: Speaker, trim_db: float, speeds: Sequence[float]) -> list[list[np.ndarray]]:
    """The speaker's trimmed recordings as int16, once per speed."""
    versions: list[list[np.ndarray]] = [[] for _ in speeds]
    for path in speaker.recordings():
        samples = read_audio(path)
        start, stop = trim(samples, trim_db)
        if start == stop:
            continue
        for version, speed in zip(versions, speeds, strict=True):
            spoken = samples[start:stop]
            if speed != 1.0:
                spoken = soxr.resample(spoken, RATE * speed, RATE)
            version.append((np.clip(spoken, -1, 1) * 32767).astype(np.int16))
    return versions
