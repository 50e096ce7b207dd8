"""A gallery of many synthetic people on disk: how long it takes to open, to enrol somebody and to delete somebody."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import numpy as np

from audio.source import RATE
from benchmarks._crowd import Crowd
from sincnet.checkpoint import Weights
from sincnet.database import Database
from sincnet.gallery import Gallery, Voiceprint
from sincnet.recordings import flac
from sincnet.register import Register
from sincnet.schema import MIGRATIONS

CLIP_S = 5.0
TIMES = 20


def fill(folder: Path, rows: np.ndarray, model_id: str) -> None:
    """Puts people with these rows (n, d) into a new gallery, with one recording each; not the way to enrol people."""
    samples = int(CLIP_S * RATE)
    recording = flac(np.zeros(samples, np.float32))
    ids = [str(UUID(int=number)) for number in range(len(rows))]
    for name in ids:
        path = folder / "people" / name / f"{name}.flac"
        path.parent.mkdir(parents=True)
        path.write_bytes(recording)
    database = Database(folder / "gallery.sqlite3", MIGRATIONS)
    with database.writing() as change:
        change.db.executemany(
            "INSERT INTO people (id, name, name_key, colour, created_at) VALUES (?, ?, ?, ?, '2026-01-01T00:00:00')",
            ((name, f"Person {n}", f"person {n}", n % 10) for n, name in enumerate(ids)),
        )
        change.db.executemany(
            "INSERT INTO utterances VALUES (?, ?, ?, ?, '2026-01-01T00:00:00')",
            ((name, name, f"{name}.flac", samples) for name in ids),
        )
        change.db.executemany(
            "INSERT INTO voiceprints VALUES (?, ?, ?, 8)",
            ((name, model_id, (8 * row).astype("<f4").tobytes()) for name, row in zip(ids, rows, strict=True)),
        )
    database.close()


def stored_row(weights: Weights, crowd: Crowd, people: int) -> list[str]:
    """A row of the table: people, seconds to open and to fill a register, ms to enrol and to delete one, megabytes."""
    rng = np.random.default_rng(people)
    clip = (0.1 * rng.standard_normal(int(CLIP_S * RATE))).astype(np.float32)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        fill(folder, crowd.rows(people, rng), weights.id)
        began = time.perf_counter()
        with Gallery(folder) as gallery:
            opened = time.perf_counter()
            register = Register(weights.cohort)
            known = gallery.changes(weights.id)
            register.update(known)
            filled, revision = time.perf_counter(), known.revision
            enrol, delete = [], []
            for turn in range(TIMES):
                voiceprint = Voiceprint(8 * crowd.rows(1, rng)[0], 8)
                start = time.perf_counter()
                new = gallery.add(f"New {turn}", [clip], [voiceprint], weights.id)
                changes = gallery.changes(weights.id, revision)
                register.update(changes)
                enrolled = time.perf_counter()
                gallery.delete(new.id)
                changes = gallery.changes(weights.id, changes.revision)
                register.update(changes)
                delete.append(time.perf_counter() - enrolled)
                enrol.append(enrolled - start)
                revision = changes.revision
        size = (folder / "gallery.sqlite3").stat().st_size
    return [
        f"{people:,}",
        f"{opened - began:.2f}",
        f"{filled - opened:.2f}",
        f"{1000 * np.median(enrol):.1f}",
        f"{1000 * np.median(delete):.1f}",
        f"{size / 1e6:.0f}",
    ]
