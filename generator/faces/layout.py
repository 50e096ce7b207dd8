"""What a reader makes of a folder of faces as it is distributed, and what all readers need.

As for the corpora of speech, a reader lists and opens nothing. VGGFace 2 has 3.3 million pictures, so a person's are
arrays and not objects.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np

from audio.errors import WhoSpeaksError
from sincnet.corpora.layout import down, folders
from sincnet.corpora.store import Problem

PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff"}
FILMS = {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi"}

Hint = Literal["landmarks", "box", "centre", "nothing"]
NUMBERS: dict[Hint, int] = {"landmarks": 10, "box": 4, "centre": 4, "nothing": 0}


@dataclass(slots=True, eq=False)
class Person:
    """Somebody's pictures: `names` of files relative to `folder`; `sex` "f", "m" or "", `split` "train", "test" or "".

    `hint` says what is known of where the face is, `places` float32 (pictures, n) what it is, NaN where it is not:
    "landmarks" x1, y1 ... x5, y5 of eyes, nose and mouth in pixels; "box" left, top, right, bottom in pixels; "centre"
    x, y in 0..1 of the frame, the second of the film that the frame is taken at, and how many seconds are spoken then.
    """

    id: str
    folder: Path
    names: list[str]
    sex: str = ""
    split: str = ""
    hint: Hint = "nothing"
    places: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.float32))

    def __post_init__(self) -> None:
        if self.hint == "nothing":
            self.places = np.zeros((len(self.names), 0), np.float32)
        if self.places.shape != (len(self.names), NUMBERS[self.hint]):
            raise ValueError(f"{self.id}: places of {self.places.shape} for {len(self.names)} pictures ({self.hint})")


@dataclass(slots=True)
class Listing:
    """All that is known of a folder of faces before any picture is opened."""

    people: list[Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FaceLayout:
    """How a distribution lies on the disk: `expected` in words, and its reader, which gives None for anything else."""

    title: str
    expected: str
    read: Callable[[Path], Listing | None]


def is_picture(path: Path) -> bool:
    return path.suffix.lower() in PICTURES and not path.name.startswith(".")


def pictures_of(person: Path) -> list[str]:
    """The pictures in a person's folder and in the folders in it, relative to it, sorted."""
    inner = [person, *folders(person)]
    return sorted(
        path.relative_to(person).as_posix() for folder in inner for path in folder.iterdir() if is_picture(path)
    )


def beside(root: Path, name: str) -> Path | None:
    """A list called `name` in `root`, in a folder in it, or above: lists are fetched apart from the pictures."""
    return next((folder / name for folder in [*down(root, 1), root.parent] if (folder / name).is_file()), None)


class Landmarks:
    """A list in the form of VGGFace 2: NAME_ID, P1X, P1Y ... P5X, P5Y, with names as PERSON/PICTURE without suffix."""

    def __init__(self, path: Path) -> None:
        """Raises `WhoSpeaksError` for a list that is none."""
        self._rows: dict[str, int] = {}
        numbers = array("f")
        try:
            with path.open(newline="", encoding="utf-8") as file:
                for line, cells in enumerate(csv.reader(file), 1):
                    if line == 1 and cells[:1] == ["NAME_ID"]:
                        continue
                    if len(cells) != 1 + NUMBERS["landmarks"]:
                        raise ValueError(f"line {line} has {len(cells)} columns")
                    numbers.extend(float(cell) for cell in cells[1:])
                    self._rows[cells[0].strip()] = len(self._rows)
        except (OSError, ValueError, csv.Error) as error:
            raise WhoSpeaksError(
                "{path} is no list of landmarks with NAME_ID and ten numbers a line ({reason}); correct it.",
                path=path,
                reason=error,
            ) from error
        self._numbers = np.array(numbers, np.float32).reshape(-1, NUMBERS["landmarks"])

    def of(self, person: str, names: Sequence[str]) -> np.ndarray:
        """float32 (pictures, 10), NaN for pictures that are not in the list."""
        found = np.full((len(names), NUMBERS["landmarks"]), np.nan, np.float32)
        for number, name in enumerate(names):
            row = self._rows.get(f"{person}/{name.rpartition('.')[0]}")
            if row is not None:
                found[number] = self._numbers[row]
        return found
