"""The gallery's tables, and the steps from one version of them to the next."""

from __future__ import annotations

CHANGES_KEPT = 10_000
"""Whoever has missed more reads everybody again."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE people (
            enrolled INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL UNIQUE,
            colour INTEGER NOT NULL,
            created_at TEXT NOT NULL,
            consent_at TEXT,
            face TEXT
        ) STRICT""",
        """CREATE TABLE utterances (
            id TEXT PRIMARY KEY,
            person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            file TEXT NOT NULL,
            samples INTEGER NOT NULL,
            created_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX utterances_of_person ON utterances (person_id)",
        """CREATE TABLE voiceprints (
            utterance_id TEXT NOT NULL REFERENCES utterances (id) ON DELETE CASCADE,
            model_id TEXT NOT NULL,
            embedding_sum BLOB NOT NULL,
            windows INTEGER NOT NULL,
            PRIMARY KEY (utterance_id, model_id)
        ) STRICT""",
    ),
    (
        # Who changed, by the number of their enrolment, which says nothing about anybody: so that a program which knows
        # a million people need not read them all again for one. Triggers, or some change would be forgotten some day.
        "CREATE TABLE changes (number INTEGER PRIMARY KEY, enrolled INTEGER NOT NULL) STRICT",
        f"""CREATE TRIGGER forget_changes AFTER INSERT ON changes BEGIN
            DELETE FROM changes WHERE number <= new.number - {CHANGES_KEPT}; END""",
        """CREATE TRIGGER person_added AFTER INSERT ON people BEGIN
            INSERT INTO changes (enrolled) VALUES (new.enrolled); END""",
        """CREATE TRIGGER person_changed AFTER UPDATE ON people BEGIN
            INSERT INTO changes (enrolled) VALUES (new.enrolled); END""",
        """CREATE TRIGGER person_deleted AFTER DELETE ON people BEGIN
            INSERT INTO changes (enrolled) VALUES (old.enrolled); END""",
        """CREATE TRIGGER voiceprint_added AFTER INSERT ON voiceprints BEGIN
            INSERT INTO changes (enrolled) SELECT enrolled FROM people JOIN utterances ON person_id = people.id
            WHERE utterances.id = new.utterance_id; END""",
        "CREATE INDEX colours_of_people ON people (colour)",
    ),
    (
        """CREATE TABLE tunings (
            number INTEGER PRIMARY KEY,
            shipped_id TEXT NOT NULL,
            model_id TEXT NOT NULL,
            made_at TEXT NOT NULL,
            report TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE corrections (
            tuning INTEGER NOT NULL REFERENCES tunings (number) ON DELETE CASCADE,
            person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            correction BLOB NOT NULL,
            PRIMARY KEY (tuning, person_id)
        ) STRICT""",
        "CREATE INDEX corrections_of_person ON corrections (person_id)",
        # They touch everybody, so nobody's number.
        """CREATE TRIGGER tuning_added AFTER INSERT ON tunings BEGIN
            INSERT INTO changes (enrolled) VALUES (0); END""",
        """CREATE TRIGGER tuning_dropped AFTER DELETE ON tunings BEGIN
            INSERT INTO changes (enrolled) VALUES (0); END""",
    ),
    (
        """CREATE TABLE imports (
            number INTEGER PRIMARY KEY,
            model_id TEXT NOT NULL UNIQUE,
            file TEXT NOT NULL,
            imported_at TEXT NOT NULL,
            in_use INTEGER NOT NULL
        ) STRICT""",
        """CREATE TRIGGER import_chosen AFTER UPDATE ON imports BEGIN
            INSERT INTO changes (enrolled) VALUES (0); END""",
        """CREATE TRIGGER import_removed AFTER DELETE ON imports BEGIN
            INSERT INTO changes (enrolled) VALUES (0); END""",
    ),
    (
        # An utterance taken away or given to somebody else changes whose voiceprint is what. When its person goes with
        # it, theirs is the change.
        """CREATE TRIGGER utterance_deleted AFTER DELETE ON utterances BEGIN
            INSERT INTO changes (enrolled) SELECT enrolled FROM people WHERE id = old.person_id; END""",
        """CREATE TRIGGER utterance_moved AFTER UPDATE OF person_id ON utterances BEGIN
            INSERT INTO changes (enrolled) SELECT enrolled FROM people WHERE id IN (old.person_id, new.person_id);
            END""",
    ),
    # Who somebody became when two people turned out to be one, by ids alone: so that what was said under the old id and
    # is kept elsewhere is still theirs, and whoever is in neither table was deleted.
    ("CREATE TABLE heirs (person_id TEXT PRIMARY KEY, heir TEXT NOT NULL) STRICT",),
    # When they agreed that a face be imagined from their voice: a question of its own, and nobody who was enrolled
    # before it was asked has said yes to it.
    ("ALTER TABLE people ADD COLUMN imagine_at TEXT",),
)
"""A step that was released is never edited, only followed by others."""
