"""Voiceprints in the gallery's database: what each model hears in each utterance, and the rows that come of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sincnet.database import Connection

LISTED = "(SELECT value FROM json_each(?))"
"""Any number of values as one, a JSON list."""


@dataclass(frozen=True, slots=True, eq=False)
class Voiceprint:
    """What one model hears in one utterance: the sum of its unit-length window embeddings, float32 (d,)."""

    embedding_sum: NDArray[np.float32]
    windows: int


def unit_rows(
    db: Connection, model_id: str, numbers: Sequence[int] | None = None
) -> tuple[list[int], NDArray[np.float32]]:
    """Each person's unit-length mean window embedding, float32 (n, d), after the numbers of their enrolment, rising.

    Of everybody, or of those among `numbers`. People of whom this model has heard nothing are left out; (0, 0) when
    that leaves nobody.
    """
    only, listed = ("", ()) if numbers is None else (f"AND enrolled IN {LISTED}", (json.dumps(numbers),))
    if numbers is None:
        ((most,),) = db.execute("SELECT count(*) FROM people").fetchall()
    else:
        most = len(numbers)
    # CROSS: person by person, where SQLite might begin with the voiceprints and sort a million people in the end.
    found = db.execute(
        f"""SELECT enrolled, embedding_sum FROM people CROSS JOIN utterances ON person_id = people.id
            CROSS JOIN voiceprints ON utterance_id = utterances.id WHERE model_id = ? {only} ORDER BY enrolled""",
        (model_id, *listed),
    )
    heard: list[int] = []
    sums = np.zeros((0, 0), np.float32)
    for number, blob in found:
        if not heard:
            sums = np.zeros((most, len(blob) // 4), np.float32)
        if not heard or heard[-1] != number:
            heard.append(number)
        sums[len(heard) - 1] += np.frombuffer(blob, "<f4")
    sums = sums[: len(heard)]
    lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
    if not lengths.all():
        heard, sums = [number for number, length in zip(heard, lengths, strict=True) if length], sums[lengths > 0]
        lengths = lengths[lengths > 0]
    sums /= lengths[:, None]
    return heard, sums if heard else np.zeros((0, 0), np.float32)


def missing(db: Connection, model_id: str) -> list[tuple[str, str, str]]:
    """Utterance, person and file of what this model has not heard yet, in the order in which it was said."""
    return db.execute(
        """SELECT id, person_id, file FROM utterances WHERE NOT EXISTS
           (SELECT * FROM voiceprints WHERE utterance_id = id AND model_id = ?) ORDER BY utterances.rowid""",
        (model_id,),
    ).fetchall()


def put(db: Connection, model_id: str, prints: Mapping[str, Voiceprint]) -> None:
    """Keep voiceprints by utterance id. Those of utterances that are no more are dropped."""
    db.executemany(
        "INSERT OR REPLACE INTO voiceprints SELECT id, ?, ?, ? FROM utterances WHERE id = ?",
        [
            (model_id, np.asarray(mark.embedding_sum, "<f4").tobytes(), mark.windows, utterance_id)
            for utterance_id, mark in prints.items()
        ],
    )
