"""A prepared folder of faces: `faces.npy` with all crops, and the lists that say whose they are.

`faces.json` is written last: without it the folder is unfinished. Nobody loads the crops, which are mapped: VGGFace 2
is 160 GB at 128 px.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from audio.errors import WhoSpeaksError

FORMAT = 1
PICTURE_COLUMNS = ("picture", "person", "row", "sha256", "duplicate_of")
PERSON_COLUMNS = ("person", "voice", "sex", "split", "pictures")


@dataclass(frozen=True, slots=True)
class FacePerson:
    """Somebody in a prepared folder: `voice` is the id of the speaker who they are, or nothing."""

    id: str
    voice: str
    sex: str
    split: str


@dataclass(frozen=True, slots=True, eq=False)
class FaceSet:
    """`images` uint8 (rows, size, size, 3), mapped; `rows` int64 (pictures,) are those that are somebody's and no copy
    of another, and `labels` int64 (pictures,) say whose, as indices into `people`."""

    images: np.ndarray
    rows: np.ndarray
    labels: np.ndarray
    names: list[str]
    people: list[FacePerson]

    @classmethod
    def open(cls, folder: Path) -> FaceSet:
        """Raises `WhoSpeaksError` for a folder that is not prepared, or not to the end."""
        about = read_about(folder)
        if about is None:
            raise WhoSpeaksError(
                "There are no prepared faces in {folder}; make them with: python main.py prepare faces SRC DST.",
                folder=folder,
            )
        try:
            images = np.load(folder / "faces.npy", mmap_mode="r", allow_pickle=False)
            if images.dtype != np.uint8 or images.shape[1:] != (about["size"], about["size"], 3):
                raise ValueError(f"pictures of {images.shape[1:]}")
            listed = [row for row in _rows(folder / "manifest.csv", PICTURE_COLUMNS) if not row["duplicate_of"]]
            people = [
                FacePerson(row["person"], row["voice"], row["sex"], row["split"])
                for row in _rows(folder / "people.csv", PERSON_COLUMNS)
            ]
            numbers = {person.id: number for number, person in enumerate(people)}
            rows = np.array([int(row["row"]) for row in listed], np.int64)
            labels = np.array([numbers[row["person"]] for row in listed], np.int64)
            if len(rows) and rows.max() >= len(images):
                raise ValueError("it is cut short")
        except (OSError, EOFError, ValueError, KeyError) as error:
            raise WhoSpeaksError(
                "The faces in {folder} cannot be read ({reason}); prepare them again.", folder=folder, reason=error
            ) from error
        return cls(images, rows, labels, [row["picture"] for row in listed], people)

    def __len__(self) -> int:
        return len(self.rows)

    def pictures(self, chosen: np.ndarray) -> np.ndarray:
        """uint8 (n, size, size, 3) of the pictures with these numbers, in their order; read from the disk."""
        return np.asarray(self.images[self.rows[chosen]])

    def of(self, person: int) -> np.ndarray:
        """The numbers of somebody's pictures, int64 (n,)."""
        return np.flatnonzero(self.labels == person)


def read_about(folder: Path) -> dict[str, Any] | None:
    """`faces.json`; None where there is none. Raises `WhoSpeaksError` for another format."""
    path = folder / "faces.json"
    try:
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise WhoSpeaksError(
            "{path} cannot be read ({reason}); prepare the faces again.", path=path, reason=error
        ) from error
    if about.get("format") != FORMAT:
        raise WhoSpeaksError(
            "{folder} was prepared by another version of WhoSpeaks; prepare the faces again.", folder=folder
        )
    return about


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != columns:
            raise ValueError(f"{path.name} has other columns than expected")
        return list(rows)
