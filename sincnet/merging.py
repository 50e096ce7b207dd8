"""Two people who turn out to be one, and the way back, as long as somebody holds what was done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sincnet import recordings
from sincnet.database import Change, Database
from sincnet.events import WhoSpeaksError
from sincnet.people import Person, existing, refuse_taken
from sincnet.voiceprints import LISTED


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """What it takes to part two people again.

    `row` is that of whoever went into the person with the id `into`, `face` their picture, `utterances` the ids of
    theirs, `corrections` what tunings had added to their voiceprint: number of the tuning and numbers. `face_lent` is
    the file in which `into` shows that picture, having had none, and `consent_lent` whether the date of consent is
    theirs.
    """

    into: str
    row: tuple[object, ...]
    face: bytes | None
    utterances: Sequence[str]
    corrections: Sequence[tuple[int, bytes]]
    face_lent: str | None
    consent_lent: bool

    @property
    def person_id(self) -> str:
        return str(self.row[1])


class Merging:
    """Works on a gallery's `database` and the folders of people in `folder`."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def merge(self, person_id: str, into: str) -> Merged:
        """Give everything that `person_id` said to `into`, as one change; their name and colour go.

        Their picture and consent are kept where `into` has none of its own; that a face may be imagined is not, for it
        holds for what was said when they were asked. Raises WhoSpeaksError if either is no more.
        """
        if person_id == into:
            raise WhoSpeaksError("Nobody can be merged with themselves; choose somebody else.")
        with self._database.writing() as change:
            old = existing(change.db, self._folder, person_id)
            new = existing(change.db, self._folder, into)
            ((*row,),) = change.db.execute(f"SELECT {_COLUMNS} FROM people WHERE id = ?", (person_id,)).fetchall()
            corrections = change.db.execute(
                "SELECT tuning, correction FROM corrections WHERE person_id = ?", (person_id,)
            ).fetchall()
            said = change.db.execute("SELECT id FROM utterances WHERE person_id = ?", (person_id,)).fetchall()
            utterances = [utterance_id for (utterance_id,) in said]
            face = old.face.read_bytes() if old.face else None
            face_lent = None
            if face is not None and new.face is None:
                face_lent = f"face-{uuid4()}.png"
                change.write(self._folder / into / face_lent, face)
                change.db.execute("UPDATE people SET face = ? WHERE id = ?", (face_lent, into))
            consent_lent = new.consent_at is None and old.consent_at is not None
            if consent_lent:
                change.db.execute("UPDATE people SET consent_at = ? WHERE id = ?", (old.consent_at, into))
            self._move(change, utterances, person_id, into)
            change.db.execute("DELETE FROM people WHERE id = ?", (person_id,))
            change.db.execute("INSERT OR REPLACE INTO heirs VALUES (?, ?)", (person_id, into))
            change.obsolete.extend(recordings.files(self._folder / person_id))
        self._database.wipe_traces()
        return Merged(into, tuple(row), face, utterances, corrections, face_lent, consent_lent)

    def part(self, merged: Merged) -> Person:
        """Undo `merge`, as one change: who went is back as they were, with those of their utterances still there.

        Raises WhoSpeaksError if the other has gone, or somebody else is called so, in the meantime.
        """
        number, person_id, name, key, colour, created_at, consent_at, imagine_at, face = merged.row
        with self._database.writing() as change:
            existing(change.db, self._folder, merged.into)
            refuse_taken(change.db, self._folder, str(name))
            taken = change.db.execute("SELECT 1 FROM people WHERE enrolled = ?", (number,)).fetchall()
            if merged.face is not None:
                change.write(self._folder / str(person_id) / str(face), merged.face)
            change.db.execute(
                f"INSERT INTO people ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    None if taken else number,
                    person_id,
                    name,
                    key,
                    colour,
                    created_at,
                    consent_at,
                    imagine_at,
                    face if merged.face is not None else None,
                ),
            )
            change.db.execute("DELETE FROM heirs WHERE person_id = ?", (person_id,))
            self._move(change, merged.utterances, merged.into, str(person_id))
            change.db.executemany(
                "INSERT INTO corrections SELECT number, ?, ? FROM tunings WHERE number = ?",
                [(person_id, correction, tuning) for tuning, correction in merged.corrections],
            )
            if merged.face_lent is not None:
                showing = "id = ? AND face = ?", (merged.into, merged.face_lent)
                if change.db.execute(f"SELECT 1 FROM people WHERE {showing[0]}", showing[1]).fetchall():
                    change.db.execute(f"UPDATE people SET face = NULL WHERE {showing[0]}", showing[1])
                    change.obsolete.append(self._folder / merged.into / merged.face_lent)
            if merged.consent_lent:
                change.db.execute(
                    "UPDATE people SET consent_at = NULL WHERE id = ? AND consent_at = ?", (merged.into, consent_at)
                )
            return existing(change.db, self._folder, str(person_id))

    def heirs(self) -> dict[str, str]:
        """By the id of each who was merged, whose they are now; without those who were deleted since."""
        with self._database.reading() as db:
            living = {person_id for (person_id,) in db.execute("SELECT id FROM people")}
            became = dict(db.execute("SELECT person_id, heir FROM heirs").fetchall())
        found = {}
        for person_id in became.keys() - living:
            heir, seen = person_id, set[str]()
            while heir not in living and heir in became and heir not in seen:
                seen.add(heir)
                heir = became[heir]
            if heir in living:
                found[person_id] = heir
        return found

    def _move(self, change: Change, utterances: Sequence[str], source: str, target: str) -> None:
        """Those of these utterances that are `source`'s become `target`'s, files too."""
        listed = (source, json.dumps(utterances))
        found = change.db.execute(f"SELECT file FROM utterances WHERE person_id = ? AND id IN {LISTED}", listed)
        for (file,) in found.fetchall():
            path = self._folder / source / file
            if path.is_file():
                change.write(self._folder / target / file, path.read_bytes())
                change.obsolete.append(path)
        change.db.execute(
            f"UPDATE utterances SET person_id = ? WHERE person_id = ? AND id IN {LISTED}", (target, *listed)
        )


_COLUMNS = "enrolled, id, name, name_key, colour, created_at, consent_at, imagine_at, face"
