"""SQLite with care, for whoever keeps rows and files together: transactions, migrations, sentences instead of codes.

A change holds the database's write lock from before its first file is written until its commit. So another process
never sees half of it, and whoever holds the lock may take any file that no row names for the remains of a crash.
"""

from __future__ import annotations

import errno
import logging
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sincnet.events import WhoSpeaksError
from sincnet.paths import remove, write_durably

log = logging.getLogger(__name__)

Connection = sqlite3.Connection

_APPLICATION_ID = 0x57685370  # "WhSp", so that some other program's database is never taken for ours


@dataclass(slots=True)
class Change:
    """A transaction under way, with the files that go if it fails and those that go once it is committed."""

    db: Connection
    written: list[Path] = field(default_factory=list)
    obsolete: list[Path] = field(default_factory=list)

    def write(self, path: Path, data: bytes) -> None:
        """Write a file that exists only if the transaction commits."""
        self.written.append(path)
        write_durably(path, data)


class Database:
    """The database at `path`, made if there is none; used from any thread.

    Step i of `migrations` (SQL statements) takes it from version i to i + 1. Whatever goes wrong with disk or database
    raises WhoSpeaksError and leaves everything as it was. A database that is damaged, or that a newer version wrote, is
    not touched: a copy is put beside it and opening is refused.
    """

    def __init__(self, path: Path, migrations: Sequence[Sequence[str]]) -> None:
        self._path = path
        self._migrations = migrations
        # Two connections: a reader of its own never waits for a writer, and so the window not for an enrolment.
        self._writer_lock, self._reader_lock = threading.Lock(), threading.Lock()
        with ExitStack() as opened, self._in_words():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                self._inspect()
            self._writer = opened.enter_context(closing(self._connect("rwc")))
            self._writer.execute("PRAGMA journal_mode = WAL")
            # FULL, as changes are rare and cannot be asked for twice: an enrolment that was committed outlives a power
            # cut too, and so does a deletion.
            self._writer.execute("PRAGMA synchronous = FULL")
            self._writer.execute("PRAGMA foreign_keys = ON")
            self._writer.execute("PRAGMA secure_delete = ON")
            self._migrate()
            self._reader = opened.enter_context(closing(self._connect("ro")))
            self._connections = opened.pop_all()

    def close(self) -> None:
        """Close the files; waits for a change under way. More than once does no harm."""
        with self._writer_lock, self._reader_lock, self._in_words():
            self._connections.close()

    @property
    def revision(self) -> int:
        """Differs from before whenever anything may have been changed, by this process or another."""
        with self.reading() as db:
            return int(db.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment's view of the database."""
        with self._reader_lock, self._in_words():
            self._reader.execute("BEGIN")
            try:
                yield self._reader
            finally:
                if self._reader.in_transaction:  # a failing disk may already have ended it
                    self._reader.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[Change]:
        """A transaction: all of it, files included, or nothing."""
        with self._writer_lock, self._in_words():
            self._writer.execute("BEGIN IMMEDIATE")
            change = Change(self._writer)
            try:
                yield change
                self._writer.execute("COMMIT")
            except BaseException:
                remove(change.written)
                if self._writer.in_transaction:  # a full disk may already have rolled it back
                    self._writer.execute("ROLLBACK")
                raise
            remove(change.obsolete)

    def wipe_traces(self) -> None:
        """Leave nothing of what was deleted in the write-ahead log, nor in copies from before a migration."""
        remove(self._path.parent.glob(f"{self._path.stem}-before-*"))
        with self._writer_lock, self._in_words():
            ((busy, _, _),) = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if busy:
            log.warning("Another program is reading %s; traces of what was deleted go when it closes", self._path)

    def _connect(self, mode: str) -> Connection:
        uri = f"{self._path.absolute().as_uri()}?mode={mode}"
        return sqlite3.connect(uri, uri=True, timeout=10, isolation_level=None, check_same_thread=False)

    def _inspect(self) -> None:
        """Refuse a database that is damaged or newer. Read-only, as a writer may write even when it only closes."""
        try:
            with closing(self._connect("ro")) as db:
                ((version,),) = db.execute("PRAGMA user_version").fetchall()
                ((owner,),) = db.execute("PRAGMA application_id").fetchall()
                empty = not db.execute("SELECT * FROM sqlite_schema LIMIT 1").fetchall()
                ((health,),) = db.execute("PRAGMA quick_check(1)").fetchall()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise
            health = str(error)
        if health != "ok" or (owner != _APPLICATION_ID and not (empty and version == 0)):
            log.info("%s: %s", self._path, health)
            raise WhoSpeaksError(
                "The database {database} is damaged and cannot be read (a copy is kept as {copy}); put a sound copy in"
                " its place, or move the folder {folder} away to start afresh.",
                database=self._path,
                copy=self._keep_copy("damaged").name,
                folder=self._path.parent,
            )
        if version > len(self._migrations):
            raise WhoSpeaksError(
                "The database {database} was written by a newer version of WhoSpeaks (a copy is kept as {copy}); "
                "install that version to use it.",
                database=self._path,
                copy=self._keep_copy("newer").name,
            )

    def _migrate(self) -> None:
        with self.writing() as change:
            ((version,),) = change.db.execute("PRAGMA user_version").fetchall()
            if version >= len(self._migrations):
                return
            if version:
                log.info("Migrating %s; a copy is kept as %s", self._path, self._keep_copy(f"before-v{version + 1}"))
            for step in self._migrations[version:]:
                for statement in step:
                    change.db.execute(statement)
            change.db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            change.db.execute(f"PRAGMA user_version = {len(self._migrations)}")

    def _keep_copy(self, why: str) -> Path:
        """Copy the database as it is, unless that was done already: the name says when it was last changed."""
        sources = {suffix: Path(f"{self._path}{suffix}") for suffix in ("", "-wal")}
        sources = {suffix: path for suffix, path in sources.items() if path.exists() and path.stat().st_size}
        changed = datetime.fromtimestamp(max(path.stat().st_mtime for path in sources.values()), UTC)
        copy = self._path.with_name(f"{self._path.stem}-{why}-{changed:%Y%m%dT%H%M%S.%f}{self._path.suffix}")
        if not copy.exists():
            contents = {suffix: path.read_bytes() for suffix, path in sources.items()}
            for suffix in sorted(contents, reverse=True):  # the database last: once it is there, the copy is whole
                write_durably(Path(f"{copy}{suffix}"), contents[suffix])
        return copy

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Troubles of disk and database as sentences; other exceptions are bugs and pass."""
        try:
            yield
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise self._disk_full() from error
            raise WhoSpeaksError(
                "The folder {folder} cannot be used ({reason}); make sure that it is there and may be written.",
                folder=self._path.parent,
                reason=error.strerror,
            ) from error
        except sqlite3.DatabaseError as error:
            match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF:
                case sqlite3.SQLITE_FULL:
                    raise self._disk_full() from error
                case sqlite3.SQLITE_BUSY:
                    raise WhoSpeaksError(
                        "Another program is writing to the database {database}; try again in a moment.",
                        database=self._path,
                    ) from error
                case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
                    raise WhoSpeaksError(
                        "The database {database} is damaged; start the program again, which keeps a copy and says what "
                        "to do.",
                        database=self._path,
                    ) from error
                case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
                    raise WhoSpeaksError(
                        "The database {database} cannot be used ({reason}); make sure that its folder is there, may be "
                        "written and has room.",
                        database=self._path,
                        reason=error,
                    ) from error
                case _:
                    raise

    def _disk_full(self) -> WhoSpeaksError:
        return WhoSpeaksError(
            "The disk with the folder {folder} is full; make room on it and try again.", folder=self._path.parent
        )
