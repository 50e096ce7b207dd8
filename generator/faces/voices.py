"""Whose voice belongs to whose face: the people of a folder of faces and the speakers of a corpus of speech.

VoxCeleb's tables name both: vox1_meta.csv says which folder of VGGFace a speaker has, vox2_meta.csv which of VGGFace 2.
Without a table, a face and a voice of the same name are one person's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audio.errors import WhoSpeaksError
from generator.faces.layout import Person
from sincnet.corpora.dataset import read_speakers
from sincnet.corpora.layout import lines
from sincnet.corpora.store import Problem

TABLES = ("vox1_meta.csv", "vox2_meta.csv")


@dataclass(slots=True)
class Links:
    """By the id of a face: the `voice` it belongs to, where there is one, and the person's `sex`, where it is known.

    `problems` are the faces without a voice and the voices without a face.
    """

    voice: dict[str, str] = field(default_factory=dict)
    sex: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def linked(people: Sequence[Person], source: Path, voices: Path | None) -> Links:
    """Links the people of `source` with `voices`: a corpus, plain or prepared, or one of VoxCeleb's tables.

    A table is looked for beside either. Raises `WhoSpeaksError` where `voices` cannot be read, or has none of them.
    """
    table: dict[str, tuple[str, str]] = {}
    homes = [home for place in (source, voices) if place is not None for home in (place, place.parent)]
    for path in dict.fromkeys([*([voices] if voices else []), *(home / name for home in homes for name in TABLES)]):
        if path.is_file():
            table |= _table(path)
    found = Links(sex={face: sex for face, (_, sex) in table.items() if sex})
    if voices is None:
        return found
    if voices.is_file():
        if not (own := _table(voices)):
            raise WhoSpeaksError(
                "{voices} is no table of VoxCeleb with the ids of VGGFace in it; give vox1_meta.csv, vox2_meta.csv or "
                "the folder of a corpus of speech.",
                voices=voices,
            )
        speakers = {voice for voice, _ in own.values()}
    else:
        listed = read_speakers(voices)
        speakers = {speaker.id for speaker in listed}
        found.sex = {speaker.id: speaker.sex for speaker in listed if speaker.sex} | found.sex
    for person in people:
        voice = table.get(person.id, (person.id, ""))[0]
        if voice in speakers:
            found.voice[person.id] = voice
        else:
            text = f"There is a face of this person and no voice in {voices.name}."
            found.problems.append(Problem("no voice", person.id, text))
    if not found.voice:
        raise WhoSpeaksError(
            "Nobody's face in {source} belongs to a voice in {voices}, {face} for one; give the corpus that goes with "
            "these faces, and for VoxCeleb its table vox1_meta.csv or vox2_meta.csv beside it.",
            source=source,
            voices=voices,
            face=people[0].id,
        )
    for voice in sorted(speakers - set(found.voice.values())):
        found.problems.append(Problem("no face", voice, f"There is this voice in {voices.name} and no face of it."))
    return found


def _table(path: Path) -> dict[str, tuple[str, str]]:
    """Voice and sex by face. The columns are parted by tabs in VoxCeleb 1 and by commas in 2."""
    rows = [[cell.strip() for cell in re.split(r"[\t,]", line)] for line in lines(path)]
    names = [name.lower() for name in rows[0]] if rows else []
    voice, face, sex = (next((at for at, name in enumerate(names) if re.match(key, name)), None) for key in _COLUMNS)
    if voice is None or face is None:
        return {}
    return {
        row[face]: (row[voice], row[sex] if sex is not None and row[sex] in ("f", "m") else "")
        for row in rows[1:]
        if len(row) >= len(names)
    }


_COLUMNS = (r"voxceleb\d? id", r"vggface\d? id", r"gender")
