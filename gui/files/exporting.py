"""Who spoke when, written to a file that the user names."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.exporting import choose_kind, kinds, words, write
from gui.files.job import Job
from gui.roster import Roster
from gui.session import Session
from gui.worker import Outcome
from sincnet.transcript import Entry, Kind
from sincnet.turn_sheet import TurnSheet


class Exporter(QObject):
    """`news` and `trouble` carry a sentence."""

    news = Signal(str)
    trouble = Signal(str)

    def __init__(self, session: Session, roster: Roster, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._session, self._roster = parent, session, roster

    def ask(self, job: Job, below: QWidget) -> None:
        """Which kind of file, in a menu under that button."""
        choose_kind(below, partial(self.ask_where, job))

    def ask_where(self, job: Job, kind: Kind) -> None:
        suggested = job.path.with_suffix(f".{kind}")
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export who spoke when"), str(suggested), f"{kinds()[kind]} (*.{kind})"
        )
        if name:
            path = Path(name)
            self.write(job, kind, path if path.suffix else path.with_suffix(f".{kind}"))

    def write(self, job: Job, kind: Kind, path: Path) -> None:
        """Write it behind the window, whole or not at all."""
        entries, title = self._as_named_now(job), job.path.stem
        writing = Writing(job.sheet, path, self)
        writing.ended.connect(self._written)
        said = words()
        self._session.submit(lambda: write(path, entries, kind, title, None, said), writing.take)

    def _as_named_now(self, job: Job) -> list[Entry]:
        """Names change; the turns keep the one that their speaker had."""
        members = {member.person_id: member.name for member in self._roster.members}
        return [replace(e, name=members.get(e.person_id or "", e.name)) for e in job.sheet.entries]

    @Slot(QObject)
    def _written(self, writing: Writing) -> None:
        if writing.error is None:
            writing.sheet.saved(writing.version)
            self.news.emit(self.tr("Exported to {0}.").format(writing.path.name))
        else:
            self.trouble.emit(writing.error)
        writing.deleteLater()


class Writing(QObject):
    """One file on its way to disk; `ended` carries this."""

    ended = Signal(QObject)

    def __init__(self, sheet: TurnSheet, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.sheet, self.version, self.path = sheet, sheet.version, path
        self.error: str | None = None

    @Slot(Outcome)
    def take(self, outcome: Outcome) -> None:
        self.error = outcome.error
        self.ended.emit(self)
