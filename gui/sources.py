"""What can be listened to, as handed to the window by whoever starts it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from audio.source import AudioSource

FILES_KEPT = 5


class Device(Protocol):
    """A microphone; `label` is what the user knows it by, and what opens it."""

    @property
    def label(self) -> str: ...

    @property
    def is_default(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Sources:
    """Ways to open a source; each is called off the GUI thread and may raise `AudioError`.

    `devices` lists the microphones, `microphone` opens one by label (None is the system's default), `file` and `demo`
    play a recording at the pace of real time. The demo's voices are strangers to everybody's own gallery: where its
    people are not enrolled, `demo` is None and `open_demo` opens it in a window of its own.
    """

    devices: Callable[[], Sequence[Device]]
    microphone: Callable[[str | None], AudioSource]
    file: Callable[[Path], AudioSource]
    demo: Callable[[], AudioSource] | None
    open_demo: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of the source list; `microphone` is the label of a device, "" for the system's default one, and None
    where it is no microphone."""

    label: str
    open: Callable[[], AudioSource]
    microphone: str | None = None


class SourceList:
    """Everything that can be listened to right now: microphones, the recordings opened last, the demo."""

    def __init__(self, sources: Sources, demo_label: str) -> None:
        self._sources = sources
        self.microphones: list[Choice] = []
        self.demo = Choice(demo_label, sources.demo) if sources.demo else None
        self._files: list[Choice] = []

    @property
    def choices(self) -> list[Choice]:
        return [*self.microphones, *self._files, *([self.demo] if self.demo else [])]

    def show_devices(self, devices: Sequence[Device], default_label: str, in_use: Choice | None = None) -> None:
        """Replace the microphones. The default one is opened as such, so that it follows the system's setting. The one
        `in_use` stays even where it was pulled out: its return is being waited for."""
        self.microphones = [
            Choice(default_label.format(device.label), partial(self._sources.microphone, None), "")
            if device.is_default
            else Choice(device.label, partial(self._sources.microphone, device.label), device.label)
            for device in devices
        ]
        if in_use is not None and in_use.microphone not in (None, *(choice.microphone for choice in self.microphones)):
            self.microphones.append(in_use)

    def of_microphone(self, label: str) -> Choice | None:
        """The entry of the device of that label, "" being the system's default one."""
        return next((choice for choice in self.microphones if choice.microphone == label), None)

    def take_files_of(self, other: SourceList) -> None:
        """Offer the same recordings and microphones as another list."""
        self._files = list(other._files)

    def add_file(self, path: Path) -> Choice:
        choice = Choice(path.name, partial(self._sources.file, path))
        others = [known for known in self._files if known.label != choice.label]
        self._files = [choice, *others][:FILES_KEPT]
        return choice
