"""A session written to a file that the user names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from audio.errors import WhoSpeaksError
from gui.history import telling
from gui.roster import Roster
from gui.session import Session
from gui.worker import Outcome
from sincnet.diary import KeptSession, KeptUtterance
from sincnet.paths import write_durably
from sincnet.transcript import Entry, Kind, Words, export


class Exporter(QObject):
    """`news` and `trouble` carry a sentence."""

    news = Signal(str)
    trouble = Signal(str)

    def __init__(self, session: Session, roster: Roster, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._session, self._roster = parent, session, roster

    def kinds(self) -> dict[Kind, str]:
        return {
            "html": self.tr("Report with charts (HTML)"),
            "csv": self.tr("Table (CSV)"),
            "srt": self.tr("Subtitles (SRT)"),
            "rttm": self.tr("Speaker turns (RTTM)"),
            "json": self.tr("Data (JSON)"),
        }

    def ask(self, kept: KeptSession, utterances: Sequence[KeptUtterance], where: QPoint) -> None:
        """Which kind of file, at a place of the screen."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, name in self.kinds().items():
            menu.addAction(name).triggered.connect(partial(self.ask_where, kept, list(utterances), kind))
        menu.popup(where)

    def ask_where(
        self, kept: KeptSession, utterances: Sequence[KeptUtterance], kind: Kind, _checked: bool = False
    ) -> None:
        suggested = f"{kept.began.astimezone():%Y-%m-%d %H.%M}.{kind}"
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export this session"), suggested, f"{self.kinds()[kind]} (*.{kind})"
        )
        if name:
            path = Path(name)
            self.write(kept, utterances, kind, path if path.suffix else path.with_suffix(f".{kind}"))

    def write(self, kept: KeptSession, utterances: Sequence[KeptUtterance], kind: Kind, path: Path) -> None:
        """Write it behind the window, whole or not at all."""
        entries = [self._entry(one) for one in utterances]
        title, began = f"{telling.when(kept.began)} · {kept.source}", kept.began.astimezone()
        said = words()
        self._session.submit(lambda: _write(path, export(entries, kind, title, began, said)), self._written)

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


def words() -> Words:
    """What the files say, in the user's language."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("transcript", text)

    return Words(
        language=tr("en"),
        stranger=tr("Unknown"),
        speaking_time=tr("Speaking time"),
        timeline=tr("Who spoke when"),
        utterances=tr("Everything that was said"),
        start=tr("Start"),
        duration=tr("Length"),
        speaker=tr("Speaker"),
        confidence=tr("Confidence"),
        nobody=tr("Nobody spoke."),
        made_by=tr("Made by WhoSpeaks. Who spoke was told by the sound of the voices alone and may be wrong."),
    )


def _write(path: Path, text: str) -> str:
    """Returns the name of the file."""
    try:
        write_durably(path, text.encode())
    except OSError as error:
        raise WhoSpeaksError(
            f"{path.name} could not be written ({error.strerror}); choose another folder or free some space."
        ) from error
    return path.name
