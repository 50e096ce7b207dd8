"""What the user has chosen, typed, with a default each; kept as JSON, for it is data that people may want to read."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

from PySide6.QtCore import QObject, Signal

from sincnet.paths import write_durably

_LOG = logging.getLogger(__name__)

VERSION = 1
"""Of the file. A step from one version to the next goes into `_migrated`."""

RANGES = {"strictness": (-1, 1), "gate_db": (-60, 60), "retention_days": (0, 36_500)}
"""What numbers a file may ask for; less than no days would delete every session."""

Language = Literal["system", "en", "de"]
Scheme = Literal["system", "dark", "light"]
Motion = Literal["system", "full", "none"]


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that can be chosen.

    `microphone` is a device's label, empty for the system's default one. `strictness` in [-1, 1] moves the threshold of
    names: 1 names nobody wrongly and misses many, 0 is as calibrated. `gate_db` is added to the amplitude gate.
    `keep_strangers` is whether sessions keep the sound of those, too, who are not enrolled and so were not asked;
    `retention_days` is how long sessions are kept, 0 for ever. `imagine_faces` lets faces be imagined from voices, of
    those enrolled who agreed, `imagine_strangers` of strangers too, and `face_system` is what draws them. `window` is
    Qt's own record of place and size, base64.
    """

    language: Language = "system"
    scheme: Scheme = "system"
    motion: Motion = "system"
    microphone: str = ""
    strictness: float = 0.0
    gate_db: float = 0.0
    keep_sessions: bool = True
    keep_audio: bool = True
    keep_strangers: bool = False
    retention_days: int = 30
    show_spectrogram: bool = False
    imagine_faces: bool = False
    imagine_strangers: bool = False
    face_system: str = "portrait"
    window: str = ""
    page: str = "live"


class Preferences(QObject):
    """The choices in force, `now`; every change is written to `file` and told by `changed`. Without a file they last as
    long as the program."""

    changed = Signal(Choices)

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.now = _read(file) if file is not None else Choices()

    @property
    def folder(self) -> Path | None:
        """Where the choices are kept, and what else the user makes; None where they are not."""
        return None if self._file is None else self._file.parent

    def change(self, **values: Any) -> None:
        """Chooses anew what is named. Where the file cannot be written, the choice still holds until the end."""
        chosen = replace(self.now, **values)
        if chosen == self.now:
            return
        self.now = chosen
        if self._file is not None:
            try:
                write_durably(self._file, json.dumps({"version": VERSION, **asdict(chosen)}, indent=1).encode())
            except OSError as error:
                _LOG.warning("The settings cannot be kept: %s", error)
        self.changed.emit(chosen)


def _read(file: Path) -> Choices:
    """What the file says, as far as it makes sense; the defaults for the rest."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Choices()
    except (OSError, ValueError) as error:
        _LOG.warning("The settings in %s cannot be read, so the usual ones are in force: %s", file, error)
        return Choices()
    found = _migrated(found) if isinstance(found, dict) else {}
    hints = get_type_hints(Choices)
    fitting = {
        f.name: found[f.name]
        for f in fields(Choices)
        if f.name in found and _fits(found[f.name], hints[f.name]) and _within(f.name, found[f.name])
    }
    return Choices(**fitting)


def _migrated(found: dict[str, Any]) -> dict[str, Any]:
    """There is one version so far; a file from a newer program is read as far as it fits."""
    return found


def _within(name: str, value: Any) -> bool:
    """A number written by hand may be of the right type and still make no sense."""
    if name not in RANGES:
        return True
    lowest, highest = RANGES[name]
    return bool(lowest <= value <= highest)


def _fits(value: object, kind: Any) -> bool:
    if options := get_args(kind):
        return value in options
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind
