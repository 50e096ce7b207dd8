"""What a reader makes of a corpus as it is distributed, and what all readers need.

A reader is one small file per corpus. It lists, and decodes nothing; what the corpus's own lists promise and the disk
does not hold is listed too, for the decoding to miss it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from audio.files import SUFFIXES
from sincnet.corpora.decode import AAC
from sincnet.corpora.store import Problem, Source

AUDIO = {*SUFFIXES, *AAC}


@dataclass(slots=True)
class Listed:
    """A speaker as a corpus lists them: `sex` "f", "m" or "", `split` "train", "dev", "test" or "", and recordings."""

    id: str
    sex: str = ""
    age: int | None = None
    split: str = ""
    corpus: str = ""
    sources: list[Source] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Trial:
    """A verification trial: two recordings by their full names, SPEAKER/RECORDING, and whether one person said both."""

    same: bool
    first: str
    second: str


@dataclass(slots=True)
class Corpus:
    """All that is known of a corpus before anything is decoded."""

    speakers: list[Listed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    trials: list[Trial] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a corpus lies on the disk: `expected` in words, `find` the folder in a given one that looks like it."""

    title: str
    expected: str
    find: Callable[[Path], Path | None]
    read: Callable[[Path], Corpus]


def folders(parent: Path) -> list[Path]:
    """The folders in a folder, sorted by name; hidden ones are other programs'."""
    return sorted(path for path in parent.iterdir() if path.is_dir() and not path.name.startswith("."))


def down(root: Path, levels: int = 2) -> Iterator[Path]:
    """`root` and the folders in it, nearest first: archives unpack into folders of their own."""
    level = [root]
    for _ in range(levels + 1):
        yield from level
        level = [inner for folder in level for inner in folders(folder)]


def child(folder: Path, name: str) -> Path | None:
    """What is called `name` in a folder, in whatever case: discs had upper case, copies often have lower."""
    exact = folder / name
    if exact.exists():
        return exact
    return next((path for path in sorted(folder.iterdir()) if path.name.lower() == name.lower()), None)


def is_audio(path: Path) -> bool:
    return path.suffix.lower() in AUDIO and not path.name.startswith(".")


def lines(path: Path | None) -> Iterable[str]:
    """The lines of a list that may not be there, without those that say nothing."""
    if path is None or not path.is_file():
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    return [line.strip() for line in text.splitlines() if line.strip()]
