"""The files of the gallery: what was said, and which files there are."""

from __future__ import annotations

import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from uuid import UUID

import numpy as np
import soundfile
from numpy.typing import NDArray

from audio.source import RATE


def flac(clip: NDArray[np.float32]) -> bytes:
    """float32 (n,) at 16 kHz as a FLAC file of 16 bit."""
    file = BytesIO()
    soundfile.write(file, clip, RATE, format="FLAC", subtype="PCM_16")
    return file.getvalue()


def files(folder: Path) -> list[Path]:
    """What lies in a person's folder; nothing if there is none."""
    return [path for path in folder.iterdir() if not path.is_dir()] if folder.is_dir() else []


def stored(people: Path) -> set[tuple[str, str]]:
    """Folder and file of all that lies in the folders that are called as ours are, a million of them in seconds."""
    found: set[tuple[str, str]] = set()
    if not people.is_dir():
        return found
    with os.scandir(people) as folders:
        for folder in folders:
            if _is_uuid(folder.name) and folder.is_dir(follow_symlinks=False):
                # A folder without files is somebody who has just been deleted; whoever did that may take it away now.
                with suppress(FileNotFoundError), os.scandir(folder.path) as entries:
                    found.update((folder.name, entry.name) for entry in entries if not entry.is_dir())
    return found


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
