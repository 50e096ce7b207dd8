"""People for the tests of the gallery: short tones instead of voices, given voiceprints."""

from pathlib import Path

import numpy as np

from sincnet.gallery import Gallery, Person, Voiceprint

RATE = 16_000


def tone(hz: float, seconds: float = 0.5) -> np.ndarray:
    return (0.4 * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def mark(*values: float, windows: int = 10) -> Voiceprint:
    return Voiceprint(np.array(values, np.float32), windows)


def enrol(gallery: Gallery, name: str, clips: int = 2, face: bytes | None = None, model: str = "m1") -> Person:
    return gallery.add(name, [tone(200 + i) for i in range(clips)], [mark(3, 4)] * clips, model, face)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in (folder / "people").rglob("*") if path.is_file()}
