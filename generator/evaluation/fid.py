"""The FID, where the user gives Inception's weights; they are not ours to ship."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from generator.evaluation.speech import Heard
from generator.figures.frechet import frechet_figure
from generator.figures.inception import Inception
from generator.figures.intervals import Figure


class Fid:
    """Against the true faces, `pictures` uint8 (people, size, size, 3)."""

    def __init__(self, weights: Path, pictures: np.ndarray) -> None:
        """Raises `WhoSpeaksError` where the weights are none of Inception's."""
        self._inception = Inception.read(weights)
        self._true = self._inception.of_pictures(pictures)

    def of(self, pictures: np.ndarray, heard: Heard) -> Figure:
        """Of pictures uint8 (n, size, size, 3) of what was `heard`; one a speaker, the first."""
        first = heard.firsts
        who = heard.who[first]
        return frechet_figure(self._inception.of_pictures(pictures[first]), self._true[who], who)
