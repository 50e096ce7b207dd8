"""The enrolled people as the gallery's database knows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audio.source import RATE
from sincnet.database import Connection


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody enrolled. `colour` in 0..9; `created_at` in UTC, ISO 8601; `speech_s` the length of all utterances."""

    id: str
    name: str
    colour: int
    created_at: str
    utterances: int
    speech_s: float
    face: Path | None


def select(db: Connection, files: Path, where: str = "", *values: str) -> dict[int, Person]:
    """People by the number of their enrolment, in its order; `files` is the folder of their folders."""
    found = db.execute(
        f"""SELECT enrolled, people.id, name, colour, people.created_at, face, count(utterances.id), total(samples)
            FROM people LEFT JOIN utterances ON person_id = people.id {where}
            GROUP BY enrolled ORDER BY enrolled""",
        values,
    )
    people = {}
    for number, person_id, name, colour, created_at, file, utterances, samples in found:
        face = files / person_id / file if file else None
        face = face if face and face.is_file() else None
        people[number] = Person(person_id, name, colour, created_at, utterances, samples / RATE, face)
    return people
