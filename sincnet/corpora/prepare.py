"""From a corpus as it is distributed to one that is trained on: found, listed, decoded, checked, written down."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

from audio.source import RATE
from sincnet.corpora import lab, librispeech, speechocean762, timit, voxceleb
from sincnet.corpora.decode import AAC_PACKAGE, can_decode
from sincnet.corpora.destination import claim, writing
from sincnet.corpora.duplicates import Duplicates
from sincnet.corpora.layout import Corpus, Layout, Listed, Trial
from sincnet.corpora.manifest import COLUMNS, FORMAT, read_corpus, write_csv
from sincnet.corpora.silence import Silence
from sincnet.corpora.store import Part, Problem, Stored, store
from sincnet.events import WhoSpeaksError
from sincnet.paths import write_durably

LAYOUTS: Mapping[str, Layout] = {
    "timit": timit.LAYOUT,
    "voxceleb1": voxceleb.VOXCELEB1,
    "voxceleb2": voxceleb.VOXCELEB2,
    "librispeech": librispeech.LAYOUT,
    "speechocean762": speechocean762.LAYOUT,
    "lab": lab.LAYOUT,
}

WRITTEN = {"samples", "manifest.csv", "speakers.csv", "problems.csv", "trials.txt", "corpus.json"}
ENDS = Silence()
UNUSABLE = ("damaged", "missing")
"""Problems of the corpus as it was fetched, which the user can mend."""


def listed(kind: str, source: Path) -> Corpus:
    """What there is to prepare. Raises `WhoSpeaksError` for a folder that is not laid out like a corpus of `kind`."""
    layout = LAYOUTS[kind]
    try:
        if read_corpus(source) is not None:
            raise WhoSpeaksError(f"{source} is prepared already; give the folder of the corpus as it was distributed.")
        # A lab's layout is so plain that other corpora pass for it.
        others = [name for name in LAYOUTS if name not in (kind, "lab")] if kind == "lab" else []
        other = next((name for name in others if LAYOUTS[name].find(source)), None)
        root = layout.find(source) if other is None else None
        if root is None:
            likely = other or next((name for name in LAYOUTS if name != kind and LAYOUTS[name].find(source)), None)
            hint = f" It looks like {LAYOUTS[likely].title}: python main.py prepare {likely}." if likely else ""
            raise WhoSpeaksError(f"{source} is not {layout.title}, which has {layout.expected}.{hint}")
        corpus = layout.read(root)
    except OSError as error:
        raise WhoSpeaksError(
            f"{error.filename or source} cannot be read ({error.strerror}); check the name."
        ) from error
    corpus.speakers.sort(key=lambda speaker: speaker.id)
    twice = [name for name, count in Counter(speaker.id for speaker in corpus.speakers).items() if count > 1]
    if twice:
        raise WhoSpeaksError(f"{source} has more than one folder of {twice[0]}; join them, or prepare one at a time.")
    if not all(can_decode(source.path) for speaker in corpus.speakers for source in speaker.sources):
        raise WhoSpeaksError(
            f"There are recordings in AAC, which the package {AAC_PACKAGE} decodes; install it: "
            f"python -m pip install {AAC_PACKAGE}."
        )
    return corpus


def prepare(
    kind: str, corpus: Corpus, folder: Path, silence: Silence = ENDS, jobs: int | None = None
) -> Iterator[Part]:
    """Writes `corpus`, from `listed`, into `folder`; yields each speaker as they are decoded.

    It goes on where it was interrupted, and decodes only what is new in a corpus that was prepared before. Raises
    `WhoSpeaksError` for a folder that holds something else or cannot be written.
    """
    claim(folder, kind, WRITTEN, "corpus.json", read_corpus)
    parts = []
    for part in store(folder, {s.id: s.sources for s in corpus.speakers if s.sources}, silence, jobs):
        parts.append(part)
        yield part
    with writing(folder):
        _write(kind, corpus, parts, folder, silence)


def _write(kind: str, corpus: Corpus, parts: Sequence[Part], folder: Path, silence: Silence) -> None:
    rows = [(part, recording) for part in parts for recording in part.recordings]
    names = {f"{part.speaker}/{recording.name}" for part, recording in rows}
    trials = [trial for trial in corpus.trials if trial.first in names and trial.second in names]
    duplicates = Duplicates(
        ((part.speaker, recording) for part, recording in rows),
        keep={name for trial in trials for name in (trial.first, trial.second)},
    )
    left = Counter(part.speaker for part, r in rows if not duplicates.of(part.speaker, r))
    problems = [*corpus.problems, *(problem for part in parts for problem in part.problems), *duplicates.problems]
    problems += [_few(speaker.id, left[speaker.id]) for speaker in corpus.speakers if left[speaker.id] < 2]
    if len(trials) < len(corpus.trials):
        text = f"{len(corpus.trials) - len(trials)} of {len(corpus.trials)} trials name recordings that are not here."
        problems.append(Problem("missing", "trials.txt", text))
    write_csv(
        folder / "manifest.csv",
        COLUMNS,
        (_row(part, recording, duplicates.of(part.speaker, recording)) for part, recording in rows),
    )
    heard = [speaker for speaker in corpus.speakers if left[speaker.id]]
    write_csv(
        folder / "speakers.csv",
        ("speaker", "corpus", "sex", "age", "split"),
        ((s.id, s.corpus or kind, s.sex, "" if s.age is None else s.age, s.split) for s in heard),
    )
    write_csv(folder / "problems.csv", ("kind", "name", "detail"), map(astuple, problems))
    if trials:
        text = "".join(f"{trial.same:d} {trial.first} {trial.second}\n" for trial in trials)
        write_durably(folder / "trials.txt", text.encode())
    _remove_strangers(folder, parts)
    about = _summary(kind, heard, rows, problems, trials, silence)
    write_durably(folder / "corpus.json", json.dumps(about, indent=2).encode())


def _row(part: Part, recording: Stored, duplicate_of: str) -> tuple[object, ...]:
    r = recording
    place = (part.file, r.start, r.length)
    return (r.name, part.speaker, r.split, r.closed_set, *place, f"{r.peak:.6g}", r.rate, duplicate_of)


def _few(speaker: str, recordings: int) -> Problem:
    if not recordings:
        return Problem("silent", speaker, "There is no usable recording of this speaker, who is left out.")
    return Problem("single", speaker, "There is one recording only: enrolled from it, nothing is left to test with.")


def _remove_strangers(folder: Path, parts: Sequence[Part]) -> None:
    """Samples of people who are no longer in the corpus: somebody may have asked to be deleted."""
    known = {Path(part.file).stem for part in parts}
    for path in (folder / "samples").glob("*"):
        if path.stem not in known:
            path.unlink()


def _summary(
    kind: str,
    heard: Sequence[Listed],
    rows: Sequence[tuple[Part, Stored]],
    problems: Sequence[Problem],
    trials: Sequence[Trial],
    silence: Silence,
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "kind": kind,
        **asdict(silence),
        "speakers": len(heard),
        "recordings": len(rows),
        "hours": round(sum(recording.length for _, recording in rows) / RATE / 3600, 3),
        "speakers_by_split": dict(Counter(speaker.split or "none" for speaker in heard)),
        "recordings_by_closed_set": dict(Counter(r.closed_set for _, r in rows if r.closed_set)),
        "recordings_by_rate": dict(Counter(str(r.rate) for _, r in rows)),
        "trials": len(trials),
        "problems": dict(Counter(problem.kind for problem in problems)),
    }
