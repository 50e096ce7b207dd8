"""The diary: who spoke when, kept between runs of the program for as long as the user wants.

    diary.sqlite3              what is true; a file that it does not name does not exist
    sessions/<id>/<id>.flac    what was said, 16 kHz, 16 bit, where the user lets it be kept

Of what is not kept as a file, the sound of the last minutes may be in memory until `forget_recent`, so that whoever
says who that was can let the program learn from it.

Every change, files included, is one transaction. What is deleted is gone: rows are overwritten, files removed, and
nothing is left in the write-ahead log.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from audio.segmenter import Utterance
from sincnet import diary_rows, recordings
from sincnet.database import Change
from sincnet.diary_rows import MIGRATIONS
from sincnet.diary_rows import KeptSession as KeptSession
from sincnet.diary_rows import KeptUtterance as KeptUtterance
from sincnet.diary_rows import Speaker as Speaker
from sincnet.events import Identification, WhoSpeaksError
from sincnet.recent import Recent
from sincnet.store import Store
from sincnet.voiceprints import LISTED

ALL_THEMSELVES: Mapping[str, str] = MappingProxyType({})


class Diary(Store):
    """The diary in `folder`, made if there is none."""

    def __init__(self, folder: Path) -> None:
        self._sessions = folder / "sessions"
        self._recent = Recent()
        super().__init__(folder / "diary.sqlite3", MIGRATIONS)
        self._tidy_or_close()

    # Reading

    def sessions(self, heirs: Mapping[str, str] = ALL_THEMSELVES) -> list[KeptSession]:
        """All of them, the latest first. `heirs` says whose the ids are that somebody had before they were merged."""
        with self._database.reading() as db:
            return diary_rows.sessions(db, heirs)

    def sessions_since(self, moment: datetime) -> list[KeptSession]:
        """Those that went on at `moment` (with a time zone) or began later."""
        return [one for one in self.sessions() if one.began + timedelta(seconds=one.length_s) >= moment]

    def utterances(self, session_id: str, heirs: Mapping[str, str] = ALL_THEMSELVES) -> list[KeptUtterance]:
        """What was said in a session, in order of time; nothing if it is no more."""
        with self._database.reading() as db:
            return diary_rows.utterances(db, session_id, self._sessions / session_id, heirs, self._recent)

    def people(self) -> set[str]:
        """The ids of everybody who is named anywhere."""
        with self._database.reading() as db:
            found = db.execute(
                """SELECT person_id FROM utterances UNION SELECT corrected_to FROM utterances
                   UNION SELECT person_id FROM candidates"""
            )
            return {person_id for (person_id,) in found if person_id is not None}

    # Writing

    def add(
        self,
        session: KeptSession,
        utterance: Utterance,
        answer: Identification,
        *,
        keep_audio: bool,
        remember: bool = False,
    ) -> KeptUtterance:
        """Keep what was said and, in brief, what was answered. The session's row is made by its first utterance.

        The sound is kept in a file with `keep_audio`, in memory for a while with `remember`, else not at all.
        """
        answer = answer.in_brief()
        utterance_id = str(uuid4())
        path = self._sessions / session.id / f"{utterance_id}.flac" if keep_audio else None
        with self._database.writing() as change:
            if path is not None:
                change.write(path, recordings.flac(utterance.samples))
            began_at = session.began.astimezone(UTC).isoformat(timespec="milliseconds")
            change.db.execute("INSERT OR IGNORE INTO sessions VALUES (?, ?, ?)", (session.id, began_at, session.source))
            row = change.db.execute(
                """INSERT INTO utterances (id, session_id, start, samples, person_id, name, confidence, votes, windows,
                   compute_ms, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    *(utterance_id, session.id, utterance.start, len(utterance.samples)),
                    *(answer.person_id, answer.speaker, answer.confidence),
                    *(json.dumps(answer.window_votes), answer.windows, answer.compute_ms, path.name if path else None),
                ),
            ).lastrowid
            change.db.executemany(
                "INSERT INTO candidates VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (row, place, one.person_id, one.name, one.votes, one.score, one.probability)
                    for place, one in enumerate(answer.candidates)
                ],
            )
        if remember and not keep_audio:
            self._recent.add(utterance_id, utterance.samples)
        length, recent = len(utterance.samples), self._recent
        return KeptUtterance(utterance_id, session.id, utterance.start, length, answer, path, recent=recent)

    def correct(self, utterance_id: str, person_id: str | None, name: str | None) -> None:
        """It was this person, or a stranger (None). Raises WhoSpeaksError if the utterance is no more."""
        self._set_correction(utterance_id, (1, person_id, name))

    def take_back(self, utterance_id: str) -> None:
        """It is as answered again."""
        self._set_correction(utterance_id, (0, None, None))

    def _set_correction(self, utterance_id: str, values: tuple[int, str | None, str | None]) -> None:
        with self._database.writing() as change:
            done = change.db.execute(
                """UPDATE utterances SET corrected = ?, corrected_to = ?, corrected_name = ?, corrected_forgotten = 0
                   WHERE id = ?""",
                (*values, utterance_id),
            )
            if not done.rowcount:
                raise WhoSpeaksError("This utterance was deleted; look at the session again.")

    # Deleting

    def forget_recent(self) -> None:
        """Let go of the sound that is in memory only."""
        self._recent.clear()

    def delete_session(self, session_id: str) -> None:
        self._delete("id = ?", session_id)

    def delete_since(self, moment: datetime) -> None:
        """As `sessions_since`."""
        self._delete(f"id IN {LISTED}", json.dumps([session.id for session in self.sessions_since(moment)]))

    def delete_before(self, moment: datetime) -> None:
        """The sessions that began before `moment` (with a time zone)."""
        self._delete("began_at < ?", moment.astimezone(UTC).isoformat(timespec="milliseconds"))

    def delete_all(self) -> None:
        self._delete("1")

    def _delete(self, where: str, *values: str) -> None:
        with self._database.writing() as change:
            ids = [row[0] for row in change.db.execute(f"SELECT id FROM sessions WHERE {where}", values)]
            if not ids:
                return
            for session_id in ids:
                change.obsolete.extend(recordings.files(self._sessions / session_id))
            change.db.execute(f"DELETE FROM sessions WHERE id IN {LISTED}", (json.dumps(ids),))
        self.forget_recent()
        self._database.wipe_traces()

    def drop_sound_of_strangers(self) -> None:
        """Whoever is not enrolled was not asked: what they said goes; that somebody spoke, and when, stays."""
        self.forget_recent()
        theirs = f"file IS NOT NULL AND {diary_rows.SPEAKER} IS NULL"
        with self._database.writing() as change:
            rows = change.db.execute(f"SELECT session_id, file FROM utterances WHERE {theirs}").fetchall()
            change.obsolete.extend(self._sessions / session_id / file for session_id, file in rows)
            change.db.execute(f"UPDATE utterances SET file = NULL WHERE {theirs}")

    def keep_only(self, enrolled: Collection[str]) -> None:
        """Forget everybody but these ids: what the others said is somebody's from now on, without a name or sound."""
        if gone := self.people() - set(enrolled):
            self.forget_recent()
            with self._database.writing() as change:
                self._forget(change, json.dumps(sorted(gone)))
            self._database.wipe_traces()

    def _forget(self, change: Change, gone: str) -> None:
        theirs = f"{diary_rows.SPEAKER} IN {LISTED}"
        rows = change.db.execute(
            f"SELECT session_id, file FROM utterances WHERE file IS NOT NULL AND {theirs}", (gone,)
        )
        change.obsolete.extend(self._sessions / session_id / file for session_id, file in rows)
        change.db.execute(f"UPDATE utterances SET file = NULL WHERE {theirs}", (gone,))
        for table, person, values in (
            ("utterances", "person_id", "name = NULL, forgotten = 1"),
            ("utterances", "corrected_to", "corrected_name = NULL, corrected_forgotten = 1"),
            ("candidates", "person_id", "name = NULL"),
        ):
            change.db.execute(f"UPDATE {table} SET {person} = NULL, {values} WHERE {person} IN {LISTED}", (gone,))

    def _tidy(self) -> None:
        """Sweep away what a crash left behind: a file that no row names."""
        with self._database.writing() as change:
            named = set(change.db.execute("SELECT session_id, file FROM utterances WHERE file IS NOT NULL"))
            orphans = recordings.stored(self._sessions) - named
            change.obsolete.extend(self._sessions / folder / file for folder, file in orphans)
