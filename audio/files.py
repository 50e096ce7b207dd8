"""Audio files as sound: everything libsndfile reads, at any rate and with any channels, streamed.

A file that cannot be used gets one sentence. One that is cut short is heard up to where it ends, and then says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile as sf

from audio.chatter import chatter_to_log
from audio.resample import Resampler
from audio.source import RATE, AudioError, RecordedSource

SUFFIXES = (
    *(".wav", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".aif", ".aiff", ".aifc", ".au", ".snd", ".caf"),
    *(".w64", ".rf64", ".sph", ".nist", ".voc"),
)
"""What is taken for audio when a folder is searched; a file that is named is tried whatever it is called."""

READS_PER_S = 10
"""A file is decoded in tenths of a second, so that memory does not grow with its length."""

# libsndfile notes in its log where a chunk promises more bytes than the file has.
_CHUNK_SIZE = re.compile(r"^\s*(?:data|SSND|Data Size|riff)\s*:\s*(\d+) \(should be (\d+)\)", re.MULTILINE)
# Programs that write to a pipe cannot know the length and put the largest number there (some a little less).
_LENGTH_UNKNOWN = 2**31 - 2**16


class _ForwardFile(sf.SoundFile):  # type: ignore[misc]  # soundfile has no types
    """A sound file that is read from its beginning to its end.

    soundfile seeks after every read of a file that can seek, which in mp3 loses the decoder's state: a click each time.
    """

    def seekable(self) -> bool:
        return False


def read_audio(path: Path | str, *, limit_s: float | None = None) -> np.ndarray:
    """Read a whole file: float32 (n,) in [-1, 1] at 16 kHz mono.

    Raises AudioError if it cannot be read to its end, holds no sound or is longer than `limit_s` seconds.
    """
    path = Path(path)
    pieces, length = [], 0
    with _opened(path) as file:
        for piece in _decoded(file, path):
            pieces.append(piece)
            length += len(piece)
            if limit_s is not None and length > limit_s * RATE:
                raise AudioError(
                    "{name} is longer than {limit_s:g} seconds, more than can be used here; cut it to the part that "
                    "matters.",
                    name=path.name,
                    limit_s=limit_s,
                )
    return np.concatenate(pieces)


def read_stretch(path: Path | str, from_s: float, to_s: float) -> np.ndarray:
    """Read only the part between two times: float32 (n,) at 16 kHz mono, shorter where the file ends before.

    Raises AudioError if the file cannot be read; damage elsewhere in it is no hindrance.
    """
    path = Path(path)
    with _opened(path) as file:
        resampler, rate = Resampler(file.samplerate), file.samplerate
        try:
            file.seek(min(round(max(0.0, from_s) * rate), file.frames))
            frames = file.read(max(0, round((to_s - max(0.0, from_s)) * rate)), dtype="float32", always_2d=True)
        except sf.SoundFileError as error:
            raise AudioError("This part of {name} is damaged; play another one.", name=path.name) from error
        return np.concatenate([resampler.push(frames), resampler.finish()])


def promised_s(path: Path) -> float:
    """How long a file says it is, in seconds, for a progress bar; 0 for one that cannot be opened."""
    try:
        with _opened(path) as file:
            return float(file.frames / file.samplerate)
    except AudioError:
        return 0.0


class FileSource(RecordedSource):
    """A file as a source of blocks of `block_ms`; AudioError as for `read_audio`, after all that could be heard."""

    def __init__(self, path: Path | str, *, realtime: bool, block_ms: int = 20) -> None:
        self._path = Path(path)
        super().__init__(self._path.name, realtime=realtime)
        self._block = RATE * block_ms // 1000

    def _pieces(self) -> Iterator[np.ndarray]:
        with _opened(self._path) as file:
            rest = np.zeros(0, np.float32)
            try:
                for piece in _decoded(file, self._path):
                    rest = np.concatenate([rest, piece])
                    whole = len(rest) // self._block * self._block
                    for start in range(0, whole, self._block):
                        yield rest[start : start + self._block]
                    rest = rest[whole:]
            except AudioError:
                if len(rest):
                    yield rest
                raise
            if len(rest):
                yield rest


def find_audio(paths: Iterable[Path | str]) -> list[Path]:
    """Return the audio files that `paths` name, folders searched through, sorted and each once.

    Raises AudioError for a path that is not there, and if there is no audio file at all.
    """
    searched = [Path(path) for path in paths]
    found: set[Path] = set()
    for path in searched:
        if path.is_dir():
            found.update(inside for inside in path.rglob("*") if _looks_like_audio(inside))
        elif path.exists():
            found.add(path)
        else:
            raise _missing(path)
    if not found:
        where = ", ".join(str(path) for path in searched) or "an empty list"
        raise AudioError("No audio file was found in {where}; give a file, or a folder that holds some.", where=where)
    return sorted(found)


def _looks_like_audio(path: Path) -> bool:
    # Names that begin with a dot are other systems' side files ("._voice.wav"), not sound.
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()


def _missing(path: Path) -> AudioError:
    return AudioError("There is no file {path}; check the name.", path=path)


@contextmanager
def _opened(path: Path) -> Iterator[sf.SoundFile]:
    if path.is_dir():
        raise AudioError("{path} is a folder, not an audio file; choose a file in it.", path=path)
    try:
        if path.stat().st_size == 0:
            raise AudioError("{name} is empty (0 bytes); record or copy it again.", name=path.name)
        # Opened here first, for libsndfile's words for what the system refuses say too little.
        path.open("rb").close()
        try:
            with chatter_to_log():
                # In bytes, for a name need not be valid text; Windows has only text.
                file = _ForwardFile(path if os.name == "nt" else os.fsencode(path))
        # A TypeError is how soundfile refuses headerless ".raw" samples, of which nobody knows the rate.
        except (sf.SoundFileError, TypeError) as error:
            raise AudioError(
                "{name} is not an audio file that can be read, or it is damaged; use a wav, flac, ogg, opus or mp3 "
                "file.",
                name=path.name,
            ) from error
        with file:
            yield file
    except FileNotFoundError as error:
        raise _missing(path) from error
    except OSError as error:
        raise AudioError(
            "{name} cannot be read ({reason}); check its permissions.", name=path.name, reason=error.strerror
        ) from error


def _decoded(file: sf.SoundFile, path: Path) -> Iterator[np.ndarray]:
    """Yield the sound in pieces, float32 (n,) at `RATE`; then AudioError if it was none, or less than promised."""
    resampler = Resampler(file.samplerate)
    broken: sf.SoundFileError | None = None
    heard = 0
    while True:
        try:
            frames = file.read(max(1, file.samplerate // READS_PER_S), dtype="float32", always_2d=True)
        except sf.SoundFileError as error:
            broken = error
            break
        if not len(frames):
            break
        heard += len(frames)
        yield resampler.push(frames)
    yield resampler.finish()
    if broken is not None or heard < file.frames or _promises_more(file):
        raise AudioError(
            "{name} is cut short or damaged: only its first {heard_s:.1f} s can be heard; copy or record it again.",
            name=path.name,
            heard_s=heard / file.samplerate,
        ) from broken
    if not heard:
        raise AudioError("{name} holds no sound (0 s long); record it again.", name=path.name)


def _promises_more(file: sf.SoundFile) -> bool:
    sizes = ((int(promised), int(there)) for promised, there in _CHUNK_SIZE.findall(file.extra_info))
    return any(there < promised < _LENGTH_UNKNOWN for promised, there in sizes)
