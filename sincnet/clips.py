"""The utterances of one person, one by one: listed, taken away for good and, while one still can, put back.

What is taken away has left the disk at once. Only whoever took it away holds it in memory, to put it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio.source import RATE
from sincnet.database import Database
from sincnet.events import WhoSpeaksError
from sincnet.people import existing
from sincnet.voiceprints import Voiceprint


@dataclass(frozen=True, slots=True)
class Clip:
    """An utterance: `path` of its FLAC, `duration_s`, and `created_at`, when it was enrolled, in UTC, ISO 8601."""

    id: str
    path: Path
    duration_s: float
    created_at: str


@dataclass(frozen=True, slots=True, eq=False)
class Removed:
    """An utterance that is no more, and all it takes to put it back; `flac` is None if its file was missing already."""

    person_id: str
    id: str
    place: int
    samples: int
    created_at: str
    flac: bytes | None


class Clips:
    """The utterances in a gallery's `database`, their files in the folders of people in `folder`."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def of(self, person_id: str) -> list[Clip]:
        """What is kept of somebody, in the order in which it was said. Raises WhoSpeaksError for nobody."""
        with self._database.reading() as db:
            existing(db, self._folder, person_id)
            found = db.execute(
                "SELECT id, file, samples, created_at FROM utterances WHERE person_id = ? ORDER BY rowid", (person_id,)
            ).fetchall()
        folder = self._folder / person_id
        return [Clip(clip_id, folder / file, samples / RATE, at) for clip_id, file, samples, at in found]

    def prints(self, person_id: str, model_id: str) -> list[Voiceprint]:
        """What this model hears in each of somebody's utterances, in their order; those it has not heard left out."""
        with self._database.reading() as db:
            found = db.execute(
                """SELECT embedding_sum, windows FROM utterances JOIN voiceprints ON utterance_id = utterances.id
                   WHERE person_id = ? AND model_id = ? ORDER BY utterances.rowid""",
                (person_id, model_id),
            ).fetchall()
        return [Voiceprint(_numbers(blob), windows) for blob, windows in found]

    def remove(self, clip_id: str) -> Removed:
        """Delete an utterance for real, file, row and voiceprints; `restore` takes what it returns."""
        with self._database.writing() as change:
            found = change.db.execute(
                "SELECT person_id, rowid, samples, created_at, file FROM utterances WHERE id = ?", (clip_id,)
            ).fetchall()
            if not found:
                raise WhoSpeaksError("This utterance is not in the gallery any more; look at the list again.")
            ((person_id, place, samples, created_at, file),) = found
            path = self._folder / person_id / file
            flac = path.read_bytes() if path.is_file() else None
            change.db.execute("DELETE FROM utterances WHERE id = ?", (clip_id,))
            change.obsolete.append(path)
        self._database.wipe_traces()
        return Removed(person_id, clip_id, place, samples, created_at, flac)

    def restore(self, removed: Removed) -> None:
        """Put an utterance back where it was. Its voiceprints are not kept: the models hear it again.

        Raises WhoSpeaksError if its person has gone in the meantime.
        """
        with self._database.writing() as change:
            existing(change.db, self._folder, removed.person_id)
            taken = change.db.execute("SELECT 1 FROM utterances WHERE rowid = ?", (removed.place,)).fetchall()
            file = f"{removed.id}.flac"
            if removed.flac is not None:
                change.write(self._folder / removed.person_id / file, removed.flac)
            change.db.execute(
                "INSERT INTO utterances (rowid, id, person_id, file, samples, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    None if taken else removed.place,
                    removed.id,
                    removed.person_id,
                    file,
                    removed.samples,
                    removed.created_at,
                ),
            )


def _numbers(blob: bytes) -> NDArray[np.float32]:
    return np.frombuffer(blob, "<f4")
