"""VGGFace, VGGFace 2, AVSpeech and a plain folder per person, as they are distributed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import numpy as np

from audio.errors import WhoSpeaksError
from generator.faces.avspeech import read_avspeech
from generator.faces.layout import FaceLayout, Landmarks, Listing, Person, beside, is_picture, pictures_of
from sincnet.corpora.layout import folders, lines
from sincnet.corpora.store import Problem

_VGGFACE2 = re.compile(r"n\d{6}")


def listed(kind: str, source: Path) -> Listing:
    """What there is to prepare, people sorted by name. Raises `WhoSpeaksError` for a folder that is not laid out like
    `kind`, one of `LAYOUTS`."""
    layout = LAYOUTS[kind]
    if not source.is_dir():
        raise WhoSpeaksError("There is no folder {source}; check the name.", source=source)
    try:
        if (source / "faces.json").is_file():
            raise WhoSpeaksError(
                "{source} is prepared already; give the folder of pictures as it was distributed.", source=source
            )
        listing = layout.read(source)
    except OSError as error:
        raise WhoSpeaksError(
            "{source} cannot be read ({reason}); check the name.",
            source=error.filename or source,
            reason=error.strerror,
        ) from error
    if listing is None:
        raise WhoSpeaksError(
            "{source} is not {title}, which has {expected}.",
            source=source,
            title=layout.title,
            expected=layout.expected,
        )
    listing.people = sorted((person for person in listing.people if person.names), key=lambda person: person.id)
    if not listing.people:
        raise WhoSpeaksError(
            "There is no picture of a face in {source}; it should have {expected}.",
            source=source,
            expected=layout.expected,
        )
    return listing


def _read_vggface(root: Path) -> Listing | None:
    """VGGFace (Parkhi, Vedaldi and Zisserman, BMVC 2015): files/Aamir_Khan.txt with a line a picture: number, URL,
    left, top, right, bottom, pose, score, curated. The pictures, which everybody fetches from the URLs, are looked for
    in Aamir_Khan/ beside the lists or above them, under their number or the file name of their URL."""
    home = root / "files" if (root / "files").is_dir() else root
    lists = [path for path in sorted(home.glob("*.txt")) if _vggface_rows(path, first=True)]
    if not lists:
        return None
    listing = Listing()
    for path in lists:
        rows = _vggface_rows(path)
        places = (base / path.stem for base in (root, root / "images", root / "faces", home))
        folder = next((place for place in places if place.is_dir()), root / path.stem)
        there = {PurePosixPath(name).stem: name for name in pictures_of(folder)} if folder.is_dir() else {}
        found: dict[str, tuple[float, ...]] = {}
        for number, url, box in rows:
            name = there.get(number) or there.get(number.lstrip("0")) or there.get(PurePosixPath(url).stem)
            if name is not None:
                found.setdefault(name, box)
        if len(found) < len(rows):
            text = f"{len(rows) - len(found)} of the {len(rows)} pictures of its list are not in {folder}."
            listing.problems.append(Problem("missing", path.stem, text))
        boxes = np.array(list(found.values()), np.float32).reshape(-1, 4)
        listing.people.append(Person(path.stem, folder, list(found), hint="box", places=boxes))
    return listing


def _vggface_rows(path: Path, first: bool = False) -> list[tuple[str, str, tuple[float, ...]]]:
    """Number, URL and box of every line that has them; of the `first` line only, to see what the list is."""
    found = []
    for line in lines(path):
        cells = line.split()
        if len(cells) >= 6 and cells[0].isdigit() and "://" in cells[1]:
            try:
                found.append((cells[0], cells[1], tuple(float(cell) for cell in cells[2:6])))
            except ValueError as error:
                raise WhoSpeaksError(
                    "{path} has a box that is not four numbers ({line}); fetch the lists again.", path=path, line=line
                ) from error
        if first:
            break
    return found


def _read_vggface2(root: Path) -> Listing | None:
    """VGGFace 2 (Cao et al., FG 2018): train/n000002/0001_01.jpg, and beside them, if they were fetched too,
    identity_meta.csv and bb_landmark/loose_landmark_train.csv."""
    homes = list(_vggface2_homes(root))
    if not homes:
        return None
    listing = Listing()
    sexes = _vggface2_sexes(beside(root, "identity_meta.csv"))
    if not sexes:
        text = "Without this list nobody's sex is known; fetch it too."
        listing.problems.append(Problem("missing", "identity_meta.csv", text))
    for home in homes:
        split = "test" if home.name.lower().startswith("test") else "train"
        list_name = f"loose_landmark_{split}.csv"
        path = beside(root, list_name)
        landmarks = Landmarks(path) if path is not None else None
        if landmarks is None:
            text = "Without these landmarks the pictures are cut and not aligned; fetch it too."
            listing.problems.append(Problem("missing", list_name, text))
        for folder in folders(home):
            if not _VGGFACE2.fullmatch(folder.name):
                continue
            person = Person(folder.name, folder, pictures_of(folder), sexes.get(folder.name, ""), split)
            if landmarks is not None:
                person.hint, person.places = "landmarks", landmarks.of(folder.name, person.names)
            listing.people.append(person)
    return listing


def _vggface2_homes(folder: Path, levels: int = 2) -> Iterator[Path]:
    """The folders that hold people's folders."""
    inner = folders(folder)
    if any(_VGGFACE2.fullmatch(path.name) for path in inner):
        yield folder
    elif levels:
        for path in inner:
            yield from _vggface2_homes(path, levels - 1)


def _vggface2_sexes(path: Path | None) -> dict[str, str]:
    """By person: n000001, "14th_Dalai_Lama", 424, 0, m."""
    rows = csv.reader(lines(path), skipinitialspace=True)
    return {row[0]: row[-1].strip() for row in rows if row and _VGGFACE2.fullmatch(row[0]) and len(row) > 1}


def _read_folders(root: Path) -> Listing | None:
    """A folder per person. A landmarks.csv beside the folders, in the form of VGGFace 2, aligns the pictures."""
    people = [Person(folder.name, folder, pictures_of(folder)) for folder in folders(root)]
    loose = sum(is_picture(path) for path in root.iterdir())
    if not any(person.names for person in people):
        return None
    listing = Listing(people)
    if loose:
        text = f"{loose} pictures lie in {root} itself and are nobody's; put each into its person's folder."
        listing.problems.append(Problem("nobody", root.name, text))
    if (root / "landmarks.csv").is_file():
        landmarks = Landmarks(root / "landmarks.csv")
        for person in people:
            person.hint, person.places = "landmarks", landmarks.of(person.id, person.names)
    return listing


LAYOUTS = {
    "vggface": FaceLayout(
        "VGGFace", "files/NAME.txt with lines of URL and box, and the fetched pictures in NAME/", _read_vggface
    ),
    "vggface2": FaceLayout("VGGFace 2", "train/n000002/0001_01.jpg", _read_vggface2),
    "avspeech": FaceLayout(
        "AVSpeech", "avspeech_train.csv and clips or frames called YOUTUBEID_START.mp4 or .jpg", read_avspeech
    ),
    "faces": FaceLayout("a folder of faces", "a folder per person with pictures in it", _read_folders),
}
