"""Changes of the gallery that can be taken back as long as somebody holds them: each is done once and undone once.

They run wherever the caller likes, for they may take a while; what they need to undo lives in memory only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from audio.files import find_audio, read_audio
from sincnet.clips import Removed
from sincnet.exchange import Namesakes
from sincnet.faces import normalise_face
from sincnet.merging import Merged

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

LONGEST_FILE_S = 600.0


def recordings(paths: Sequence[Path]) -> list[np.ndarray]:
    """The sound of files and of what is in folders, each float32 (n,) at 16 kHz. Raises `WhoSpeaksError`."""
    return [read_audio(path, limit_s=LONGEST_FILE_S) for path in find_audio(paths)]


class Amendment(Protocol):
    """Both raise `WhoSpeaksError` and then have changed nothing."""

    def do(self, recogniser: Recogniser) -> None: ...

    def undo(self, recogniser: Recogniser) -> None: ...


class NewFace:
    """Another picture for somebody (a file, or its contents), or none."""

    def __init__(self, person_id: str, picture: Path | bytes | None) -> None:
        self._person_id = person_id
        self._picture = picture
        self._before: bytes | None = None

    def do(self, recogniser: Recogniser) -> None:
        png = None if self._picture is None else normalise_face(self._picture)
        before = recogniser.gallery.get(self._person_id).face
        self._before = before.read_bytes() if before is not None else None
        self._set(recogniser, png)

    def undo(self, recogniser: Recogniser) -> None:
        self._set(recogniser, self._before)

    def _set(self, recogniser: Recogniser, png: bytes | None) -> None:
        recogniser.gallery.set_face(self._person_id, png)
        recogniser.refresh()


class LessSpeech:
    """One utterance is deleted: from the disk at once."""

    def __init__(self, clip_id: str) -> None:
        self._clip_id = clip_id
        self._removed: Removed | None = None

    def do(self, recogniser: Recogniser) -> None:
        self._removed = recogniser.gallery.clips.remove(self._clip_id)
        recogniser.refresh()

    def undo(self, recogniser: Recogniser) -> None:
        assert self._removed is not None
        recogniser.gallery.clips.restore(self._removed)
        recogniser.catch_up()


class MoreSpeech:
    """What somebody said besides: `read` gives it, float32 (n,) at 16 kHz each, and may raise `WhoSpeaksError`. They
    agreed to it at `consent_at`, UTC in ISO 8601, if they were asked. `added_s` of speech once it is done."""

    def __init__(self, person_id: str, read: Callable[[], list[np.ndarray]], consent_at: str | None = None) -> None:
        self._person_id = person_id
        self._read, self._consent_at = read, consent_at
        self._added: list[str] = []
        self.added_s = 0.0

    def do(self, recogniser: Recogniser) -> None:
        clips = self._read()
        before = {clip.id for clip in recogniser.gallery.clips.of(self._person_id)}
        recogniser.add_speech(self._person_id, clips, consent_at=self._consent_at)
        added = [clip for clip in recogniser.gallery.clips.of(self._person_id) if clip.id not in before]
        self._added = [clip.id for clip in added]
        self.added_s = sum(clip.duration_s for clip in added)

    def undo(self, recogniser: Recogniser) -> None:
        there = {clip.id for clip in recogniser.gallery.clips.of(self._person_id)}
        for clip_id in self._added:
            if clip_id in there:
                recogniser.gallery.clips.remove(clip_id)
        recogniser.refresh()


class Union:
    """Two people become one: everything that `person_id` said is `into`'s."""

    def __init__(self, person_id: str, into: str) -> None:
        self._person_id = person_id
        self._into = into
        self._merged: Merged | None = None

    def do(self, recogniser: Recogniser) -> None:
        self._merged = recogniser.gallery.merging.merge(self._person_id, self._into)
        recogniser.refresh()

    def undo(self, recogniser: Recogniser) -> None:
        assert self._merged is not None
        recogniser.gallery.merging.part(self._merged)
        recogniser.refresh()


class Arrival:
    """Whoever is in an exported file comes in; `names` are theirs once they have."""

    def __init__(self, path: Path, namesakes: Namesakes) -> None:
        self._path = path
        self._namesakes = namesakes
        self._ids: list[str] = []
        self.names: list[str] = []

    def do(self, recogniser: Recogniser) -> None:
        people = recogniser.gallery.exchange.take_in(self._path, self._namesakes)
        self._ids = [person.id for person in people]
        self.names = [person.name for person in people]
        recogniser.catch_up()

    def undo(self, recogniser: Recogniser) -> None:
        here = {person.id for person in recogniser.gallery.people()}
        for person_id in self._ids:
            if person_id in here:
                recogniser.gallery.delete(person_id)
        recogniser.refresh()
