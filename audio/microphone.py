"""The microphone: PyAudio as a source of blocks, whatever the device does.

PortAudio's thread calls back with every 20 ms of sound; the callback only puts them on a bounded queue. The thread that
iterates takes them off, brings them to 16 kHz mono and watches: a device that falls silent for a second is reported
lost and opened again until it is back, and time goes on meanwhile, so that positions stay right.
"""

from __future__ import annotations

import logging
import multiprocessing
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Self
from weakref import WeakSet

import numpy as np

from audio.chatter import chatter_to_log
from audio.source import RATE, AudioError, Block, Notice
from audio.timeline import Chunk, Timeline

try:
    import pyaudio
except ImportError:  # the rest of the program works on files without it
    pyaudio = None

_LOG = logging.getLogger(__name__)

BLOCK_MS = 20
QUEUE_BLOCKS = 500
"""Ten seconds: what a listener may fall behind before sound is dropped."""


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone: its PortAudio `index` (good until devices change), native `rate` in Hz and most `channels`."""

    index: int
    name: str
    host_api: str
    rate: int
    channels: int
    is_default: bool

    @property
    def label(self) -> str:
        """Name and host API, which together tell devices apart."""
        return f"{self.name} ({self.host_api})"


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


def portaudio() -> Any:
    """Start PortAudio, which looks up the devices as it does; raises AudioError without PyAudio."""
    if pyaudio is None:
        raise AudioError(
            'PyAudio is not installed, so no microphone can be heard; install it with "pip install pyaudio" '
            "(PortAudio is needed too), or use audio files."
        )
    with chatter_to_log():
        return pyaudio.PyAudio()


def list_devices(start: Callable[[], Any] = portaudio) -> list[Device]:
    """Return every microphone, the system's default first; empty if there is none. AudioError without PyAudio.

    PortAudio looks for devices when the first of its users in a process starts it, and never again before the last one
    has stopped. So while a microphone is listened to here, another process looks.
    """
    if start is portaudio and _STREAMS:
        return _listed_elsewhere()
    library = start()
    try:
        return _devices(library)
    finally:
        _stop(library)


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
        self._stream: _Stream | None = None

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
                self._stream = _Stream(self._device, self._start, self._clock)
                self._timeline.connect(self._stream.rate)

    def _release(self) -> None:
        with self._opening:
            stream, self._stream = self._stream, None
            if stream is not None:
                stream.close()


class _Stream:
    """One opening of a device: its `rate`, and its chunks on a queue."""

    def __init__(self, device: str | None, start: Callable[[], Any], clock: Callable[[], float]) -> None:
        self._clock = clock
        self._chunks: queue.Queue[Chunk | None] = queue.Queue(QUEUE_BLOCKS)
        self._called_at: float | None = None
        self._missing_s = 0.0  # before the next chunk that finds room
        with ExitStack() as failed:
            library = start()
            failed.callback(_stop, library)
            found = _chosen(_devices(library), device)
            self.rate, self._channels = _accepted(library, found)
            try:
                with chatter_to_log():
                    self._stream = library.open(
                        rate=self.rate,
                        channels=self._channels,
                        format=pyaudio.paFloat32,  # PortAudio converts whatever the device has
                        input=True,
                        input_device_index=found.index,
                        frames_per_buffer=self.rate * BLOCK_MS // 1000,
                        stream_callback=self._callback,
                    )
            except OSError as error:
                raise _refused(found) from error
            failed.pop_all()
        self._library = library
        _STREAMS.add(self)

    def _callback(self, data: bytes, count: int, _times: Mapping[str, float], status: int) -> tuple[None, int]:
        """Called by PortAudio's thread, which must not wait."""
        now, length_s = self._clock(), count / self.rate
        overflowed = bool(status & pyaudio.paInputOverflow)
        if overflowed and self._called_at is not None:
            self._missing_s += max(0.0, now - self._called_at - length_s)
        self._called_at = now
        frames = np.frombuffer(data, np.float32).reshape(-1, self._channels)
        try:
            self._chunks.put_nowait(Chunk(frames, now, self._missing_s, overflowed))
            self._missing_s = 0.0
        except queue.Full:
            self._missing_s += length_s
        return None, pyaudio.paContinue

    def next(self, patience_s: float) -> Chunk | None:
        """Wait for the next chunk; None if none came in time, or `wake` was called."""
        try:
            return self._chunks.get(timeout=patience_s)
        except queue.Empty:
            return None

    def wake(self) -> None:
        """End a wait in `next` now; with a full queue there is none."""
        with suppress(queue.Full):
            self._chunks.put_nowait(None)

    def close(self) -> None:
        # A device that was pulled out cannot be closed in order; what matters is that PortAudio forgets it.
        with suppress(OSError), chatter_to_log():
            self._stream.close()
        _stop(self._library)
        _STREAMS.discard(self)


_STREAMS: WeakSet[_Stream] = WeakSet()
"""Those that are open in this process."""

LISTING_S = 15.0
"""How long another process may take to start and to list the devices."""


def _listed_elsewhere() -> list[Device]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_list_for, args=(theirs,), name="microphones", daemon=True)
    process.start()
    theirs.close()
    try:
        found: list[Device] = ours.recv() if ours.poll(LISTING_S) else []
    except EOFError:
        found = []
    finally:
        ours.close()
        process.kill()
        process.join()
    return found


def _list_for(asking: Connection) -> None:
    """In that other process; where it fails, the pipe just closes."""
    asking.send(list_devices())


def _devices(library: Any) -> list[Device]:
    try:
        default = library.get_default_input_device_info()["index"]
    except OSError:
        default = None
    every = [library.get_device_info_by_index(index) for index in range(library.get_device_count())]
    devices = [
        Device(
            index=info["index"],
            name=info["name"],
            host_api=library.get_host_api_info_by_index(info["hostApi"])["name"],
            rate=round(info["defaultSampleRate"]),
            channels=info["maxInputChannels"],
            is_default=info["index"] == default,
        )
        for info in every
        if info["maxInputChannels"] > 0
    ]
    return sorted(devices, key=lambda device: not device.is_default)


def _chosen(devices: list[Device], wanted: str | None) -> Device:
    if not devices:
        raise AudioError("No microphone was found; plug one in, or use an audio file or the demo.")
    if wanted is None:
        if not devices[0].is_default:
            raise AudioError("The system has no default microphone; choose one by name.")
        return devices[0]
    for device in devices:
        if wanted in (device.name, device.label):
            return device
    names = ", ".join(device.label for device in devices)
    raise AudioError("There is no microphone called {wanted!r}; there are: {names}.", wanted=wanted, names=names)


def _accepted(library: Any, device: Device) -> tuple[int, int]:
    """Return the rate and channels to open `device` with: 16 kHz mono if it takes that, else what it offers."""
    for rate in (RATE, device.rate):
        for channels in (1, device.channels):
            # A refusal comes as a ValueError.
            with suppress(ValueError), chatter_to_log():
                if library.is_format_supported(
                    rate, input_device=device.index, input_channels=channels, input_format=pyaudio.paFloat32
                ):
                    return rate, channels
    raise _refused(device)


def _refused(device: Device) -> AudioError:
    return AudioError(
        "The microphone {name} cannot be opened; another program may be using it, or the system's settings do not "
        "allow it.",
        name=device.label,
    )


def _stop(library: Any) -> None:
    with chatter_to_log():
        library.terminate()
