"""VoxCeleb 1 (Nagrani et al., 2017) and 2 (Chung et al., 2018): wav/id10001/VIDEO/00001.wav, aac and m4a for 2.

dev and test may lie apart or together. Beside them, if they were fetched too, lie the tables of speakers, the trials
and the list for identification.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sincnet.corpora.layout import Corpus, Layout, Listed, Trial, down, folders, is_audio, lines
from sincnet.corpora.store import Problem, Source

TRIALS = ("veri_test2.txt", "veri_test.txt")
"""VoxCeleb1-O, the cleaned list first."""

CLOSED_SETS = {"1": "train", "2": "dev", "3": "test"}
TEST_SPEAKERS = range(10270, 10310)
"""Of VoxCeleb 1: the forty whose names begin with E."""

_SPEAKER = re.compile(r"id(\d{5})")


def find(kind: int, root: Path) -> Path | None:
    return root if any(_speakers(kind, home) for home in _homes(root)) else None


def read(kind: int, root: Path) -> Corpus:
    """Lists VoxCeleb `kind` (1 or 2) in `root`, a folder that `find` has found."""
    corpus = Corpus()
    table = _table(_list(root, f"vox{kind}_meta.csv"))
    if not table:
        text = "Without this table nobody's sex is known; fetch it too."
        corpus.problems.append(Problem("missing", f"vox{kind}_meta.csv", text))
    identification = (line.split()[:2] for line in lines(_list(root, "iden_split.txt"))) if kind == 1 else ()
    closed_sets = {name: CLOSED_SETS[number] for number, name in identification}
    if kind == 1:
        corpus.trials = _trials(root, corpus.problems)
    promised: dict[str, list[str]] = {}
    for name in sorted({*closed_sets, *(name for trial in corpus.trials for name in (trial.first, trial.second))}):
        speaker, _, recording = name.partition("/")
        promised.setdefault(speaker, []).append(recording)
    for home in _homes(root):
        for folder in _speakers(kind, home):
            sex, split = table.get(folder.name, ("", _split(kind, folder)))
            found = {
                f"{video.name}/{path.name}": path
                for video in folders(folder)
                # Of m4a and its own conversion, the one that needs no decoding of AAC.
                for path in {path.stem: path for path in sorted(filter(is_audio, video.iterdir()))}.values()
            }
            found |= {name: folder / name for name in promised.get(folder.name, []) if name not in found}
            sources = [
                Source(name, path, split, closed_sets.get(f"{folder.name}/{name}", ""))
                for name, path in sorted(found.items())
            ]
            corpus.speakers.append(Listed(folder.name, sex, None, split, sources=sources))
    corpus.speakers.sort(key=lambda speaker: speaker.id)
    return corpus


def _homes(folder: Path, levels: int = 2) -> Iterator[Path]:
    """The folders that hold speakers' folders."""
    inner = folders(folder)
    if any(_SPEAKER.fullmatch(path.name) for path in inner):
        yield folder
    elif levels:
        for path in inner:
            yield from _homes(path, levels - 1)


def _speakers(kind: int, home: Path) -> list[Path]:
    """Those of one VoxCeleb: the numbers of 1 begin at 10001, where those of 2 have ended."""
    matches = [(folder, _SPEAKER.fullmatch(folder.name)) for folder in folders(home)]
    return [folder for folder, match in matches if match and (int(match[1]) > 10000) == (kind == 1)]


def _split(kind: int, folder: Path) -> str:
    """Without a table."""
    if kind == 1:
        return "test" if int(folder.name[2:]) in TEST_SPEAKERS else "train"
    return "test" if any("test" in parent.name.lower() for parent in list(folder.parents)[:2]) else "train"


def _list(root: Path, name: str) -> Path | None:
    """Lists are fetched apart from the sound, and land beside it or above."""
    return next((folder / name for folder in [*down(root, 1), root.parent] if (folder / name).is_file()), None)


def _table(path: Path | None) -> dict[str, tuple[str, str]]:
    """Sex and split by speaker. The columns are parted by tabs in 1 and by commas in 2; the set is the last."""
    table = {}
    for line in lines(path):
        cells = [cell.strip() for cell in re.split(r"[\t,]", line)]
        if _SPEAKER.fullmatch(cells[0]):
            sex = next((cell for cell in cells[1:] if cell in ("f", "m")), "")
            table[cells[0]] = sex, "test" if cells[-1] == "test" else "train"
    return table


def _trials(root: Path, problems: list[Problem]) -> list[Trial]:
    path = next((path for name in TRIALS if (path := _list(root, name))), None)
    if path is None:
        problems.append(Problem("missing", TRIALS[0], "Without this list there are no trials; fetch it too."))
    rows = [line.split() for line in lines(path)]
    return [Trial(row[0] == "1", row[1], row[2]) for row in rows if len(row) == 3 and row[0] in ("0", "1")]


VOXCELEB1 = Layout("VoxCeleb 1", "wav/id10001/VIDEO/00001.wav", partial(find, 1), partial(read, 1))
VOXCELEB2 = Layout("VoxCeleb 2", "dev/aac/id00012/VIDEO/00001.m4a", partial(find, 2), partial(read, 2))
