"""The folder that a prepared corpus goes to, whatever it is a corpus of: claimed, written, and found again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sincnet.events import WhoSpeaksError


def claim(
    folder: Path, kind: str, written: Collection[str], about: str, read: Callable[[Path], dict[str, Any] | None]
) -> None:
    """Makes `folder` ready for a corpus of `kind`, which is written as files of the names `written`.

    `about` is the last of them, which `read` reads: it goes, for until all is written it is not whole.

    Raises `WhoSpeaksError` for a folder that holds something else or cannot be written.
    """
    with writing(folder, "choose another folder"):
        folder.mkdir(parents=True, exist_ok=True)
        strange = sorted(path.name for path in folder.iterdir() if path.name.removesuffix(".part") not in written)
        before = read(folder)
        if strange or (before is not None and before["kind"] != kind):
            raise WhoSpeaksError(
                "{folder} holds {what}; give an empty folder, or a new one, to prepare this in.",
                folder=folder,
                what=strange[0] if strange or before is None else f"{before['kind']} already",
            )
        (folder / about).unlink(missing_ok=True)


@contextmanager
def writing(folder: Path, remedy: str = "make room and run this again") -> Iterator[None]:
    """Raises `WhoSpeaksError` where what is done inside meets a disk that is full or may not be written."""
    try:
        yield
    except OSError as error:
        raise WhoSpeaksError(f"{folder} cannot be written ({error.strerror}); {remedy}.") from error


def version_of(path: Path) -> tuple[int, int]:
    """What changes with a file: its size and when it was written, in ns; -1 twice where there is none."""
    try:
        status = path.stat()
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns
