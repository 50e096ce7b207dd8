"""What tells one drawn face from another, as numbers and colours: all that the drawing needs, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from generator.portrait.colour import Colour

ARTISTIC = (
    "hair style", "hair length", "curl of the hair", "hair colour", "skin tone", "complexion", "face shape",
    "jaw and chin", "eye size", "eye shape", "eye colour", "brows", "nose", "mouth", "clothes",
    "colour of the clothes", "background", "glasses", "beard or earrings", "pose",
)  # fmt: skip
"""What each number of a variation changes. A voice tells none of it: it is invented, the same way each time."""

VARIATION = len(ARTISTIC)
"""Length of a variation: independent numbers, each about N(0, 1)."""


@dataclass(frozen=True, slots=True)
class Face:
    """The drawing parameters of one face, looking straight ahead.

    Heights and lengths are units of a frame of 512, heights from its top, the widths of head, jaw, chin, neck and
    shoulders from the axis; `turn` and `tilt` are degrees; all without a unit named here go from 0 to 1. Colours are
    (red, green, blue), 0 to 255.
    """

    # The head
    width: float
    crown: float
    chin: float
    jaw: float
    jaw_height: float
    chin_width: float
    cheeks: float
    """Width at the cheeks as a share of `width`."""
    ears: float
    """Size as a factor."""
    turn: float
    tilt: float
    zoom: float
    down: float

    # Features
    eyes: float
    eye_gap: float
    eye_size: float
    eye_open: float
    eye_slant: float
    iris_size: float
    lashes: float
    brow_weight: float
    brow_arch: float
    brow_gap: float
    nose: float
    nose_width: float
    nose_bridge: float
    mouth: float
    mouth_width: float
    upper_lip: float
    lower_lip: float
    smile: float
    blush: float
    freckles: float
    lines: float
    """How much of the lines that come with the years."""

    # Hair, beard and what is worn
    hair: tuple[float, ...]
    """The share of each hairstyle of `HAIRSTYLES`; they add up to 1, and nearly always one of them is nearly 1."""
    curl: float
    recede: float
    beard: float
    earrings: float
    glasses: float
    glasses_square: float
    neck: float
    shoulders: float
    slope: float
    """How far the shoulders drop, in units."""
    roll: float
    vee: float
    collar: float

    # Colours
    skin: Colour
    hair_colour: Colour
    iris: Colour
    lips: Colour
    cloth: Colour
    ground: Colour
