"""From one gallery to another, by way of a file: somebody or everybody goes out, and comes in whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import uuid4

from sincnet import recordings
from sincnet.database import Change, Connection, Database
from sincnet.names import LONGEST_NAME, name_key
from sincnet.parcel import Parcel, Said, Traveller, opened, pack
from sincnet.people import Person, existing, next_colour, select

Namesakes = Literal["number", "leave out"]
"""What becomes of those whose name somebody here has: they get a number after theirs, or stay outside."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Who is in a file: their `names`, and those of them, `taken`, that somebody here has already."""

    names: Sequence[str]
    taken: Sequence[str]


class Exchange:
    """Works on a gallery's `database` and the folders of people in `folder`."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def export(self, path: Path, person_id: str | None = None) -> int:
        """Write somebody, or everybody, into the file `path`; how many they were. Files that are missing are left out.

        Raises WhoSpeaksError.
        """
        with self._database.reading() as db:
            if person_id is None:
                people = list(select(db, self._folder).values())
            else:
                people = [existing(db, self._folder, person_id)]
            travellers = [self._traveller(db, person) for person in people]
        return pack(path, travellers)

    def look(self, path: Path) -> Preview:
        """Who would come in from the file `path`. Raises WhoSpeaksError if it is none of ours."""
        with opened(path) as parcel, self._database.reading() as db:
            names = [person.name for person in parcel.people]
            return Preview(names, [name for name in names if _is_taken(db, name)])

    def take_in(self, path: Path, namesakes: Namesakes) -> list[Person]:
        """Enrol whoever is in the file `path`, as one change. The network has yet to hear what they said.

        Raises WhoSpeaksError, and then nobody has come in.
        """
        with opened(path) as parcel, self._database.writing() as change:
            ids = []
            for person in parcel.people:
                if not _is_taken(change.db, person.name):
                    ids.append(self._insert(change, parcel, person, person.name))
                elif namesakes == "number":
                    ids.append(self._insert(change, parcel, person, _numbered(change.db, person.name)))
            return [existing(change.db, self._folder, person_id) for person_id in ids]

    def _traveller(self, db: Connection, person: Person) -> Traveller:
        found = db.execute("SELECT file, created_at FROM utterances WHERE person_id = ? ORDER BY rowid", (person.id,))
        paths = [(self._folder / person.id / file, created_at) for file, created_at in found]
        said = [Said(str(path), created_at) for path, created_at in paths if path.is_file()]
        face = str(person.face) if person.face else None
        return Traveller(person.name, person.created_at, person.consent_at, person.imagine_at, face, said)

    def _insert(self, change: Change, parcel: Parcel, person: Traveller, name: str) -> str:
        person_id = str(uuid4())
        folder = self._folder / person_id
        face = parcel.face(person)
        file = f"face-{uuid4()}.png" if face is not None else None
        if file is not None and face is not None:
            change.write(folder / file, face)
        change.db.execute(
            """INSERT INTO people (id, name, name_key, colour, created_at, consent_at, imagine_at, face)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                person_id,
                name,
                name_key(name),
                next_colour(change.db),
                person.created_at,
                person.consent_at,
                person.imagine_at,
                file,
            ),
        )
        for said in person.utterances:
            samples = parcel.clip(said)
            utterance_id = str(uuid4())
            # Made anew, so that nothing but sound comes in.
            change.write(folder / f"{utterance_id}.flac", recordings.flac(samples))
            change.db.execute(
                "INSERT INTO utterances (id, person_id, file, samples, created_at) VALUES (?, ?, ?, ?, ?)",
                (utterance_id, person_id, f"{utterance_id}.flac", len(samples), said.created_at),
            )
        return person_id


def _is_taken(db: Connection, name: str) -> bool:
    return bool(db.execute("SELECT 1 FROM people WHERE name_key = ?", (name_key(name),)).fetchall())


def _numbered(db: Connection, name: str) -> str:
    """`name` with the first number after it that makes it nobody's."""
    number = 2
    while _is_taken(db, tried := f"{name[: LONGEST_NAME - 8].rstrip()} ({number})"):
        number += 1
    return tried
