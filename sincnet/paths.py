"""Where the program's files lie, how one gets there whole or not at all, and how it goes."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path

import platformdirs

log = logging.getLogger(__name__)


def data_home(override: Path | None = None) -> Path:
    """The folder that holds what the user makes: `override`, else $WHOSPEAKS_HOME, else the system's place for it."""
    if override is not None:
        return override.expanduser().absolute()
    if chosen := os.environ.get("WHOSPEAKS_HOME"):
        return Path(chosen).expanduser().absolute()
    return platformdirs.user_data_path("WhoSpeaks", appauthor=False)


def assets() -> Path:
    """The folder of what the program ships: model weights, the demo, drawn faces."""
    return Path(__file__).resolve().parent.parent / "assets"


def write_durably(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that, whenever the machine stops, the file is there whole or not at all.

    Raises OSError; then nothing of it is left behind. Missing folders are made.
    """
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        _sync_folder(path.parent.parent)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """A rename is on disk only once its folder is; Windows opens no folders and needs no such thing."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(files: Iterable[Path]) -> None:
    """Remove files, and the folders this leaves empty. What refuses to go is reported in the log and left."""
    for path in list(files):
        try:
            path.unlink(missing_ok=True)
            if path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()
        except OSError as error:
            log.warning("Could not remove %s: %s", path, error)
