"""A lab's own recordings: a folder per person, sound files in it or in folders of sessions in it.

A speakers.csv beside the folders (speaker, corpus, folder, sex, age) may say who they are; then only those are read.
"""

from __future__ import annotations

from pathlib import Path

from sincnet.corpora.dataset import read_speakers
from sincnet.corpora.layout import Corpus, Layout, Listed, folders, is_audio
from sincnet.corpora.store import Problem, Source


def find(root: Path) -> Path | None:
    if (root / "speakers.csv").is_file():
        return root
    return root if sum(bool(_recordings(person)) for person in folders(root)) > 1 else None


def read(root: Path) -> Corpus:
    """Lists the people in `root`. Raises `WhoSpeaksError` for a list of speakers that cannot be read."""
    corpus = Corpus()
    if (root / "speakers.csv").is_file():
        people = [(s.folder, Listed(s.id, s.sex, s.age, s.split, s.corpus)) for s in read_speakers(root)]
    else:
        people = [(folder, Listed(folder.name)) for folder in folders(root)]
    for folder, person in people:
        if not folder.is_dir():
            corpus.problems.append(Problem("missing", person.id, f"There is no folder {folder}."))
            continue
        person.sources = [
            Source(path.relative_to(folder).as_posix(), path, person.split) for path in _recordings(folder)
        ]
        corpus.speakers.append(person)
    return corpus


def _recordings(person: Path) -> list[Path]:
    return sorted(path for folder in [person, *folders(person)] for path in folder.iterdir() if is_audio(path))


LAYOUT = Layout("a lab's folder", "a folder per person with recordings in it, of two people at least", find, read)
