"""The limited palette, as paths: a number from 0 to 1 walks each of them smoothly.

Colours are (red, green, blue), 0 to 255. Every path is walked by artistic variation alone; nothing that a voice tells
chooses a colour.
"""

from __future__ import annotations

import numpy as np

Colour = tuple[float, float, float]


def colour(text: str) -> Colour:
    """The colour that `#rrggbb` names."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


INK, LIGHT, BLUSH = colour("#2a1d22"), colour("#fff0d6"), colour("#d0533c")
SHADOW = (0.55, 0.38, 0.47)
"""What deepest shadow leaves of red, green and blue: it is warm and never grey."""

SKINS = ("#f7d8bf", "#f1c5a3", "#e2ae85", "#cd9468", "#b27a52", "#935c40", "#764836", "#5f3b2d")
HAIRS = ("#211c24", "#2c2225", "#452e28", "#5f3b29", "#82492b", "#ab5029", "#c27a3a", "#d3a458", "#e2c78f")
CLOTHS = ("#d9a03f", "#c9663f", "#9a4143", "#6b3d5e", "#3c4a86", "#2f6296", "#1f7a76", "#3a6347", "#7d8244")
GROUNDS = ("#b9bd88", "#e3cf9b", "#eebf62", "#e9a684", "#dd9ba0", "#b9a0bf", "#8ba3c4", "#7fadb4", "#86aea2")
IRISES = ("#2a1914", "#3f2619", "#6a4526", "#7a6a35", "#5b7150", "#4c7280", "#567fa6")


def walked(stops: tuple[str, ...], place: float) -> Colour:
    """The colour at `place` (0 to 1) of a path through evenly spaced stops."""
    at = np.linspace(0.0, 1.0, len(stops))
    channels = np.array([colour(stop) for stop in stops], dtype=np.float64).T
    red, green, blue = (float(np.interp(place, at, channel)) for channel in channels)
    return red, green, blue


def mix(first: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other colour in the first."""
    red, green, blue = (a + (b - a) * share for a, b in zip(first, other, strict=True))
    return red, green, blue


def in_shadow(lit: Colour, share: float) -> Colour:
    """The colour in shadow, from 0 (lit) to 1 (deepest)."""
    red, green, blue = (value * (1 - share * (1 - kept)) for value, kept in zip(lit, SHADOW, strict=True))
    return red, green, blue


def lightness(of: Colour) -> float:
    """How light a colour looks, from 0 to 1 (luma, ITU-R BT.601)."""
    return (0.299 * of[0] + 0.587 * of[1] + 0.114 * of[2]) / 255


def at_most(of: Colour, lightest: float, softness: float = 0.06) -> Colour:
    """The colour, where it is lighter than `lightest` darkened towards brown; the change sets in gradually."""
    now = lightness(of)
    wanted = max(now - softness * float(np.logaddexp(0.0, (now - lightest) / softness)), 0.02)
    brown = mix(of, colour("#8a4526"), min(1.0, 1.1 * (1 - wanted / max(now, 0.02))))
    red, green, blue = (value * wanted / lightness(brown) for value in brown)
    return red, green, blue
