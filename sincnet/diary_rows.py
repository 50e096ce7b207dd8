"""The diary's tables, and what stands in them as plain data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from audio.files import read_audio
from audio.source import RATE
from sincnet.database import Connection
from sincnet.events import Candidate, Identification, WhoSpeaksError
from sincnet.recent import Recent

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE sessions (id TEXT PRIMARY KEY, began_at TEXT NOT NULL, source TEXT NOT NULL) STRICT",
        "CREATE INDEX sessions_in_time ON sessions (began_at)",
        # Who it was is told twice, as answered and as corrected: a correction can be taken back. Names are kept for
        # those who cannot ask the gallery; of a person who was deleted nothing is left but that there was somebody.
        """CREATE TABLE utterances (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            start INTEGER NOT NULL,
            samples INTEGER NOT NULL,
            person_id TEXT,
            name TEXT,
            confidence REAL NOT NULL,
            votes TEXT NOT NULL,
            windows INTEGER NOT NULL,
            compute_ms REAL NOT NULL,
            corrected INTEGER NOT NULL DEFAULT 0,
            corrected_to TEXT,
            corrected_name TEXT,
            forgotten INTEGER NOT NULL DEFAULT 0,
            corrected_forgotten INTEGER NOT NULL DEFAULT 0,
            file TEXT
        ) STRICT""",
        "CREATE INDEX utterances_of_session ON utterances (session_id)",
        "CREATE INDEX utterances_of_person ON utterances (person_id)",
        "CREATE INDEX utterances_corrected_to ON utterances (corrected_to)",
        """CREATE TABLE candidates (
            utterance INTEGER NOT NULL REFERENCES utterances (number) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            person_id TEXT,
            name TEXT,
            votes REAL NOT NULL,
            score REAL NOT NULL,
            probability REAL NOT NULL,
            PRIMARY KEY (utterance, place)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX candidates_by_person ON candidates (person_id)",
    ),
)
"""A step that was released is never edited, only followed by others."""

NOBODY = ""
"""The id of a candidate who was deleted."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody heard in a session: without an id a stranger or, if `forgotten`, somebody who was deleted."""

    person_id: str | None
    name: str | None
    forgotten: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class KeptSession:
    """One run through a source. `began` with a time zone, `length_s` to the end of the last utterance, `speakers` the
    one who spoke longest first."""

    id: str
    began: datetime
    source: str
    utterances: int = 0
    length_s: float = 0.0
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class KeptUtterance:
    """Something that was said: `start` and `samples` in samples since the session began.

    `answer` is what the program said then, with those candidates only who come first or were voted for. `corrected`
    says that the user knew better: it was `corrected_to`, or a stranger if that is None. `forgotten` is one whose
    speaker was deleted. `file` holds the sound, if that was kept and is still there; `recent` may hold it else.
    """

    id: str
    session_id: str
    start: int
    samples: int
    answer: Identification
    file: Path | None
    corrected: bool = False
    corrected_to: str | None = None
    corrected_name: str | None = None
    forgotten: bool = False
    recent: Recent | None = None

    @property
    def audible(self) -> bool:
        """Whether its sound is still there."""
        return self.file is not None or (self.recent is not None and self.id in self.recent)

    def sound(self) -> np.ndarray:
        """float32 (n,) at 16 kHz. Raises WhoSpeaksError where it is gone or cannot be read."""
        if self.file is not None:
            return read_audio(self.file)
        samples = None if self.recent is None else self.recent.sound(self.id)
        if samples is None:
            raise WhoSpeaksError("The sound of this is gone; it was not kept on the disk.")
        return samples

    @property
    def person_id(self) -> str | None:
        """Who it was, to the best of our knowledge; None for a stranger or somebody deleted."""
        return self.corrected_to if self.corrected else self.answer.person_id

    @property
    def name(self) -> str | None:
        return self.corrected_name if self.corrected else self.answer.speaker

    @property
    def confidence(self) -> float:
        """In [0, 1]; what the user said is certain."""
        return 1.0 if self.corrected else self.answer.confidence

    @property
    def start_s(self) -> float:
        return self.start / RATE

    @property
    def duration_s(self) -> float:
        return self.samples / RATE


SPEAKER = "CASE WHEN corrected THEN corrected_to ELSE person_id END"
NAME = "CASE WHEN corrected THEN corrected_name ELSE name END"
FORGOTTEN = "CASE WHEN corrected THEN corrected_forgotten ELSE forgotten END"


def sessions(db: Connection, heirs: Mapping[str, str]) -> list[KeptSession]:
    """All of them, the latest first."""
    heard: dict[str, dict[tuple[str | None, bool], Speaker]] = {}
    totals: dict[str, tuple[int, int]] = {}
    found = db.execute(
        f"""SELECT session_id, {SPEAKER} AS who, {NAME} AS called, {FORGOTTEN} AS gone, sum(samples), count(*),
            max(start + samples) FROM utterances GROUP BY session_id, who, called, gone"""
    )
    for session_id, who, name, gone, samples, count, end in found:
        who = heirs.get(who, who)
        speakers = heard.setdefault(session_id, {})
        key = who or name, bool(gone)  # somebody who was renamed in between is still one
        before = speakers[key].seconds if key in speakers else 0.0
        speakers[key] = Speaker(who, name, bool(gone), before + samples / RATE)
        counted, latest = totals.get(session_id, (0, 0))
        totals[session_id] = counted + count, max(latest, end)
    result = []
    for session_id, began_at, source in db.execute("SELECT id, began_at, source FROM sessions ORDER BY began_at DESC"):
        count, end = totals.get(session_id, (0, 0))
        by_time = sorted(heard.get(session_id, {}).values(), key=lambda speaker: -speaker.seconds)
        began = datetime.fromisoformat(began_at)
        result.append(KeptSession(session_id, began, source, count, end / RATE, tuple(by_time)))
    return result


def utterances(
    db: Connection, session_id: str, folder: Path, heirs: Mapping[str, str], recent: Recent
) -> list[KeptUtterance]:
    """Those of a session in order of time; their files lie in `folder`."""
    candidates: dict[int, list[Candidate]] = {}
    found = db.execute(
        """SELECT utterance, candidates.person_id, candidates.name, candidates.votes, score, probability
           FROM candidates JOIN utterances ON utterance = number WHERE session_id = ? ORDER BY utterance, place""",
        (session_id,),
    )
    for number, who, name, votes, score, probability in found:
        of_this = candidates.setdefault(number, [])
        of_this.append(Candidate(heirs.get(who, who) or NOBODY, name or "", votes, score, probability))
    rows = db.execute(
        f"""SELECT number, id, start, samples, person_id, name, confidence, votes, windows, compute_ms, corrected,
           corrected_to, corrected_name, {FORGOTTEN}, file FROM utterances WHERE session_id = ?
           ORDER BY start, number""",
        (session_id,),
    )
    result = []
    for number, uid, start, samples, who, name, sure, votes, windows, ms, corrected, to, to_name, gone, file in rows:
        ranked, embedding = tuple(candidates.get(number, ())), np.zeros(0, np.float32)
        answer = Identification(
            name, heirs.get(who, who), sure, ranked, tuple(json.loads(votes)), embedding, ms, windows
        )
        path = folder / file if file else None
        path = path if path is not None and path.is_file() else None
        known = heirs.get(to, to), to_name, bool(gone)
        result.append(KeptUtterance(uid, session_id, start, samples, answer, path, bool(corrected), *known, recent))
    return result
