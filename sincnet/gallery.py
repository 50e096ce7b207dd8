"""The enrolled people: names, faces, utterances and voiceprints, in one folder of the user's.

    gallery.sqlite3                what is true; a file that it does not name does not exist
    people/<uuid>/<uuid>.flac      utterances, 16 kHz, 16 bit
    people/<uuid>/face-<uuid>.png  the face, 512 px
    models/<id>.*                  what fine-tuning made of the network; see sincnet.tunings
    weights/<id>.*                 weights from elsewhere; see sincnet.imports

Every change, files included, is one transaction; what a crash leaves without a row is swept when the gallery is opened.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from sincnet import changes, recordings, voiceprints
from sincnet.clips import Clips
from sincnet.database import Change
from sincnet.events import WhoSpeaksError
from sincnet.exchange import Exchange
from sincnet.imports import Imports
from sincnet.merging import Merging
from sincnet.names import checked_name, name_key
from sincnet.people import Person as Person
from sincnet.people import existing, next_colour, refuse_taken, select
from sincnet.schema import MIGRATIONS
from sincnet.store import Store
from sincnet.tunings import Tunings
from sincnet.voiceprints import Voiceprint as Voiceprint

log = logging.getLogger(__name__)

FILE = "gallery.sqlite3"
"""In the user's data folder."""


