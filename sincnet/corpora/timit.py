"""TIMIT (Garofolo et al., 1993, LDC93S1): TRAIN/DR1/FCJF0/SX37.WAV, in NIST SPHERE or not, in upper or lower case.

As in SincNet's lists, the two SA sentences, which everybody reads, are left out; of the 462 training speakers the five
SX sentences are for training and the three SI sentences for testing. The words' times (.WRD) say where speech is.
"""

from __future__ import annotations

import re
from pathlib import Path

from sincnet.corpora.layout import Corpus, Layout, Listed, child, down, folders, is_audio, lines
from sincnet.corpora.store import Problem, Source

SPEAKERS = {"train": 462, "test": 168}
SENTENCES = {"sx": 5, "si": 3}

_REGION = re.compile(r"dr\d", re.IGNORECASE)
_SENTENCE = re.compile(r"(s[xi])\d+", re.IGNORECASE)


def find(root: Path) -> Path | None:
    for folder in down(root):
        parts = [part for name in SPEAKERS if (part := child(folder, name)) is not None and part.is_dir()]
        if any(_REGION.fullmatch(inner.name) for part in parts for inner in folders(part)):
            return folder
    return None


def read(root: Path) -> Corpus:
    """Lists TIMIT in `root`, a folder that `find` has found."""
    corpus = Corpus()
    ages = _ages(root)
    for split, expected in SPEAKERS.items():
        part = child(root, split)
        regions = [folder for folder in folders(part) if _REGION.fullmatch(folder.name)] if part else []
        homes = [home for region in regions for home in folders(region)]
        corpus.speakers.extend(_speaker(home, split, ages, corpus.problems) for home in homes)
        if len(homes) != expected:
            corpus.problems.append(Problem("missing", split, f"It has {len(homes)} speakers instead of {expected}."))
    return corpus


def _speaker(home: Path, split: str, ages: dict[str, int], problems: list[Problem]) -> Listed:
    name = home.name.lower()
    speaker = Listed(name, name[0] if name[0] in "fm" else "", ages.get(name), split)
    by_sentence: dict[str, list[Path]] = {}
    for path in sorted(home.iterdir(), key=lambda path: (len(path.name), path.name)):
        by_sentence.setdefault(path.name.split(".")[0].lower(), []).append(path)
    for sentence, files in sorted(by_sentence.items()):
        if not (match := _SENTENCE.fullmatch(sentence)):
            continue
        # A copy may hold both SX37.WAV, which is SPHERE, and SX37.WAV.wav: the shorter name is the disc's.
        recording = next((path for path in files if is_audio(path)), home / f"{sentence}.wav")
        words = next((path for path in files if path.suffix.lower() == ".wrd"), None)
        closed_set = {"sx": "train", "si": "test"}[match[1].lower()] if split == "train" else ""
        speaker.sources.append(Source(f"{sentence}.wav", recording, split, closed_set, _speech(words)))
    found = [source.name[:2] for source in speaker.sources]
    if any(found.count(kind) != expected for kind, expected in SENTENCES.items()):
        count = " and ".join(f"{found.count(kind)} {kind.upper()}" for kind in SENTENCES)
        problems.append(Problem("missing", name, f"There are {count} sentences instead of 5 SX and 3 SI."))
    return speaker


def _speech(words: Path | None) -> tuple[int, int] | None:
    """From the first word to the last, in samples: "7812 9507 she"."""
    times = [line.split()[:2] for line in lines(words)]
    if not times or not all(number.isdigit() for pair in times for number in pair):
        return None
    return int(times[0][0]), int(times[-1][1])


def _ages(root: Path) -> dict[str, int]:
    """Years at the recording, by speaker: "CJF0  F  1  TRN  03/30/86  07/03/62 ..." in DOC/SPKRINFO.TXT."""
    ages = {}
    documents = child(root, "doc")
    for line in lines(child(documents, "spkrinfo.txt") if documents else None):
        words = line.split()
        if line.startswith(";") or len(words) < 6:
            continue
        dates = [re.fullmatch(r"(\d\d)/(\d\d)/(\d\d)", word) for word in words[4:6]]
        if dates[0] and dates[1]:
            (month, day, year), (born_month, born_day, born) = (
                tuple(map(int, date.groups())) for date in dates if date
            )
            ages[(words[1] + words[0]).lower()] = year - born - ((month, day) < (born_month, born_day))
    return ages


LAYOUT = Layout("TIMIT", "folders TRAIN and TEST with DR1/FCJF0/SX37.WAV in them", find, read)
