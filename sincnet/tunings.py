"""What fine-tuning made of the weights, kept beside the people it was made from, and the way back.

    tunings        a row per run that was kept; of those that began with the weights shipped now, or with imported ones
                   that took their place, the last one is in use
    corrections    what it adds to the imprinted rows of the people it knew; they go with the person
    models/<id>.*  its network and card, if it taught more than rows

A correction is added to the imprint and does not replace it: somebody new, or more speech of somebody, needs no new
run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sincnet.database import Change, Connection, Database
from sincnet.events import WhoSpeaksError

KEPT = 5
"""Runs that one can go back; a network is up to 25 MB."""

SUFFIXES = (".safetensors", ".json")


@dataclass(frozen=True, slots=True)
class Tuning:
    """A run that was kept: of the weights `shipped_id` it made `model_id`, the same if it taught rows only.

    `made_at` in UTC, ISO 8601; `report` is what the run said of itself.
    """

    number: int
    shipped_id: str
    model_id: str
    made_at: str
    report: dict[str, Any]

    @property
    def network(self) -> bool:
        return self.model_id != self.shipped_id


class Tunings:
    """The runs kept in a gallery's `database`, their networks below `folder`."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._models = folder / "models"

    def of(self, shipped_id: str) -> list[Tuning]:
        """The runs that began with these weights, oldest first."""
        with self._database.reading() as db:
            return _of(db, shipped_id)

    def last(self, shipped_id: str) -> Tuning | None:
        """The run in use where these weights are shipped."""
        return next(reversed(self.of(shipped_id)), None)

    def corrections(self, tuning: Tuning | None, model_id: str) -> dict[str, NDArray[np.float32]]:
        """By person id, float32 (d,) each, what is added to the rows of this model; nothing to those of others."""
        if tuning is None or tuning.model_id != model_id:
            return {}
        with self._database.reading() as db:
            found = db.execute("SELECT person_id, correction FROM corrections WHERE tuning = ?", (tuning.number,))
            return {person_id: np.frombuffer(blob, "<f4") for person_id, blob in found}

    def weights(self, model_id: str) -> Path:
        """Where a network made here is kept."""
        return self._models / f"{model_id}.safetensors"

    def add(
        self,
        shipped_id: str,
        model_id: str,
        report: Mapping[str, Any],
        corrections: Mapping[str, NDArray[np.float32]],
        network: tuple[bytes, bytes] | None = None,
    ) -> Tuning:
        """Put a run into use: all of it or, whatever goes wrong, nothing. `network` is its file and card, if new.

        People deleted in the meantime are left out. The oldest runs go, and those that began with weights that are no
        longer to be had.
        """
        with self._database.writing() as change:
            if network is not None:
                change.write(self.weights(model_id), network[0])
                change.write(self.weights(model_id).with_suffix(".json"), network[1])
            made_at = datetime.now(UTC).isoformat(timespec="seconds")
            change.db.execute(
                "INSERT INTO tunings (shipped_id, model_id, made_at, report) VALUES (?, ?, ?, ?)",
                (shipped_id, model_id, made_at, json.dumps(report, ensure_ascii=False)),
            )
            kept = _of(change.db, shipped_id)[-KEPT:]
            change.db.executemany(
                "INSERT INTO corrections SELECT ?, id, ? FROM people WHERE id = ?",
                [(kept[-1].number, np.asarray(row, "<f4").tobytes(), who) for who, row in corrections.items()],
            )
            self._forget(change, "shipped_id = ? AND number < ?", shipped_id, kept[0].number)
            # What is neither imported nor this was shipped: long ago, if this is what is shipped now.
            imported = "(SELECT model_id FROM imports)"
            self._forget(
                change,
                f"shipped_id != ?1 AND shipped_id NOT IN {imported} AND ?1 NOT IN {imported}",
                shipped_id,
            )
        return kept[-1]

    def undo(self, shipped_id: str) -> Tuning:
        """Take the run in use out of use for good; the one before it is in use again, or the weights as shipped.

        Raises `WhoSpeaksError` when there is none.
        """
        with self._database.writing() as change:
            kept = _of(change.db, shipped_id)
            if not kept:
                raise WhoSpeaksError("Nothing was fine-tuned, so there is nothing to undo.")
            self._forget(change, "number = ?", kept[-1].number)
        return kept[-1]

    def forget(self, change: Change, shipped_id: str) -> None:
        """Drop all runs that began with these weights."""
        self._forget(change, "shipped_id = ?", shipped_id)

    def orphans(self, db: Connection) -> set[Path]:
        """The files of networks that no run names: what a crash left behind."""
        found = {path for suffix in (*SUFFIXES, ".part") for path in self._models.glob(f"*{suffix}")}
        return found - self._files(db)

    def _files(self, db: Connection) -> set[Path]:
        made = db.execute("SELECT model_id FROM tunings WHERE model_id != shipped_id")
        return {self.weights(model_id).with_suffix(suffix) for (model_id,) in made for suffix in SUFFIXES}

    def _forget(self, change: Change, where: str, *values: str | int) -> None:
        before = self._files(change.db)
        change.db.execute(f"DELETE FROM tunings WHERE {where}", values)
        gone = before - self._files(change.db)
        change.obsolete.extend(gone)
        change.db.executemany("DELETE FROM voiceprints WHERE model_id = ?", [(path.stem,) for path in gone])


def _of(db: Connection, shipped_id: str) -> list[Tuning]:
    found = db.execute("SELECT * FROM tunings WHERE shipped_id = ? ORDER BY number", (shipped_id,)).fetchall()
    return [
        Tuning(number, shipped, model, made_at, json.loads(report)) for number, shipped, model, made_at, report in found
    ]


def corrected(
    rows: NDArray[np.float32], person_ids: Sequence[str], corrections: Mapping[str, NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Unit rows (n, d) of these people with their corrections added, of unit length again."""
    tuned = [place for place, person_id in enumerate(person_ids) if person_id in corrections]
    if not tuned:
        return rows
    rows = rows.copy()
    rows[tuned] += np.stack([corrections[person_ids[place]] for place in tuned])
    rows[tuned] /= np.maximum(np.linalg.norm(rows[tuned], axis=1, keepdims=True), 1e-9)
    return rows
