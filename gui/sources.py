"""What can be listened to, as handed to the window by whoever starts it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from audio.source import AudioSource


class Device(Protocol):
    """A sound device; `name` is what the user and the microphone know it by."""

    @property
    def name(self) -> str: ...

    @property
    def is_default(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Sources:
    """Ways to open a source; each is called off the GUI thread and may raise `AudioError`.

    `devices` lists the microphones, `microphone` opens one by name (None is the system's default), `file` and `demo`
    play a recording at the pace of real time.
    """

    devices: Callable[[], Sequence[Device]]
    microphone: Callable[[str | None], AudioSource]
    file: Callable[[Path], AudioSource]
    demo: Callable[[], AudioSource]


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of the source list."""

    label: str
    open: Callable[[], AudioSource]
