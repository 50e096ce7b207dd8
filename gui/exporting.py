"""Who spoke when, written to a file: the kinds there are, and what the files say in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from audio.errors import WhoSpeaksError
from sincnet.paths import write_durably
from sincnet.transcript import Entry, Kind, Words, export


def kinds() -> dict[Kind, str]:
    """What each kind of file is called."""
    return {
        "html": _tr("Report with charts (HTML)"),
        "csv": _tr("Table (CSV)"),
        "srt": _tr("Subtitles (SRT)"),
        "rttm": _tr("Speaker turns (RTTM)"),
        "json": _tr("Data (JSON)"),
    }


def choose_kind(below: QWidget, chosen: Callable[[Kind], object]) -> None:
    """A menu of the kinds under a button, its right edge in line with the button's so that it stays in the window."""
    menu = QMenu(below)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for kind, name in kinds().items():
        menu.addAction(name).triggered.connect(partial(_tell, chosen, kind))
    corner = below.mapToGlobal(QPoint(below.width() - menu.sizeHint().width(), below.height() + 4))
    menu.popup(corner)
    menu.setActiveAction(menu.actions()[0])  # Return takes it; else the first key would only light it


def _tell(chosen: Callable[[Kind], object], kind: Kind, _checked: bool = False) -> None:
    chosen(kind)


def words() -> Words:
    """What the files say."""
    return Words(
        language=_tr("en"),
        stranger=_tr("Unknown"),
        speaking_time=_tr("Speaking time"),
        timeline=_tr("Who spoke when"),
        utterances=_tr("Everything that was said"),
        start=_tr("Start"),
        duration=_tr("Length"),
        speaker=_tr("Speaker"),
        confidence=_tr("Confidence"),
        nobody=_tr("Nobody spoke."),
        made_by=_tr("Made by WhoSpeaks. Who spoke was told by the sound of the voices alone and may be wrong."),
    )


def write(path: Path, entries: Sequence[Entry], kind: Kind, title: str, began: datetime | None, said: Words) -> str:
    """Write the file whole or not at all and return its name; not for the GUI thread. Raises `WhoSpeaksError`."""
    try:
        write_durably(path, export(entries, kind, title, began, said).encode())
    except OSError as error:
        raise WhoSpeaksError(
            "{name} could not be written ({reason}); choose another folder or free some space.",
            name=path.name,
            reason=error.strerror,
        ) from error
    return path.name


def _tr(text: str) -> str:
    return QCoreApplication.translate("transcript", text)
