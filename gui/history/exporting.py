"""A session written to a file that the user names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.exporting import choose_kind, kinds, words, write
from gui.history import telling
from gui.roster import Roster
from gui.session import Session
from gui.worker import Outcome
from sincnet.diary import KeptSession, KeptUtterance
from sincnet.transcript import Entry, Kind


class Exporter(QObject):
    """`news` and `trouble` carry a sentence."""

    news = Signal(str)
    trouble = Signal(str)

    def __init__(self, session: Session, roster: Roster, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._session, self._roster = parent, session, roster

    def ask(self, kept: KeptSession, utterances: Sequence[KeptUtterance], below: QWidget) -> None:
        """Which kind of file, in a menu under that button."""
        choose_kind(below, partial(self.ask_where, kept, list(utterances)))

    def ask_where(self, kept: KeptSession, utterances: Sequence[KeptUtterance], kind: Kind) -> None:
        suggested = f"{kept.began.astimezone():%Y-%m-%d %H.%M}.{kind}"
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export this session"), suggested, f"{kinds()[kind]} (*.{kind})"
        )
        if name:
            path = Path(name)
            self.write(kept, utterances, kind, path if path.suffix else path.with_suffix(f".{kind}"))

    def write(self, kept: KeptSession, utterances: Sequence[KeptUtterance], kind: Kind, path: Path) -> None:
        """Write it behind the window, whole or not at all."""
        entries = [self._entry(one) for one in utterances]
        began, said = kept.began.astimezone(), words()
        self._session.submit(lambda: write(path, entries, kind, kept.source, began, said), self._written)

    def _entry(self, one: KeptUtterance) -> Entry:
        unnamed = one.person_id is None and one.name is None and not one.forgotten
        name = None if unnamed else telling.name_of(one, self._roster)
        return Entry(one.start_s, one.start_s + one.duration_s, one.person_id, name, one.confidence)

    @Slot(Outcome)
    def _written(self, outcome: Outcome) -> None:
        if outcome.error is None:
            self.news.emit(self.tr("Exported to {0}.").format(outcome.value))
        else:
            self.trouble.emit(outcome.error)
