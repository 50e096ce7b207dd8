"""Decoding: one speaker after the other into a file of int16 samples each, in parallel, resuming where a kill struck.

A speaker is done when `samples/NAME.json` stands beside `samples/NAME.i16`; it is written last, and says which files it
was made of, so that a second run decodes only what is new. Each recording is divided by its peak and freed of the
silence at its ends (Ravanelli and Bengio 2018, section 4.1).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from audio.errors import AudioError, WhoSpeaksError
from sincnet.corpora.decode import decode
from sincnet.corpora.destination import version_of, writing
from sincnet.corpora.manifest import Clips
from sincnet.corpora.sharing import in_order
from sincnet.corpora.silence import Silence
from sincnet.paths import write_durably

RECORDINGS_PER_PROCESS = 200
"""A process takes about as long to start as so many recordings to decode."""


@dataclass(frozen=True, slots=True)
class Source:
    """A recording as it was distributed.

    `name` is the corpus's own for it; `split` and `closed_set` as in the manifest; `speech` where its words begin and
    end, in samples at 16 kHz, if the corpus says so.
    """

    name: str
    path: Path
    split: str = ""
    closed_set: str = ""
    speech: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A recording in its speaker's sample file; `peak` is what it was divided by, `rate` in Hz before resampling."""

    name: str
    split: str
    closed_set: str
    start: int
    length: int
    peak: float
    rate: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell about a recording or speaker; `kind` is damaged, missing, silent, duplicate or single."""

    kind: str
    name: str
    detail: str


@dataclass(slots=True)
class Part:
    """One speaker: the sample file (relative to the corpus), what is in it and what is not."""

    speaker: str
    file: str
    recordings: list[Stored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def clips(self, folder: Path) -> Clips:
        """All that is in the sample file, of a corpus in `folder`."""
        starts, lengths = np.array([(s.start, s.length) for s in self.recordings], np.int64).reshape(-1, 2).T
        return Clips(folder / self.file, starts, lengths, np.array([s.closed_set for s in self.recordings], str))

    def raise_damage(self) -> None:
        """For who cannot do without: raises `WhoSpeaksError` for the first file that could not be read."""
        for problem in self.problems:
            if problem.kind in ("damaged", "missing"):
                raise WhoSpeaksError(f"{problem.detail} `main.py prepare` makes a corpus that leaves such files out.")


def store(
    folder: Path, speakers: Mapping[str, Sequence[Source]], silence: Silence, jobs: int | None = None
) -> Iterator[Part]:
    """Decodes what is not decoded yet, `jobs` speakers at a time (default: as many as pay); yields parts in order.

    Raises `WhoSpeaksError` when `folder` cannot be written or a decoding process is ended from outside.
    """
    tasks = [(folder, speaker, sources, silence) for speaker, sources in speakers.items()]
    done = {task[1]: part for task in tasks if (part := _stored_before(task)) is not None}
    todo = [task for task in tasks if task[1] not in done]
    recordings = sum(len(sources) for _, _, sources, _ in todo)
    jobs = min(jobs or min(os.cpu_count() or 1, recordings // RECORDINGS_PER_PROCESS), len(todo))
    made = in_order(_store_speaker, todo, jobs)
    for speaker in speakers:
        yield done[speaker] if speaker in done else next(made)


Task = tuple[Path, str, Sequence[Source], Silence]
"""Where to, who, of which recordings, and what of them is silence."""


def _samples_path(folder: Path, speaker: str) -> Path:
    return folder / "samples" / f"{_file_name(speaker)}.i16"


def _stored_before(task: Task) -> Part | None:
    folder, speaker, sources, silence = task
    return _finished(_samples_path(folder, speaker).with_suffix(".json"), _fingerprint(sources, silence))


def _store_speaker(task: Task) -> Part:
    folder, speaker, sources, silence = task
    samples_path = _samples_path(folder, speaker)
    part_path = samples_path.with_suffix(".json")
    with writing(folder):
        # Asked again, for runs beside each other share their cache: another program may have been faster.
        if (part := _stored_before(task)) is None:
            made_of = _fingerprint(sources, silence)
            part_path.unlink(missing_ok=True)  # from here on the samples are other ones than it says
            part = _decode_all(samples_path, speaker, sources, silence)
            write_durably(part_path, json.dumps({"made_of": made_of, **asdict(part)}).encode())
        return part


def _decode_all(samples_path: Path, speaker: str, sources: Sequence[Source], silence: Silence) -> Part:
    part = Part(speaker, f"samples/{samples_path.name}")
    samples_path.parent.mkdir(parents=True, exist_ok=True)
    temporary = samples_path.with_name(samples_path.name + ".part")
    position = 0
    try:
        with temporary.open("wb") as file:
            for source in sources:
                name = f"{speaker}/{source.name}"
                if not source.path.exists():
                    part.problems.append(Problem("missing", name, f"There is no file {source.path}."))
                    continue
                try:
                    samples, rate = decode(source.path)
                except AudioError as error:
                    part.problems.append(Problem("damaged", name, str(error)))
                    continue
                spans = silence.spans(samples, source.speech)
                if not spans:
                    part.problems.append(Problem("silent", name, "There is no sound in it."))
                peak = float(np.abs(samples).max(initial=0))
                for number, (start, stop) in enumerate(spans, 1):
                    data = np.rint(samples[start:stop] * (32767 / peak)).astype(np.int16).tobytes()
                    file.write(data)
                    part.recordings.append(
                        Stored(
                            source.name if len(spans) == 1 else f"{source.name}#{number}",
                            source.split,
                            source.closed_set,
                            position,
                            stop - start,
                            peak,
                            rate,
                            hashlib.sha256(data).hexdigest(),
                        )
                    )
                    position += stop - start
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(samples_path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return part


def _finished(path: Path, made_of: str) -> Part | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if data.pop("made_of") != made_of:
        return None
    recordings = [Stored(**stored) for stored in data["recordings"]]
    size = sum(stored.length for stored in recordings) * 2
    samples = path.with_suffix(".i16")
    if not samples.exists() or samples.stat().st_size != size:
        return None
    return Part(data["speaker"], data["file"], recordings, [Problem(**problem) for problem in data["problems"]])


def _fingerprint(sources: Sequence[Source], silence: Silence) -> str:
    """Changes with the files, by size and time, and with what is done to them."""
    seen = hashlib.sha256(repr(silence).encode())
    for source in sources:
        state = version_of(source.path)
        seen.update(repr((source.name, source.split, source.closed_set, source.speech, state)).encode())
    return seen.hexdigest()


def _file_name(speaker: str) -> str:
    """The speaker's name where a file can have it."""
    safe = re.sub(r"[^\w.-]", "_", speaker)
    return safe if safe == speaker else f"{safe}-{hashlib.sha256(speaker.encode()).hexdigest()[:8]}"
