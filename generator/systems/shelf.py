"""The networks that lie in a folder, each loaded when it is first asked for and then kept, whoever asks."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, TypeVar

from audio.errors import WhoSpeaksError
from generator.imagined import System
from generator.weights import Network, load

N = TypeVar("N", bound=Network)


class Shelf:
    """Any thread may ask; two systems that hear with the same network share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._loaded: dict[str, Any] = {}

    def get(self, name: str, kind: type[N]) -> N:
        """The network in `name`.safetensors. Raises `WhoSpeaksError` where it is missing, damaged or another one."""
        with self._lock:
            if name not in self._loaded:
                self._loaded[name] = load(self.folder / f"{name}.safetensors", kind).network
            found: N = self._loaded[name]
        return found

    def list(self, system: System, *names: str) -> System:
        """`system` as a chooser lists it, which needs these networks."""
        return lacking(system, self.folder, [f"{name}.safetensors" for name in names])


def lacking(system: System, folder: Path, files: list[str]) -> System:
    """`system` with what it lacks of the `files` that it needs in `folder`."""
    missing = [name for name in files if not (folder / name).is_file()]
    if not missing:
        return system
    return system.without(
        WhoSpeaksError(
            "Not here: {files}. Put that into {folder} and start again.", files=", ".join(missing), folder=folder
        )
    )
