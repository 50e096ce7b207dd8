"""Files dropped on a window, and where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImageReader

Kind = Literal["people", "pictures", "recording", "recordings"]


def dropped_files(data: QMimeData) -> list[Path]:
    """The local files among what is dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def is_picture(path: Path) -> bool:
    """Whether Qt can read it as one."""
    return bool(QImageReader.imageFormat(str(path)).data())


def kind_of(files: Sequence[Path]) -> Kind:
    """What was dropped where the page in front has no use for it: exported people, pictures alone, one recording to
    listen to, or several (or a folder) to work through. What is none of these is told when it is opened."""
    from sincnet.parcel import SUFFIX as PARCEL  # brings Pillow, which the window does not wait for

    if any(path.suffix.lower() == PARCEL for path in files):
        return "people"
    if all(map(is_picture, files)):
        return "pictures"
    return "recording" if len(files) == 1 and not files[0].is_dir() else "recordings"
