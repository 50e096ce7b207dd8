"""What a prepared corpus says about itself: which recording is whose, and where its samples lie.

A prepared corpus is a folder with `corpus.json` (written last: without it the folder is unfinished), `speakers.csv`,
`manifest.csv` and, in `samples/`, one int16 file per speaker. Nobody loads these: VoxCeleb 2 is 265 GB.
"""

from __future__ import annotations

import csv
import io
import json
import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from audio.errors import WhoSpeaksError, reason
from audio.files import promised_s
from audio.source import RATE
from sincnet.corpora.decode import decode
from sincnet.paths import write_durably

FORMAT = 1
COLUMNS = ("recording", "speaker", "split", "closed_set", "file", "start", "length", "peak", "rate", "duplicate_of")


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording of one speaker: a sound file, or `length` samples from `start` of a prepared corpus's sample file.

    `closed_set` is its part in identification among the training speakers ("train", "dev" or "test") where the corpus
    has lists for that, such as SincNet's of TIMIT.
    """

    name: str
    file: Path
    start: int = 0
    length: int | None = None
    closed_set: str = ""

    @property
    def seconds(self) -> float:
        """How long it is, or says it is; infinite where only decoding could tell."""
        return (promised_s(self.file) or math.inf) if self.length is None else self.length / RATE

    def samples(self) -> np.ndarray:
        """All of it: float32 (n,) in [-1, 1] at 16 kHz. Raises `WhoSpeaksError`."""
        if self.length is None:
            return decode(self.file)[0]
        return stretch(self.file, self.start, self.length)


@dataclass(frozen=True, slots=True, eq=False)
class Clips:
    """The recordings of one speaker in a sample file: `starts`, `lengths` int64 and `closed_sets` str arrays (n,)."""

    file: Path
    starts: np.ndarray
    lengths: np.ndarray
    closed_sets: np.ndarray


def stretch(file: Path, start: int, length: int) -> np.ndarray:
    """`length` samples from `start` of a sample file: float32 (length,) in [-1, 1].

    They are read and not mapped: a crop at a time out of thousands of files, each of which would be mapped anew, a
    plain read took a tenth of the time. Raises `WhoSpeaksError` where they are not.
    """
    try:
        samples = np.fromfile(file, np.int16, length, offset=2 * start)
    except OSError as error:
        raise WhoSpeaksError(f"{file} cannot be read ({error.strerror}); prepare the corpus again.") from error
    if len(samples) < length:
        raise WhoSpeaksError(f"{file} is cut short; prepare the corpus again.")
    return samples.astype(np.float32) / np.float32(32768)


class Manifest:
    """The recordings of a prepared corpus, as arrays: a million of them must fit.

    `names` and `closed_sets` are lists of `recordings` strings; `starts`, `lengths` int64 and `usable` bool arrays
    (recordings,). What is not usable is a copy of another recording.
    """

    def __init__(self, folder: Path, rows: Iterable[list[str]]) -> None:
        self.folder = folder
        self.names: list[str] = []
        self.closed_sets: list[str] = []
        self._files: list[str] = []
        speakers, numbers, usable = [], [], []
        for name, speaker, _, closed_set, file, start, length, _, _, duplicate_of in rows:
            self.names.append(name)
            self.closed_sets.append(sys.intern(closed_set))
            self._files.append(sys.intern(file))
            speakers.append(sys.intern(speaker))
            numbers.append((int(start), int(length)))
            usable.append(not duplicate_of)
        self.starts, self.lengths = np.array(numbers, np.int64).reshape(-1, 2).T
        self.usable = np.array(usable, bool)
        self._spans: dict[str, tuple[int, int]] = {}
        for row, speaker in enumerate(speakers):  # a speaker's recordings stand together
            self._spans[speaker] = (self._spans.get(speaker, (row, row))[0], row + 1)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Raises `WhoSpeaksError` for a list that cannot be read."""
        path = folder / "manifest.csv"
        try:
            with path.open(newline="", encoding="utf-8") as file:
                rows = csv.reader(file)
                if tuple(next(rows, ())) != COLUMNS:
                    raise ValueError("other columns than expected")
                return cls(folder, rows)
        except (OSError, ValueError) as error:
            raise WhoSpeaksError(f"{path} cannot be read ({reason(error)}); prepare the corpus again.") from error

    def rows_of(self, speaker: str) -> np.ndarray:
        """Numbers of the usable recordings of a speaker, int64 (n,)."""
        first, last = self._spans.get(speaker, (0, 0))
        return first + np.flatnonzero(self.usable[first:last])

    def clips_of(self, speaker: str) -> Clips:
        """The usable recordings of a speaker."""
        rows = self.rows_of(speaker)
        file = self.folder / self._files[rows[0]] if len(rows) else self.folder
        closed_sets = np.array([self.closed_sets[row] for row in rows], str)
        return Clips(file, self.starts[rows], self.lengths[rows], closed_sets)

    def recording(self, row: int) -> Recording:
        return Recording(
            self.names[row],
            self.folder / self._files[row],
            int(self.starts[row]),
            int(self.lengths[row]),
            self.closed_sets[row],
        )


def read_corpus(folder: Path) -> dict[str, Any] | None:
    """`corpus.json` of a prepared corpus; None where there is none. Raises `WhoSpeaksError` for another format."""
    path = folder / "corpus.json"
    try:
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise WhoSpeaksError(f"{path} cannot be read ({reason(error)}); prepare the corpus again.") from error
    if about.get("format") != FORMAT:
        raise WhoSpeaksError(f"{folder} was prepared by another version of WhoSpeaks; prepare the corpus again.")
    return about


def write_csv(path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """The whole file or none of it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    write_durably(path, text.getvalue().encode())
