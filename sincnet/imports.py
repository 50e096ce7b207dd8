"""Weights from elsewhere, kept beside the people: which there are, and which of them take the place of those shipped.

imports         a row each; at most one is in use, and if none is, the weights as shipped are
weights/<id>.*  its numbers and its card
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sincnet import voiceprints
from sincnet.database import Change, Connection, Database
from sincnet.events import WhoSpeaksError
from sincnet.tunings import SUFFIXES, Tunings
from sincnet.voiceprints import Voiceprint


@dataclass(frozen=True, slots=True)
class Import:
    """Weights that were brought in: `file` is the name they came by, `imported_at` in UTC, ISO 8601."""

    model_id: str
    file: str
    imported_at: str


class Imports:
    """The imported weights of a gallery's `database`, their files below `folder`; what was fine-tuned from them is in
    `tunings`."""

    def __init__(self, database: Database, folder: Path, tunings: Tunings) -> None:
        self._database = database
        self._files = folder / "weights"
        self._tunings = tunings

    def all(self) -> list[Import]:
        """In the order in which they came."""
        with self._database.reading() as db:
            found = db.execute("SELECT model_id, file, imported_at FROM imports ORDER BY number").fetchall()
        return [Import(*row) for row in found]

    def chosen(self) -> str | None:
        """The id of those in use, None for those shipped."""
        with self._database.reading() as db:
            found = db.execute("SELECT model_id FROM imports WHERE in_use").fetchall()
        return found[0][0] if found else None

    def path(self, model_id: str) -> Path:
        """Where the numbers are kept; the card lies beside them."""
        return self._files / f"{model_id}.safetensors"

    def add(self, model_id: str, file: str, numbers: bytes, card: bytes, prints: Mapping[str, Voiceprint]) -> None:
        """Keep weights and put them into use, with the voiceprints they make: all of it, or nothing."""
        with self._database.writing() as change:
            change.write(self.path(model_id), numbers)
            change.write(self.path(model_id).with_suffix(".json"), card)
            change.db.execute(
                "INSERT INTO imports (model_id, file, imported_at, in_use) VALUES (?, ?, ?, 0)",
                (model_id, file, datetime.now(UTC).isoformat(timespec="seconds")),
            )
            voiceprints.put(change.db, model_id, prints)
            _choose(change, model_id)

    def choose(self, model_id: str | None) -> None:
        """Put imported weights, or with None those shipped, into use.

        Raises `WhoSpeaksError` when they were removed in the meantime.
        """
        with self._database.writing() as change:
            _choose(change, model_id)

    def remove(self, model_id: str) -> None:
        """Forget weights, with their voiceprints and all that was fine-tuned from them; if in use, the shipped ones
        take their place."""
        with self._database.writing() as change:
            change.db.execute("DELETE FROM imports WHERE model_id = ?", (model_id,))
            change.db.execute("DELETE FROM voiceprints WHERE model_id = ?", (model_id,))
            change.obsolete.extend(self.path(model_id).with_suffix(suffix) for suffix in SUFFIXES)
            self._tunings.forget(change, model_id)

    def orphans(self, db: Connection) -> set[Path]:
        """Files that no row names: what a crash left behind."""
        kept = db.execute("SELECT model_id FROM imports").fetchall()
        named = {self.path(model_id).with_suffix(suffix) for (model_id,) in kept for suffix in SUFFIXES}
        return {path for suffix in (*SUFFIXES, ".part") for path in self._files.glob(f"*{suffix}")} - named


def _choose(change: Change, model_id: str | None) -> None:
    change.db.execute("UPDATE imports SET in_use = 0 WHERE in_use")
    if model_id is None:
        return
    if not change.db.execute("UPDATE imports SET in_use = 1 WHERE model_id = ?", (model_id,)).rowcount:
        raise WhoSpeaksError("These weights were removed in the meantime; import them again.")
