"""From a folder of faces as it is distributed to one that is trained on: listed, linked with voices, cut, checked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path

from audio.errors import WhoSpeaksError
from generator.faces.faceset import FORMAT, PERSON_COLUMNS, PICTURE_COLUMNS, read_about
from generator.faces.layout import Listing
from generator.faces.store import ARRAY, DONE, Part, store
from generator.faces.voices import Links
from sincnet.corpora.destination import claim, writing
from sincnet.corpora.duplicates import Duplicates
from sincnet.corpora.manifest import write_csv
from sincnet.corpora.store import Problem
from sincnet.paths import write_durably

WRITTEN = {ARRAY, DONE, "manifest.csv", "people.csv", "problems.csv", "faces.json"}
SIZES = (64, 96, 112, 128, 160, 224, 256)


def prepare(
    kind: str, listing: Listing, links: Links, folder: Path, size: int, jobs: int | None = None
) -> Iterator[Part]:
    """Writes `listing`, from `listed`, into `folder` as crops of `size` pixels; yields each person as they are done.

    It goes on where it was interrupted. Raises `WhoSpeaksError` for a folder that holds something else or cannot be
    written, and where no picture at all can be read.
    """
    claim(folder, kind, WRITTEN, "faces.json", read_about)
    parts = []
    for part in store(folder, listing.people, size, jobs):
        parts.append(part)
        yield part
    if not any(part.pictures for part in parts):
        problem = next(problem for part in parts for problem in part.problems)
        raise WhoSpeaksError(
            "None of the {count} pictures can be used, {name} for one: {detail}",
            count=sum(len(part.problems) for part in parts),
            name=problem.name,
            detail=problem.detail,
        )
    with writing(folder):
        _write(kind, listing, links, parts, folder, size)


def _write(kind: str, listing: Listing, links: Links, parts: Sequence[Part], folder: Path, size: int) -> None:
    rows = [(part.person, picture) for part in parts for picture in part.pictures]
    duplicates = Duplicates(rows, same="the same picture, pixel for pixel")
    left = Counter(person for person, picture in rows if not duplicates.of(person, picture))
    problems = [*listing.problems, *links.problems, *(problem for part in parts for problem in part.problems)]
    problems += duplicates.problems
    seen = [person for person in listing.people if left[person.id]]
    text = "There is no usable picture of this person, who is left out."
    problems += [Problem("no picture", person.id, text) for person in listing.people if not left[person.id]]
    write_csv(
        folder / "manifest.csv",
        PICTURE_COLUMNS,
        ((p.name, person, p.row, p.sha256, duplicates.of(person, p)) for person, p in rows if left[person]),
    )
    write_csv(
        folder / "people.csv",
        PERSON_COLUMNS,
        ((p.id, links.voice.get(p.id, ""), p.sex or links.sex.get(p.id, ""), p.split, left[p.id]) for p in seen),
    )
    write_csv(folder / "problems.csv", ("kind", "name", "detail"), map(astuple, problems))
    (folder / f"{ARRAY}.part").replace(folder / ARRAY)
    about = {
        "format": FORMAT,
        "kind": kind,
        "size": size,
        "people": len(seen),
        "pictures": sum(left.values()),
        "aligned_by": dict(Counter(person.hint for person in seen)),
        "people_with_a_voice": sum(person.id in links.voice for person in seen),
        "people_by_split": dict(Counter(person.split or "none" for person in seen)),
        "problems": dict(Counter(problem.kind for problem in problems)),
    }
    write_durably(folder / "faces.json", json.dumps(about, indent=2).encode())
