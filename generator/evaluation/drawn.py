"""What the systems draw of the voices, kept: a figure more is no reason to draw everything again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audio.errors import WhoSpeaksError
from generator.evaluation.pictures import shrunk
from generator.evaluation.speech import Heard
from generator.imagine import Imaginer
from sincnet.paths import write_durably
from sincnet.progress import Progress

MODELS = {"gan": ("general", "voice")}
"""Of these systems more is measured than the model that the app takes by itself."""

NAMED = {"general": "general", "voice": "by inferred sex"}

TRIED = 8
"""So many faces are drawn to see whether a system still draws as it did when its pictures were kept."""


@dataclass(frozen=True, slots=True)
class Column:
    """A system with one of its models; `why_not` says why there are no figures of it, where there are none."""

    system: str
    model: str
    title: str
    why_not: str = ""

    @property
    def key(self) -> str:
        return f"{self.system} {self.model}"


def columns(imaginer: Imaginer) -> Iterator[Column]:
    """All that can be measured, and what is missing, in the order of a chooser."""
    for system in imaginer.systems:
        default = ("voice",) if "voice" in system.models else system.models[:1]
        for model in MODELS.get(system.key, default):
            title = system.title if system.key not in MODELS else f"{system.title}, {NAMED[model]}"
            # What is written down is read elsewhere: whose home it was is nobody's business.
            yield Column(system.key, model, title, system.why_not.replace(str(Path.home()), "~"))


def drawn(imaginer: Imaginer, column: Column, heard: Heard, cache: Path, progress: Progress) -> np.ndarray:
    """A face of every voice, uint8 (n, SIZE, SIZE, 3). Raises `WhoSpeaksError`."""

    def draw(number: int) -> np.ndarray:
        return shrunk(imaginer.imagine(heard.voices[number], column.system, column.model).image)

    tried = [draw(number) for number in range(min(TRIED, len(heard.voices)))]
    told = hashlib.sha256(repr((column.key, heard.ids)).encode() + np.stack(tried).tobytes()).hexdigest()[:16]
    path = cache / f"drawn-{column.system}-{told}.npy"
    if not path.exists():
        rest = range(len(tried), len(heard.voices))
        faces = np.stack([*tried, *(draw(number) for number in progress(rest, total=len(rest), unit="face"))])
        out = io.BytesIO()
        np.save(out, faces)
        try:
            write_durably(path, out.getvalue())
        except OSError as error:
            raise WhoSpeaksError(f"{path} cannot be written ({error.strerror}); make room there.") from error
    found: np.ndarray = np.load(path)
    return found
