"""What is said in AVSpeech's stretches, as a corpus of speech to train with: a folder per stretch and a speakers.csv.

The films come with both, the face and the voice. Frames that somebody cut out of films before have no sound.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import soundfile

from audio.errors import WhoSpeaksError
from audio.source import RATE
from generator.faces.layout import FILMS, Listing, Person
from sincnet.corpora.dataset import read_speakers
from sincnet.corpora.destination import writing
from sincnet.corpora.manifest import write_csv
from sincnet.corpora.store import Problem
from sincnet.paths import write_durably

CORPUS = "avspeech"
COLUMNS = ("speaker", "corpus", "folder", "sex", "age", "split")
LEAST_S = 1.0
"""Of a stretch that is shorter nothing can be learned; AVSpeech's have 3 to 10 s."""


def extracted(listing: Listing, folder: Path) -> Iterator[int]:
    """Writes the sound of everybody in `listing`, of AVSpeech, into `folder` as FLAC at 16 kHz; yields 1 for each.

    What is there already stays, so it goes on after any kill; the list of speakers is written last. Who cannot be heard
    is added to the listing's problems. Raises `WhoSpeaksError` for a folder that is another corpus or cannot be
    written, and where nobody at all can be heard.
    """
    if (folder / "speakers.csv").exists() and any(one.corpus != CORPUS for one in read_speakers(folder)):
        raise WhoSpeaksError("{folder} holds another corpus; give an empty folder, or a new one.", folder=folder)
    rows = []
    for person in listing.people:
        path = folder / person.id / "1.flac"
        try:
            if not path.exists():
                sound = io.BytesIO()
                soundfile.write(sound, spoken(person), RATE, format="FLAC")
                with writing(folder):
                    write_durably(path, sound.getvalue())
            rows.append((person.id, CORPUS, person.id, "", "", person.split))
        except NoSoundError as error:
            listing.problems.append(Problem("no voice", person.id, str(error)))
        yield 1
    if not rows:
        raise WhoSpeaksError(
            "In none of the {count} stretches anybody can be heard, in {name} for one: {detail}",
            count=len(listing.people),
            name=listing.people[0].id,
            detail=listing.problems[-1].detail,
        )
    with writing(folder):
        write_csv(folder / "speakers.csv", COLUMNS, rows)


class NoSoundError(WhoSpeaksError):
    """A stretch of a film that nobody can be heard in."""


def spoken(person: Person) -> np.ndarray:
    """The sound of a stretch, float32 (n,) at 16 kHz. Raises `NoSoundError`."""
    films = [(name, place) for name, place in _pairs(person) if Path(name).suffix.lower() in FILMS]
    if not films:
        raise NoSoundError("There are frames of this stretch and no film, so nobody is heard; fetch the film.")
    name, (_, _, second, seconds) = films[0]
    found = _decoded(person.folder / name, float(second), float(seconds))
    if len(found) < LEAST_S * RATE:
        raise NoSoundError("{name} ends before {second:g} s are over; fetch it again.", name=name, second=second + 1)
    return found


def _pairs(person: Person) -> Sequence[tuple[str, np.ndarray]]:
    return list(zip(person.names, person.places, strict=True))


def _decoded(path: Path, second: float, seconds: float) -> np.ndarray:
    import av  # large, and of use for films only

    try:
        with av.open(str(path)) as film:
            stream = next(iter(film.streams.audio), None)
            if stream is None:
                raise NoSoundError("{name} is a film without sound; fetch it again.", name=path.name)
            if second > 0:
                film.seek(int(second * 1_000_000))  # to some place before it; the unit is a microsecond
            to_mono = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            pieces: list[np.ndarray] = []
            begins: float | None = None
            for frame in film.decode(stream):
                if frame.time is not None and frame.time >= second + seconds:
                    break
                begins = frame.time or 0.0 if begins is None else begins
                pieces += [piece.to_ndarray()[0] for piece in to_mono.resample(frame)]
            pieces += [piece.to_ndarray()[0] for piece in to_mono.resample(None)]
    except (av.FFmpegError, OSError) as error:
        raise NoSoundError("{name} is no film that can be read, or it is damaged.", name=path.name) from error
    samples = np.concatenate([np.zeros(0, np.float32), *pieces])
    first = max(0, round((second - (begins or 0.0)) * RATE))
    return samples[first : first + round(seconds * RATE)]
