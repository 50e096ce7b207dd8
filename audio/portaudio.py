"""PortAudio through PyAudio, the only file that knows it: which microphones there are, and one opening of one of them.

PortAudio's thread calls back with every 20 ms of sound; the callback only puts them on a bounded queue.
"""

from __future__ import annotations

import multiprocessing
import queue
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any
from weakref import WeakSet

import numpy as np

from audio.chatter import chatter_to_log
from audio.source import RATE, AudioError
from audio.timeline import Chunk

try:
    import pyaudio
except ImportError:  # the rest of the program works on files without it
    pyaudio = None

BLOCK_MS = 20
QUEUE_BLOCKS = 500
"""Ten seconds: what a listener may fall behind before sound is dropped."""

LISTING_S = 15.0
"""How long another process may take to start and to list the devices."""


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


class Stream:
    """One opening of a device, by name or label (None: the default): its `rate` in Hz, and its chunks on a queue.

    Raises AudioError if it cannot be opened. `clock` gives the time in seconds.
    """

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
        """Stop the device and PortAudio's part in it."""
        # A device that was pulled out cannot be closed in order; what matters is that PortAudio forgets it.
        with suppress(OSError), chatter_to_log():
            self._stream.close()
        _stop(self._library)
        _STREAMS.discard(self)


_STREAMS: WeakSet[Stream] = WeakSet()
"""Those that are open in this process."""


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
