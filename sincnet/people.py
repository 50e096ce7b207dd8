"""The enrolled people as the gallery's database knows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audio.source import RATE
from sincnet.database import Connection
from sincnet.events import WhoSpeaksError
from sincnet.names import name_key

COLOURS = 10


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody enrolled. `colour` in 0..9; `created_at` in UTC, ISO 8601; `speech_s` the length of all utterances;
    `consent_at`, as `created_at`, when they agreed to it, None where nobody was asked; `imagine_at` when they agreed
    that a face be imagined from their voice, None where they have not."""

    id: str
    name: str
    colour: int
    created_at: str
    utterances: int
    speech_s: float
    face: Path | None
    consent_at: str | None = None
    imagine_at: str | None = None


def select(db: Connection, files: Path, where: str = "", *values: str) -> dict[int, Person]:
    """People by the number of their enrolment, in its order; `files` is the folder of their folders."""
    found = db.execute(
        f"""SELECT enrolled, people.id, name, colour, people.created_at, face, count(utterances.id), total(samples),
                   consent_at, imagine_at
            FROM people LEFT JOIN utterances ON person_id = people.id {where}
            GROUP BY enrolled ORDER BY enrolled""",
        values,
    )
    people = {}
    for number, person_id, name, colour, created_at, file, utterances, samples, *agreed in found:
        face = files / person_id / file if file else None
        face = face if face and face.is_file() else None
        people[number] = Person(person_id, name, colour, created_at, utterances, samples / RATE, face, *agreed)
    return people


def existing(db: Connection, files: Path, person_id: str) -> Person:
    """The person with that id; WhoSpeaksError if there is none (any more)."""
    found = select(db, files, "WHERE people.id = ?", person_id)
    if not found:
        raise WhoSpeaksError("This person is not in the gallery any more; look at the list of people again.")
    return next(iter(found.values()))


def refuse_taken(db: Connection, files: Path, name: str, but: str = "") -> None:
    """WhoSpeaksError if somebody, other than the one with the id `but`, is called so."""
    for other in select(db, files, "WHERE name_key = ? AND people.id != ?", name_key(name), but).values():
        raise WhoSpeaksError(
            "There is already somebody called {name}; choose another name, or add these samples to {name}.",
            name=other.name,
        )


def next_colour(db: Connection) -> int:
    """The colour that the fewest people have; of several the first."""
    used = dict(db.execute("SELECT colour, count(*) FROM people GROUP BY colour").fetchall())
    return min(range(COLOURS), key=lambda colour: used.get(colour, 0))
