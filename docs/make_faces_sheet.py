"""Draws `docs/faces.jpg`: what is imagined of forty speakers whom nothing here was trained on.

    python docs/make_faces_sheet.py CORPUS

The speakers are those that generator/configs/traits.toml holds out, in the order of the corpus. Below each face stand
the corpus's own label and, after the colon, what was inferred: how probably a man (a dash: no sex was inferred), and
the age that is drawn.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from audio.source import RATE
from generator.imagine import Imaginer
from generator.portrait import sheet
from generator.training.material import HELD_OUT
from sincnet.corpora.dataset import Speaker, read_speakers, split

PEOPLE, COLUMNS, SIZE = 40, 8, 200
LONGEST = 12 * RATE


def cell(imaginer: Imaginer, speaker: Speaker) -> tuple[np.ndarray, str] | None:
    """The face and what to write below it; None where nothing is drawn."""
    samples = np.concatenate([recording.samples() for recording in speaker.recordings()[:4]])[:LONGEST]
    imagined = imaginer.imagine(imaginer.hear(samples))
    if imagined.traits is None:
        return None
    male = "minor" if imagined.traits.male is None else f"{imagined.traits.male:.0%} male"
    return imagined.image, f"{speaker.sex}, {speaker.age or 'adult'}: {male}, {imagined.traits.age:.0f}"


def main(corpus: Path) -> None:
    imaginer = Imaginer.open()
    _, held_out = split(read_speakers(corpus), HELD_OUT)
    cells = [found for speaker in held_out if (found := cell(imaginer, speaker))][:PEOPLE]
    Image.fromarray(sheet(cells, COLUMNS, SIZE)).save(Path(__file__).with_name("faces.jpg"), quality=88)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