class Gallery(Store):
    """The gallery in `folder`, made if there is none; one that cannot be read is refused, never replaced by an empty
    one."""

    def __init__(self, folder: Path) -> None:
        self._people = folder / "people"
        database = folder / FILE
        if not (database.exists() and database.stat().st_size) and any(self._people.glob("*/*.flac")):
            raise WhoSpeaksError(
                "The database {database} is missing but the recordings beside it are there; put the database back, or "
                "move the folder {folder} away to start afresh.",
                database=database,
                folder=folder,
            )
        super().__init__(database, MIGRATIONS)
        self.clips = Clips(self._database, self._people)
        self.merging = Merging(self._database, self._people)
        self.exchange = Exchange(self._database, self._people)
        self.tunings = Tunings(self._database, folder)
        self.imports = Imports(self._database, folder, self.tunings)
        self._tidy_or_close()

    @property
    def revision(self) -> int:
        """How many changes there have been, by this process or another."""
        with self._database.reading() as db:
            return changes.revision(db)

    def anybody(self) -> bool:
        """Whether anybody is enrolled."""
        with self._database.reading() as db:
            return bool(db.execute("SELECT 1 FROM people LIMIT 1").fetchall())

    def people(self) -> list[Person]:
        """Everybody, in order of enrolment."""
        with self._database.reading() as db:
            return list(select(db, self._people).values())

    def known_ids(self) -> set[str]:
        """The ids of everybody, those included that somebody had before they were merged."""
        with self._database.reading() as db:
            living = {person_id for (person_id,) in db.execute("SELECT id FROM people")}
        return living | self.merging.heirs().keys()

    def find(self, name: str) -> Person | None:
        """The person of that name, however it is capitalised or composed."""
        try:
            key = name_key(checked_name(name))
        except WhoSpeaksError:
            return None  # nobody can be called so
        with self._database.reading() as db:
            return next(iter(select(db, self._people, "WHERE name_key = ?", key).values()), None)

    def get(self, person_id: str) -> Person:
        """The person with that id; WhoSpeaksError if there is none (any more)."""
        with self._database.reading() as db:
            return existing(db, self._people, person_id)

    def add(
        self,
        name: str,
        clips: Sequence[NDArray[np.float32]],
        prints: Sequence[Voiceprint],
        model_id: str,
        face: bytes | None = None,
        consent_at: str | None = None,
    ) -> Person:
        """Enrol somebody new: utterances, each float32 (n,) at 16 kHz, a voiceprint of each, and a face (PNG) if any.

        `consent_at` is when they agreed to it, ISO 8601, None if nobody asked.

        Raises WhoSpeaksError if the name is taken, empty, longer than 80 characters or cannot be shown.
        """
        name = checked_name(name)
        flacs = [recordings.flac(clip) for clip in clips]
        person_id = str(uuid4())
        with self._database.writing() as change:
            refuse_taken(change.db, self._people, name)
            change.db.execute(
                "INSERT INTO people (id, name, name_key, colour, created_at, consent_at) VALUES (?, ?, ?, ?, ?, ?)",
                (person_id, name, name_key(name), next_colour(change.db), _now(), consent_at),
            )
            self._insert_utterances(change, person_id, clips, flacs, prints, model_id)
            self._replace_face(change, person_id, face)
        return self.get(person_id)

    def add_utterances(
        self,
        person_id: str,
        clips: Sequence[NDArray[np.float32]],
        prints: Sequence[Voiceprint],
        model_id: str,
        consent_at: str | None = None,
    ) -> Person:
        """More speech, as in `add`, for somebody who is enrolled; an earlier consent stays if there is no new one."""
        flacs = [recordings.flac(clip) for clip in clips]
        with self._database.writing() as change:
            existing(change.db, self._people, person_id)
            if consent_at is not None:
                change.db.execute("UPDATE people SET consent_at = ? WHERE id = ?", (consent_at, person_id))
            self._insert_utterances(change, person_id, clips, flacs, prints, model_id)
        return self.get(person_id)

    def set_face(self, person_id: str, png: bytes | None) -> None:
        """Show this face for them from now on, or none. It gets a new path, so that a cached picture is never stale."""
        with self._database.writing() as change:
            existing(change.db, self._people, person_id)
            self._replace_face(change, person_id, png)

    def rename(self, person_id: str, name: str) -> None:
        """Call them `name` from now on; raises as `add` does."""
        name = checked_name(name)
        with self._database.writing() as change:
            existing(change.db, self._people, person_id)
            refuse_taken(change.db, self._people, name, but=person_id)
            change.db.execute(
                "UPDATE people SET name = ?, name_key = ? WHERE id = ?", (name, name_key(name), person_id)
            )

    def let_imagine(self, person_id: str, allowed: bool) -> None:
        """They agree, now, that a face be imagined from their voice, or they do not (any more)."""
        with self._database.writing() as change:
            existing(change.db, self._people, person_id)
            change.db.execute("UPDATE people SET imagine_at = ? WHERE id = ?", (_now() if allowed else None, person_id))

    def delete(self, person_id: str) -> None:
        """Remove them for real: row, face, utterances and voiceprints, from the files and not just from view."""
        with self._database.writing() as change:
            existing(change.db, self._people, person_id)
            change.db.execute("DELETE FROM people WHERE id = ?", (person_id,))
            change.obsolete.extend(recordings.files(self._people / person_id))
        self._database.wipe_traces()

    def rows(self, model_id: str) -> tuple[list[Person], NDArray[np.float32]]:
        """The classifier's last layer: n people and, float32 (n, d), each one's unit-length mean window embedding.

        People without voiceprints of this model are left out; (0, 0) when that leaves nobody.
        """
        with self._database.reading() as db:
            everybody = select(db, self._people)
            numbers, rows = voiceprints.unit_rows(db, model_id)
        return [everybody[number] for number in numbers], rows

    def changes(self, model_id: str, since: int | None = None) -> changes.Changes:
        """What `rows` would tell differently than at revision `since`; everything when that is None or long ago."""
        with self._database.reading() as db:
            return changes.read(db, self._people, model_id, since)

    def utterances(self) -> list[tuple[str, Path]]:
        """Whose and in which file, in the order in which they were said; files that are missing are left out."""
        with self._database.reading() as db:
            found = db.execute("SELECT person_id, file FROM utterances ORDER BY rowid").fetchall()
        paths = [(person_id, self._people / person_id / file) for person_id, file in found]
        return [(person_id, path) for person_id, path in paths if path.is_file()]

    def unprinted(self, model_id: str) -> list[tuple[str, Path]]:
        """The utterances, id and file, that this model has not heard yet; files that are missing are left out."""
        with self._database.reading() as db:
            found = voiceprints.missing(db, model_id)
        paths = [(utterance_id, self._people / person_id / file) for utterance_id, person_id, file in found]
        return [(utterance_id, path) for utterance_id, path in paths if path.is_file()]

    def put_prints(self, model_id: str, prints: Mapping[str, Voiceprint]) -> None:
        """Keep voiceprints by utterance id. Those of utterances deleted in the meantime are dropped."""
        with self._database.writing() as change:
            voiceprints.put(change.db, model_id, prints)

    def _insert_utterances(
        self,
        change: Change,
        person_id: str,
        clips: Sequence[NDArray[np.float32]],
        flacs: Sequence[bytes],
        prints: Sequence[Voiceprint],
        model_id: str,
    ) -> None:
        for clip, flac, mark in zip(clips, flacs, prints, strict=True):
            utterance_id = str(uuid4())
            file = f"{utterance_id}.flac"
            change.write(self._people / person_id / file, flac)
            change.db.execute(
                "INSERT INTO utterances VALUES (?, ?, ?, ?, ?)", (utterance_id, person_id, file, len(clip), _now())
            )
            voiceprints.put(change.db, model_id, {utterance_id: mark})

    def _replace_face(self, change: Change, person_id: str, png: bytes | None) -> None:
        folder = self._people / person_id
        ((old,),) = change.db.execute("SELECT face FROM people WHERE id = ?", (person_id,)).fetchall()
        if old:
            change.obsolete.append(folder / old)
        file = None
        if png is not None:
            file = f"face-{uuid4()}.png"
            change.write(folder / file, png)
        change.db.execute("UPDATE people SET face = ? WHERE id = ?", (file, person_id))

    def _tidy(self) -> None:
        """Sweep away what a crash left behind, and say which files are missing.

        Under the write lock nobody is halfway through a change, so a file of ours that no row names is an orphan.
        """
        with self._database.writing() as change:
            named = set(
                change.db.execute(
                    "SELECT person_id, file FROM utterances UNION SELECT id, face FROM people WHERE face IS NOT NULL"
                )
            )
            found = recordings.stored(self._people)
            orphans = [self._people / folder / file for folder, file in found - named]
            change.obsolete.extend(file for file in orphans if file.suffix in (".flac", ".png", ".part"))
            change.obsolete.extend(self.tunings.orphans(change.db))
            change.obsolete.extend(self.imports.orphans(change.db))
        for folder, file in sorted(named - found):
            log.warning("A file of the gallery is missing: %s", self._people / folder / file)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
