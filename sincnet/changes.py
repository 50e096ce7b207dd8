"""What changed in the gallery: so that whoever knows a million people need not read them all again for one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sincnet import voiceprints
from sincnet.database import Connection
from sincnet.people import Person, select


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What is different since some revision, `revision` being the present one.

    `people`, the `numbers` of their enrolment and their `rows` float32 (n, d) of unit length are new or to be replaced;
    those with the numbers in `gone` are no more. With `everything`, whatever was known before is to be forgotten.
    """

    revision: int
    everything: bool
    gone: Sequence[int]
    numbers: Sequence[int]
    people: Sequence[Person]
    rows: NDArray[np.float32]


def revision(db: Connection) -> int:
    """How many changes there have been."""
    ((last,),) = db.execute("SELECT max(number) FROM changes").fetchall()
    return last or 0


def read(db: Connection, files: Path, model_id: str, since: int | None) -> Changes:
    """What changed after revision `since` for this model; everything when that is None or too long ago to tell."""
    touched = None if since is None else _touched(db, since)
    numbers, rows = voiceprints.unit_rows(db, model_id, touched)
    if touched is None:
        people, gone = select(db, files), []
    else:
        people = select(db, files, f"WHERE enrolled IN {voiceprints.LISTED}", json.dumps(touched))
        gone = sorted(set(touched) - set(numbers))
    return Changes(revision(db), touched is None, gone, numbers, [people[number] for number in numbers], rows)


def _touched(db: Connection, since: int) -> list[int] | None:
    ((first,),) = db.execute("SELECT min(number) FROM changes").fetchall()
    if first is not None and since < first - 1:
        return None
    return [number for (number,) in db.execute("SELECT DISTINCT enrolled FROM changes WHERE number > ?", (since,))]
