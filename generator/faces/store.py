"""Crops of a folder of faces, in one memory-mapped array: people in parallel, going on where a kill struck.

Every picture has its row from the beginning, so processes write without asking each other. `done.jsonl` says of every
person who is done which files the rows were made of; a second run looks at those only whose files have changed. Rows of
pictures that could not be read stay empty, and no list names them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from audio.errors import WhoSpeaksError
from generator.faces.layout import Person
from generator.faces.pictures import crop_of
from sincnet.corpora.destination import version_of, writing
from sincnet.corpora.sharing import in_order
from sincnet.corpora.store import Problem
from sincnet.paths import write_durably

ARRAY, DONE = "faces.npy", "done.jsonl"
PICTURES_PER_PROCESS = 300
"""A process takes about as long to start as so many pictures to open."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A picture that is in row `row` of the array; `sha256` is of its crop."""

    name: str
    row: int
    sha256: str


@dataclass(slots=True)
class Part:
    """One person: what is in the array and what could not be."""

    person: str
    pictures: list[Stored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def store(folder: Path, people: Sequence[Person], size: int, jobs: int | None = None) -> Iterator[Part]:
    """Fills `folder`/faces.npy.part, uint8 (pictures, size, size, 3); yields every person in order, done or just done.

    `jobs` people at a time (default: as many as pay). Raises `WhoSpeaksError` when the folder cannot be written or a
    process is ended from outside.
    """
    counts = [len(person.names) for person in people]
    firsts = np.cumsum([0, *counts[:-1]]).tolist()
    path = folder / f"{ARRAY}.part"
    with writing(folder):
        known = _begun(folder, path, people, size)
        todo = []
        for person, first in zip(people, firsts, strict=True):
            made_of = _fingerprint(person)
            if known.get(person.id, ("",))[0] != made_of:
                known.pop(person.id, None)
                todo.append((path, first, person, size, made_of))
        left = sum(len(task[2].names) for task in todo)
        jobs = jobs or min(os.cpu_count() or 1, len(todo), left // PICTURES_PER_PROCESS)
        stored = in_order(_store_person, todo, jobs)
        with (folder / DONE).open("a", encoding="utf-8") as done:
            for person in people:
                if person.id in known:
                    yield known[person.id][1]
                    continue
                made_of, part = next(stored)
                done.write(json.dumps({"made_of": made_of, **asdict(part)}) + "\n")
                done.flush()
                yield part


_Task = tuple[Path, int, Person, int, str]


def _store_person(task: _Task) -> tuple[str, Part]:
    path, first, person, size, made_of = task
    part = Part(person.id)
    begin = np.load(path, mmap_mode="r").offset
    # Written and not mapped: a full disk ends a program that writes through a map.
    with path.open("r+b") as file:
        for row, (name, place) in enumerate(zip(person.names, person.places, strict=True), first):
            picture = person.folder / name
            if not picture.exists():
                part.problems.append(Problem("missing", f"{person.id}/{name}", f"There is no file {picture}."))
                continue
            try:
                crop = crop_of(picture, person.hint, place, size)
            except WhoSpeaksError as error:
                part.problems.append(Problem("damaged", f"{person.id}/{name}", str(error)))
                continue
            data = crop.tobytes()
            file.seek(begin + row * len(data))
            file.write(data)
            part.pictures.append(Stored(name, row, hashlib.sha256(data).hexdigest()))
        file.flush()
        os.fsync(file.fileno())
    return made_of, part


def _begun(folder: Path, path: Path, people: Sequence[Person], size: int) -> dict[str, tuple[str, Part]]:
    """Makes the array, or finds it as it was left: by person what it is made of and the person's part."""
    shape = (sum(len(person.names) for person in people), size, size, 3)
    plan = [[person.id, len(person.names)] for person in people]
    head = hashlib.sha256(repr((shape, plan)).encode()).hexdigest()
    if (folder / ARRAY).exists():
        (folder / ARRAY).replace(path)
    found: dict[str, tuple[str, Part]] = {}
    kept = [json.dumps({"plan": head})]
    if path.exists() and (folder / DONE).exists():
        first, *rest = (folder / DONE).read_text(encoding="utf-8").splitlines() or [""]
        for line in rest if first == kept[0] and _fits(path, shape) else ():
            try:
                said = json.loads(line)
            except ValueError:  # the line that a kill struck
                continue
            problems = [Problem(**problem) for problem in said["problems"]]
            part = Part(said["person"], [Stored(**stored) for stored in said["pictures"]], problems)
            found[part.person] = said["made_of"], part
            kept.append(line)
    if not found:
        np.lib.format.open_memmap(path, "w+", np.uint8, shape).flush()
    write_durably(folder / DONE, ("\n".join(kept) + "\n").encode())
    return found


def _fits(path: Path, shape: tuple[int, ...]) -> bool:
    try:
        there: tuple[int, ...] = np.load(path, mmap_mode="r").shape
    except (OSError, EOFError, ValueError):
        return False
    return there == shape


def _fingerprint(person: Person) -> str:
    """Changes with the files, by size and time, and with where the faces are said to be."""
    seen = hashlib.sha256(person.hint.encode() + person.places.tobytes())
    for name in person.names:
        seen.update(repr((name, version_of(person.folder / name))).encode())
    return seen.hexdigest()
