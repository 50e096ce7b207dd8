"""One run through a source."""

from __future__ import annotations

import threading
from collections.abc import Callable

from audio.source import AudioSource


class Listening:
    """`open` in the thread that listens; `stop` may come at any time, even before the source is open."""

    def __init__(self, open_source: Callable[[], AudioSource]) -> None:
        self._open_source = open_source
        self._lock = threading.Lock()
        self._source: AudioSource | None = None
        self._stopped = False

    def open(self) -> AudioSource:
        source = self._open_source()
        with self._lock:
            self._source = source
            if self._stopped:
                source.close()
        return source

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            if self._source is not None:
                self._source.close()
