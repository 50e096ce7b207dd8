"""Whom to measure on: a corpus, a list of some of its speakers, or a plain folder per person."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from sincnet.corpora.dataset import Speaker, read_speakers
from sincnet.events import WhoSpeaksError


def read_subjects(place: Path) -> list[Speaker]:
    """The speakers of a folder: those of its speakers.csv, or without one a person per folder in it.

    `place` may also be a list beside a speakers.csv, with a column `speaker`: then only those whom it names. Raises
    `WhoSpeaksError` where there is nobody, or where list and recordings do not match.
    """
    folder = place.parent if place.is_file() else place
    if not folder.is_dir():
        raise WhoSpeaksError(f"There is no {place}; give the folder of a corpus, or a list of its speakers.")
    listed = (folder / "speakers.csv").is_file()
    speakers = read_speakers(folder) if listed else _people(folder)
    if place.is_file():
        speakers = _named_in(place, speakers)
    if not speakers:
        raise WhoSpeaksError(
            f"{place} lists no speaker; check that the list is whole."
            if listed or place.is_file()
            else f"Nobody is in {place}; give a folder with a speakers.csv, or a folder of recordings per person."
        )
    for speaker in speakers:
        if not speaker.folder.is_dir():
            raise WhoSpeaksError(
                f"{speaker.id} is to be found in {speaker.folder}, which is not there; correct the list, or copy the "
                "recordings again."
            )
    return speakers


def restricted(speakers: Sequence[Speaker], split: str) -> list[Speaker]:
    """Those of one of the corpus's splits. Raises `WhoSpeaksError` where nobody is in it."""
    chosen = [speaker for speaker in speakers if speaker.split == split]
    if not chosen:
        there = sorted({speaker.split for speaker in speakers} - {""})
        known = f"there are: {', '.join(there)}" if there else "this corpus has no splits"
        raise WhoSpeaksError(f"Nobody is in the split {split!r}; {known}.")
    return chosen


def _people(folder: Path) -> list[Speaker]:
    inner = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    people = [Speaker(path.name, folder.name, path, "", None) for path in inner]
    return [person for person in people if person.recordings()]


def _named_in(place: Path, speakers: Sequence[Speaker]) -> list[Speaker]:
    try:
        with place.open(newline="", encoding="utf-8") as file:
            named = {row["speaker"] for row in csv.DictReader(file)}
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise WhoSpeaksError(f"{place} is not a list with a column named speaker; give one, or the folder.") from error
    unknown = sorted(named - {speaker.id for speaker in speakers})
    if unknown:
        raise WhoSpeaksError(
            f"{place.name} names {len(unknown)} whom the corpus in {place.parent} has not, {unknown[0]} for one; the "
            "list belongs to another corpus."
        )
    return [speaker for speaker in speakers if speaker.id in named]
