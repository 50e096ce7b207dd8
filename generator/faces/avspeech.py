"""AVSpeech (Ephrat et al., SIGGRAPH 2018): a list of stretches of films in which one visible person speaks.

avspeech_train.csv has no header and five columns: the film's id of eleven characters, where the stretch starts and ends
in seconds, and where in its first frame the face is, x and y in 0..1. Everybody fetches the films; here they may be
whole (ID.mp4), cut to stretches (ID_START.mp4, ID_START_END.mp4) or be frames already (ID_START.jpg,
ID_START_END_7.jpg). Nobody is named: every stretch counts as a person.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from audio.errors import WhoSpeaksError
from generator.faces.layout import FILMS, Listing, Person, is_picture
from sincnet.corpora.store import Problem

_NAME = re.compile(r"(?P<film>[\w-]{11})(?:_(?P<start>\d+(?:\.\d+)?))?(?:_.*)?")
_ID = re.compile(r"[\w-]{11}")


def read_avspeech(root: Path) -> Listing | None:
    """The stretches that films or frames are there of; None for a folder without such a list."""
    tables = [path for path in sorted(root.glob("*.csv")) if next(_rows(path), None) is not None]
    if not tables:
        return None
    files = _files(root)
    listing, asked = Listing(), 0
    for table in tables:
        split = "test" if "test" in table.name.lower() else "train"
        missing = 0
        for film, start, end, x, y in _rows(table):
            asked += 1
            parts = files.get(film, {})
            whole = parts.get(None, [])
            cut = parts.get(round(start, 2), [])
            chosen = [(path, 0.0) for path in cut] or [(path, start) for path in whole if not is_picture(path)]
            if not chosen:
                missing += 1
                continue
            names = [path.relative_to(root).as_posix() for path, _ in chosen]
            places = np.array([(x, y, second, end - start) for _, second in chosen], np.float32)
            listing.people.append(Person(f"{film}_{start:.2f}", root, names, "", split, "centre", places))
        if missing:
            text = f"Of {missing} of its stretches there is neither film nor frame in {root}."
            listing.problems.append(Problem("missing", table.name, text))
    listing.people = list({person.id: person for person in listing.people}.values())
    return listing


def _rows(table: Path) -> Iterator[tuple[str, float, float, float, float]]:
    """Film, start and end in seconds, x and y. Raises `WhoSpeaksError` for a line of another form after such a one."""
    with table.open(newline="", encoding="utf-8", errors="replace") as file:
        for number, cells in enumerate(csv.reader(file), 1):
            try:
                film, start, end, x, y = cells[0], *(float(cell) for cell in cells[1:])
                if not _ID.fullmatch(film) or not (0 <= x <= 1 and 0 <= y <= 1):
                    raise ValueError("no stretch of a film")
            except (IndexError, ValueError) as error:
                if number == 1:
                    return
                raise WhoSpeaksError(
                    "Line {number} of {table} is not ID, start, end, x, y; fetch the list again.",
                    number=number,
                    table=table,
                ) from error
            yield film, start, end, x, y


def _files(root: Path) -> dict[str, dict[float | None, list[Path]]]:
    """Films and frames by the film's id and the start in their name, None where they are named without."""
    found: dict[str, dict[float | None, list[Path]]] = {}
    for path in sorted(root.rglob("*")):
        name = _NAME.fullmatch(path.stem)
        if name is not None and (is_picture(path) or path.suffix.lower() in FILMS):
            start = None if name["start"] is None else round(float(name["start"]), 2)
            found.setdefault(name["film"], {}).setdefault(start, []).append(path)
    return found
