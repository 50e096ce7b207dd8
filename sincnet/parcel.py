"""People as one file, to be taken to another machine: how it is written, and what is checked in one from anywhere.

A ZIP of data only, called *.whospeaks:

    people.json     {"format": "whospeaks people", "version": 1, "people": [{"name", "created_at", "consent_at",
                     "imagine_at", "face", "utterances": [{"file", "created_at"}]}]}, dates in UTC, ISO 8601;
                     without "imagine_at", as older programs wrote it, they have not agreed to that
    <n>/face.png    the face of the n-th of them, if they have one
    <n>/<m>.flac    what they said, 16 kHz, one channel

No voiceprints: they fit one network only, and whoever imports hears the utterances with the network in use there.
"""

from __future__ import annotations

import json
import logging
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import numpy as np
import soundfile
from numpy.typing import NDArray

from audio.source import RATE
from sincnet.events import WhoSpeaksError
from sincnet.faces import normalise_face
from sincnet.names import checked_name, name_key

log = logging.getLogger(__name__)

SUFFIX = ".whospeaks"
FORMAT = "whospeaks people"
VERSION = 1

CONTENTS = "people.json"
LARGEST_CONTENTS = 32 * 2**20
LARGEST_FILE = 40 * 2**20
"""In bytes, unpacked: of a face, or of ten minutes of speech."""

