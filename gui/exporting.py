"""Who spoke when, written to a file: the kinds there are, and what the files say in the user's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

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
