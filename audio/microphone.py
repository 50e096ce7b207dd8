"""The microphone as a source of blocks, whatever the device does.

The thread that iterates takes chunks off the queue of `audio.portaudio`, brings them to 16 kHz mono and watches: a
device that falls silent for a second is reported lost and opened again until it is back, and time goes on meanwhile, so
that positions stay right.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from audio.portaudio import Stream, portaudio
from audio.source import AudioError, Block, Notice
from audio.timeline import Timeline

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """When the microphone gives up or tries again, in seconds.

    `first_s` is for the first sound after opening (a wireless headset takes its time), `silent_s` without any sound is
    lost, `muted_s` of zeros is muted, and `retries_s` the waits before opening again, the last one over and over.
    """

    first_s: float = 3.0
    silent_s: float = 1.0
    muted_s: float = 2.0
    retries_s: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0)


class Microphone:
    """A microphone as an `AudioSource`, by name or label; None is the system's default.

    Entering opens it and raises AudioError if that cannot be. `start` gives PortAudio and `clock` the time in seconds,
    for tests of what no real device does on demand.
    """

    def __init__(
        self,
        device: str | None = None,
        *,
        patience: Patience = Patience(),
        start: Callable[[], Any] = portaudio,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = device or "system default"
        self._device, self._patience, self._start, self._clock = device, patience, start, clock
        self._timeline = Timeline(muted_s=patience.muted_s)
        self._closed = threading.Event()
        self._opening = threading.Lock()
        self._stream: Stream | None = None

    @property
    def dropped_s(self) -> float:
        """Seconds of sound that came and were lost, because the listener or the computer was too slow."""
        return self._timeline.dropped_s

    @property
    def overflows(self) -> int:
        """How often the device said that it lost sound."""
        return self._timeline.overflows

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
        self._release()

    def close(self) -> None:
        self._closed.set()
        if (stream := self._stream) is not None:
            stream.wake()

    def __iter__(self) -> Iterator[Block | Notice]:
        patience, tries, lost = self._patience.first_s, 0, False
        while not self._closed.is_set():
            chunk = self._stream.next(patience) if self._stream is not None else None
            if self._closed.is_set():
                return
            if chunk is not None:
                if lost:
                    yield Notice("recovered", "The microphone is back.")
                patience, tries, lost = self._patience.silent_s, 0, False
                yield from self._timeline.take(chunk)
                continue
            self._release()
            if not lost:
                lost = True
                yield from self._timeline.flush()
                yield Notice("lost", "The microphone delivers no sound any more; check its plug or its battery.")
            wait_s = self._patience.retries_s[min(tries, len(self._patience.retries_s) - 1)]
            tries += 1
            yield Notice("retrying", f"The microphone is away; it is tried again in {wait_s:g} s.")
            if self._closed.wait(wait_s):
                return
            patience = self._patience.first_s
            try:
                self._open()
            except AudioError as error:
                _LOG.info("%s", error)

    def _open(self) -> None:
        with self._opening:
            if not self._closed.is_set():
                self._stream = Stream(self._device, self._start, self._clock)
                self._timeline.connect(self._stream.rate)

    def _release(self) -> None:
        with self._opening:
            stream, self._stream = self._stream, None
            if stream is not None:
                stream.close()