LONGEST_S = 600.0
_NAMED = re.compile(r"[1-9][0-9]{0,8}/(face\.png|[1-9][0-9]{0,8}\.flac)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance: its file, on disk when it is to be packed and in the parcel when it was, and when it was kept."""

    file: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody in a parcel, or on the way into one; files as in `Said`."""

    name: str
    created_at: str
    consent_at: str | None
    imagine_at: str | None
    face: str | None
    utterances: Sequence[Said]


def pack(path: Path, people: Iterable[Traveller]) -> int:
    """Write people into the file `path`, whole or not at all; how many they were. Raises WhoSpeaksError."""
    part = path.with_name(path.name + ".part")
    try:
        try:
            count = _pack(part, people)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise WhoSpeaksError(
            "{path} cannot be written ({reason}); choose another place for it.", path=path, reason=error.strerror
        ) from error
    return count


def _pack(path: Path, people: Iterable[Traveller]) -> int:
    listed = []
    with ZipFile(path, "w") as archive:
        for number, person in enumerate(people, 1):
            face = None
            if person.face is not None:
                face = f"{number}/face.png"
                archive.writestr(ZipInfo(face), Path(person.face).read_bytes(), ZIP_STORED)
            utterances = []
            for place, said in enumerate(person.utterances, 1):
                file = f"{number}/{place}.flac"
                archive.writestr(ZipInfo(file), Path(said.file).read_bytes(), ZIP_STORED)
                utterances.append({"file": file, "created_at": said.created_at})
            listed.append(
                {
                    "name": person.name,
                    "created_at": person.created_at,
                    "consent_at": person.consent_at,
                    "imagine_at": person.imagine_at,
                    "face": face,
                    "utterances": utterances,
                }
            )
        contents = {"format": FORMAT, "version": VERSION, "people": listed}
        archive.writestr(ZipInfo(CONTENTS), json.dumps(contents, ensure_ascii=False, indent=1), ZIP_DEFLATED)
    return len(listed)


class Parcel:
    """A parcel that was opened: its `people`, and what belongs to them, one thing at a time."""

    def __init__(self, archive: ZipFile, people: Sequence[Traveller]) -> None:
        self._archive = archive
        self.people = people

    def face(self, person: Traveller) -> bytes | None:
        """Their picture as the gallery keeps it, made anew."""
        if person.face is None:
            return None
        data = self._archive.read(person.face)
        if not data.startswith(b"\x89PNG\r\n\x1a\n"):
            raise _Damaged(f"{person.face} is no PNG")
        try:
            return normalise_face(data)
        except WhoSpeaksError as error:
            raise _Damaged(f"{person.face}: {error}") from error

    def clip(self, said: Said) -> NDArray[np.float32]:
        """An utterance, float32 (n,) at 16 kHz."""
        data = self._archive.read(said.file)
        if not data.startswith(b"fLaC"):
            raise _Damaged(f"{said.file} is no FLAC")
        with soundfile.SoundFile(BytesIO(data)) as sound:
            if (sound.samplerate, sound.channels) != (RATE, 1) or not 0 < sound.frames <= LONGEST_S * RATE:
                raise _Damaged(f"{said.file} has {sound.channels} channels of {sound.frames} at {sound.samplerate} Hz")
            samples: NDArray[np.float32] = sound.read(dtype="float32")
            if len(samples) != sound.frames:
                raise _Damaged(f"{said.file} is cut short")
        return samples


class _Damaged(Exception):
    """Something in a parcel is not as it was packed; why, for the log."""


@contextmanager
def opened(path: Path) -> Iterator[Parcel]:
    """The parcel at `path`; whatever is wrong with it, now or while it is looked through, is one WhoSpeaksError."""
    try:
        with ZipFile(path) as archive:
            _check_sizes(archive, path.stat().st_size)
            yield Parcel(archive, _people(archive))
    except FileNotFoundError as error:
        raise WhoSpeaksError("There is no file {path}; check its name and place.", path=path) from error
    except (BadZipFile, _Damaged, soundfile.SoundFileError, zlib.error, EOFError, NotImplementedError) as error:
        log.info("A parcel is refused: %s", error)
        raise WhoSpeaksError(
            "{name} is damaged or was not exported by WhoSpeaks; export it again where it came from.", name=path.name
        ) from error
    except OSError as error:
        raise WhoSpeaksError(
            "{name} cannot be read ({reason}); check its permissions.", name=path.name, reason=error.strerror
        ) from error


def _check_sizes(archive: ZipFile, size: int) -> None:
    """Before anything is unpacked: no entry is larger than what it can be, and no two share their bytes."""
    entries = archive.infolist()
    for entry in entries:
        if entry.flag_bits & 1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _Damaged(f"{entry.filename} is encrypted or packed otherwise")
        if entry.file_size > (LARGEST_CONTENTS if entry.filename == CONTENTS else LARGEST_FILE):
            raise _Damaged(f"{entry.filename} is too large")
    if sum(entry.compress_size for entry in entries) > size:
        raise _Damaged("entries overlap")
    if len({entry.filename for entry in entries}) < len(entries):
        raise _Damaged("two entries have one name")


def _people(archive: ZipFile) -> list[Traveller]:
    """Who is in it, with names as the gallery would have them; what is listed is there, and nothing else."""
    try:
        contents = json.loads(archive.read(CONTENTS))
        kind, version = contents["format"], contents["version"]
        if kind != FORMAT or not isinstance(version, int) or version < 1:
            raise _Damaged("it is something else")
        if version > VERSION:
            raise WhoSpeaksError("The file was exported by a newer version of WhoSpeaks; install that one.")
        people = [_traveller(person) for person in contents["people"]]
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise _Damaged(f"{CONTENTS}: {error}") from error
    if len({name_key(person.name) for person in people}) < len(people):
        raise _Damaged("two people have one name")
    files = [file for person in people for file in (person.face, *(said.file for said in person.utterances)) if file]
    if not all(_NAMED.fullmatch(file) for file in files):
        raise _Damaged("a file is called as none of ours")
    if sorted([CONTENTS, *files]) != sorted(archive.namelist()):
        raise _Damaged("what is listed is not what is there")
    return people


def _traveller(person: dict[str, Any]) -> Traveller:
    face = person["face"]
    if face is not None and not (isinstance(face, str) and face.endswith(".png")):
        raise ValueError("a face is no picture")
    said = [Said(_flac(said["file"]), _date(said["created_at"])) for said in person["utterances"]]
    try:
        name = checked_name(person["name"])
    except WhoSpeaksError as error:
        raise ValueError(str(error)) from error
    return Traveller(
        name,
        _date(person["created_at"]),
        _perhaps(person["consent_at"]),
        _perhaps(person.get("imagine_at")),
        face,
        said,
    )


def _flac(name: object) -> str:
    if not (isinstance(name, str) and name.endswith(".flac")):
        raise ValueError("an utterance is no sound")
    return name


def _perhaps(date: str | None) -> str | None:
    return None if date is None else _date(date)


def _date(text: str) -> str:
    date = datetime.fromisoformat(text)
    return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
