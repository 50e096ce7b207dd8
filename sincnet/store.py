"""Rows in a database and the files they name, in one folder: what the gallery and the diary have in common."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from sincnet.database import Database
from sincnet.events import WhoSpeaksError


class Store:
    """Used from any thread, closed by `close()` or a `with`. Whatever goes wrong with disk or database raises
    WhoSpeaksError and leaves all as it was."""

    def __init__(self, database: Path, migrations: Sequence[Sequence[str]]) -> None:
        self._database = Database(database, migrations)

    def close(self) -> None:
        """Close the files; waits for a change under way. More than once does no harm."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _tidy_or_close(self) -> None:
        """Sweep what a crash left; what cannot even be swept is not left open."""
        try:
            self._tidy()
        except WhoSpeaksError:
            self.close()
            raise

    def _tidy(self) -> None:
        """Sweep away what a crash left behind: files that no row names."""
        raise NotImplementedError
