"""The contact sheet: people never heard, each with the true face and what every system draws, to be judged by eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from generator.evaluation.drawn import Column
from generator.evaluation.speech import Heard
from generator.imagine import Imaginer
from generator.portrait import draw, sheet
from generator.training.sitters import Sitter

SIZE = 160
PEOPLE_A_ROW = 2


def contact_sheet(
    people: int, heard: Heard, sitters: Sequence[Sitter], imaginer: Imaginer, columns: Sequence[Column]
) -> np.ndarray:
    """uint8 (h, w, 3), of so many people spread over those `heard`, whose true faces are of `sitters`."""
    cells = list(_cells(people, heard, sitters, imaginer, columns))
    return sheet(cells, PEOPLE_A_ROW * (1 + len(columns)), SIZE)


def _cells(
    people: int, heard: Heard, sitters: Sequence[Sitter], imaginer: Imaginer, columns: Sequence[Column]
) -> Iterator[tuple[np.ndarray, str]]:
    firsts = np.flatnonzero(heard.firsts)
    chosen = firsts[np.linspace(0, len(firsts) - 1, min(people, len(firsts))).astype(int)]
    for number in chosen:
        speaker = heard.speakers[heard.who[number]]
        face = draw(sitters[heard.who[number]].face(), SIZE)
        yield face, f"“true”: {speaker.sex}, {speaker.age or 'adult'}"
        for column in columns:
            image = imaginer.imagine(heard.voices[number], column.system, column.model).image
            yield image, column.title
