"""The system "portrait": the renderer, driven by what the voice tells and, for the rest, by its artistic variation."""

from __future__ import annotations

import numpy as np

from generator.imagined import System, Traits
from generator.portrait import ARTISTIC, VARIATION, draw, face_of
from generator.traits.teller import Teller
from generator.traits.variation import another
from generator.voice import Voice

SIZE = 512

FIXED = {"general": 0.5, "male": 1.0, "female": 0.0}
"""What each model draws as the sex, whatever the voice tells."""

NEUTRAL = 0.5
"""Drawn where no sex was inferred."""


class PortraitSystem:
    """Draws at once, with nothing to load."""

    system = System(
        "portrait",
        "Portrait",
        size=SIZE,
        about="Drawn by rules from the traits that are inferred; what no voice tells is made up from how it sounds.",
    )
    artistic = ARTISTIC

    def __init__(self, teller: Teller) -> None:
        self._teller = teller

    def draw(self, voice: Voice, traits: Traits, model: str, variation: int) -> np.ndarray:
        """uint8 (SIZE, SIZE, 3)."""
        male = FIXED.get(model, NEUTRAL if traits.male is None else traits.male)
        return draw(face_of(another(self._teller.variation(voice, VARIATION), variation), male, traits.age), SIZE)
