"""Photographs of those who speak, in place of drawn faces: a prepared folder of faces, linked to a corpus's voices.

`main.py prepare … --voices CORPUS` makes such a folder; its people.csv says which speaker each person is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap
from PIL import Image

from audio.errors import WhoSpeaksError
from generator.faces.faceset import FaceSet
from sincnet.corpora.dataset import Speaker
from sincnet.progress import Progress

APART = 0.1
"""The share of people who are only measured on, where neither the faces nor the voices say who they are."""


class Photographs:
    """The pictures of a prepared folder by speaker. Raises `WhoSpeaksError` where no face in it belongs to a voice."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._faces = folder, FaceSet.open(folder)
        self._order = np.argsort(self._faces.labels, kind="stable")
        self._ends = np.searchsorted(self._faces.labels[self._order], np.arange(len(self._faces.people) + 1))
        self._person = {one.voice: number for number, one in enumerate(self._faces.people) if one.voice}
        if not self._person:
            raise WhoSpeaksError(
                "No face in {folder} belongs to a voice; prepare it with --voices CORPUS, speech of the same people.",
                folder=folder,
            )

    def seen(self, speakers: Sequence[Speaker]) -> list[Speaker]:
        """Those of whom there is a photograph."""
        return [speaker for speaker in speakers if speaker.id in self._person]

    def of(self, cache: Path, speakers: Sequence[Speaker], moments: int, size: int, progress: Progress) -> np.ndarray:
        """So many photographs of each of these, who were all `seen`: uint8 (speakers, moments, size, size, 3), mapped
        from a file in `cache`. Of somebody with fewer they come again."""
        return self._stored(cache, [self._person[speaker.id] for speaker in speakers], moments, size, progress)

    def crowd(
        self, cache: Path, held_out: Collection[Speaker], strangers: bool, moments: int, size: int, progress: Progress
    ) -> np.ndarray:
        """As `of`, for everybody in the folder, with a voice or not: the `strangers`, who are only measured on, or all
        others. Strangers are the held-out speakers and those whom the folder itself keeps for testing."""
        voices = {speaker.id for speaker in held_out}
        people = self._faces.people
        apart = {number for number, one in enumerate(people) if one.voice in voices or one.split == "test"}
        if not apart:
            ranked = sorted(range(len(people)), key=lambda number: hashlib.sha256(people[number].id.encode()).digest())
            apart = set(ranked[: max(int(APART * len(people)), 1)])
        chosen = [number for number in range(len(people)) if (number in apart) == strangers]
        if not chosen:
            raise WhoSpeaksError("Everybody in {folder} is held out; hold fewer out.", folder=self._folder)
        return self._stored(cache, chosen, moments, size, progress)

    def _stored(self, cache: Path, people: list[int], moments: int, size: int, progress: Progress) -> np.ndarray:
        """A kill leaves nothing half done."""
        told = repr((str(self._folder.absolute()), [self._faces.people[one].id for one in people], len(self._faces)))
        path = cache / f"photographs-{size}-{moments}-{hashlib.sha256(told.encode()).hexdigest()[:16]}.npy"
        if not path.exists():
            cache.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            mapped = open_memmap(part, "w+", np.uint8, (len(people), moments, size, size, 3))
            for row, person in enumerate(progress(people, total=len(people), unit="face")):
                own = self._order[self._ends[person] : self._ends[person + 1]]
                spread = np.linspace(0, len(own) - 1, moments).round().astype(int)  # from all the films of somebody
                mapped[row] = [_resized(picture, size) for picture in self._faces.pictures(own[spread])]
            mapped.flush()
            part.replace(path)
        found: np.ndarray = np.load(path, mmap_mode="r")
        return found


def _resized(picture: np.ndarray, size: int) -> np.ndarray:
    """uint8 (h, h, 3) to (size, size, 3)."""
    if len(picture) == size:
        return picture
    return np.asarray(Image.fromarray(picture).resize((size, size), Image.Resampling.LANCZOS))
