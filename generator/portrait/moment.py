"""One sitting: how a face happens to be turned, lit and moved when its picture is made. The person stays the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Moment:
    """Small changes that are not the person; all zero is the sitting of the portrait itself.

    `turn` (to the picture's right), `nod` (down) and `tilt` (clockwise) are degrees added to the face's own pose.
    `smile`, `brows` (raised), `lids` (opened) and `gaze` (to the right) go from -1 to 1. `light` goes from -1 (from the
    upper right) through 0 (upper left, as the family has it) to 1 (upper left, low and strong); `warmth` and
    `brightness` from -1 to 1 grade the picture; `zoom` is a factor, `right` and `down` move what is in the frame, in
    512ths of it.
    """

    turn: float = 0.0
    nod: float = 0.0
    tilt: float = 0.0
    smile: float = 0.0
    brows: float = 0.0
    lids: float = 0.0
    gaze: float = 0.0
    light: float = 0.0
    warmth: float = 0.0
    brightness: float = 0.0
    zoom: float = 1.0
    right: float = 0.0
    down: float = 0.0

    @classmethod
    def drawn(cls, rng: np.random.Generator) -> Moment:
        """Another sitting of the same person, by chance."""

        def about(spread: float, most: float) -> float:
            return float(np.clip(rng.normal(0.0, spread), -most, most))

        return cls(
            turn=about(5.0, 11.0), nod=about(2.0, 5.0), tilt=about(2.5, 6.0),
            smile=about(0.5, 1.0), brows=about(0.5, 1.0), lids=about(0.4, 1.0), gaze=about(0.5, 1.0),
            light=float(rng.uniform(-1.0, 1.0)), warmth=about(0.5, 1.0), brightness=about(0.5, 1.0),
            zoom=float(rng.uniform(0.95, 1.07)), right=about(6.0, 14.0), down=about(5.0, 12.0),
        )  # fmt: skip


STILL = Moment()
"""The sitting of the portrait itself."""
