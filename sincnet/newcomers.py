"""Many people at once: a folder that holds a folder per person, or a recording per person, or both.

class 3b/
    Anna/           recordings, and optionally a picture called face
    Ravi.wav        one recording; Ravi.png beside it is his face
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from audio.errors import AudioError, WhoSpeaksError
from audio.files import SUFFIXES, find_audio, promised_s, read_audio
from sincnet.console import LONGEST_RECORDING_S
from sincnet.gallery import Gallery
from sincnet.names import checked_name, name_key

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to enrol: `recordings` are files or folders of files, `speech_s` how long they say they are; `problem`
    says why they cannot be enrolled, or is None."""

    name: str
    recordings: tuple[Path, ...]
    face: Path | None = None
    speech_s: float = 0.0
    problem: WhoSpeaksError | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The newcomer at `place` is enrolled, or is not, for the reason `problem`."""

    place: int
    problem: WhoSpeaksError | None


def find(folder: Path) -> list[Newcomer]:
    """The people that `folder` holds, by name. Raises `WhoSpeaksError` when there are none."""
    if not folder.is_dir():
        raise WhoSpeaksError("{folder} is not a folder; give one that holds a folder per person.", folder=folder)
    entries = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    pictures = {path.stem: path for path in entries if path.suffix.lower() in PICTURES}
    found: dict[str, Newcomer] = {}
    for path in entries:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.stem.lower() == "face" and p.suffix.lower() in PICTURES)
            newcomer = Newcomer(path.name, (path,), inside[0] if inside else pictures.get(path.name))
        elif path.suffix.lower() in SUFFIXES:
            newcomer = Newcomer(path.stem, (path,), pictures.get(path.stem))
        else:
            continue
        key = name_key(newcomer.name)
        if key in found:
            known = found[key]
            newcomer = replace(known, recordings=(*known.recordings, path), face=known.face or newcomer.face)
        found[key] = newcomer
    if not found:
        raise WhoSpeaksError(
            "Nobody is in {folder}; give a folder that holds a folder or a recording per person.", folder=folder
        )
    return list(found.values())


def survey(folder: Path, gallery: Gallery) -> list[Newcomer]:
    """As `find`, with the length of the recordings and what stands in somebody's way; reads no sound yet."""
    return [_surveyed(newcomer, gallery) for newcomer in find(folder)]


def enrol(
    recogniser: Recogniser, people: Iterable[Newcomer], consent_at: str | None = None
) -> Generator[Step, None, None]:
    """Enrols all who have no problem, one after the other, and tells of each.

    Whoever closes the generator before its end takes back everybody whom it enrolled: nothing is left half done.
    """
    enrolled: list[str] = []
    finished = False
    try:
        for place, newcomer in enumerate(people):
            if newcomer.problem is None:
                problem: WhoSpeaksError | None = None
                try:
                    clips = [read_audio(file, limit_s=LONGEST_RECORDING_S) for file in find_audio(newcomer.recordings)]
                    enrolled.append(recogniser.enrol(newcomer.name, clips, newcomer.face, consent_at).id)
                except WhoSpeaksError as error:
                    problem = error
                yield Step(place, problem)
        finished = True
    finally:
        if not finished:
            for person_id in enrolled:
                recogniser.delete(person_id)


def _surveyed(newcomer: Newcomer, gallery: Gallery) -> Newcomer:
    try:
        checked_name(newcomer.name)
    except WhoSpeaksError as error:
        return replace(newcomer, problem=error)
    try:
        files = find_audio(newcomer.recordings)
    except AudioError:
        return replace(newcomer, problem=WhoSpeaksError("There is no recording in the folder."))
    known = gallery.find(newcomer.name)
    if known is not None:
        problem = WhoSpeaksError("{name} is enrolled already and is left as they are.", name=known.name)
        return replace(newcomer, problem=problem)
    return replace(newcomer, speech_s=sum(promised_s(file) for file in files))
