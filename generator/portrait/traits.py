"""From a variation, an apparent sex and an age to a face. Smooth in all of them: a little change, a little change.

What the sex and the age of a voice move are proportions, the lean of the hair, the fullness of the lips and the chance
of a beard. Colours, skin tone first of all, come from the variation alone, evenly over the whole range.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from audio.errors import WhoSpeaksError
from generator.portrait import colour
from generator.portrait.face import ARTISTIC, VARIATION, Face
from generator.portrait.hairstyles import HAIRSTYLES

YOUNGEST, OLDEST = 6.0, 45.0
SHARPNESS = 0.14
"""How near the border between two hairstyles they blend, in squared units of the variation."""


def face_of(variation: NDArray[np.floating], male: float, age: float) -> Face:
    """The face of a `variation` (VARIATION,) of about N(0, 1), `male` from 0 to 1 and an `age` of 6 to 45 years.

    Before puberty `male` changes nothing. Values beyond these ranges are drawn as the nearest within them.

    Raises:
        WhoSpeaksError: the variation has another length or numbers that are not finite, or sex or age are not finite.
    """
    numbers = np.asarray(variation, dtype=np.float64)
    if numbers.shape != (VARIATION,):
        raise WhoSpeaksError(
            "A face needs {count} numbers of variation, not an array of shape {shape}.",
            count=VARIATION, shape=numbers.shape,
        )  # fmt: skip
    if not (np.isfinite(numbers).all() and math.isfinite(male) and math.isfinite(age)):
        raise WhoSpeaksError("A face cannot be drawn from numbers that are not finite; check what was measured.")
    v = {name: 2.5 * math.tanh(number / 2.5) for name, number in zip(ARTISTIC, numbers.tolist(), strict=True)}
    u = {name: 0.5 + 0.5 * math.erf(number / math.sqrt(2)) for name, number in v.items()}
    age = min(max(age, YOUNGEST), OLDEST)
    grown, adult = _ramp(5, 20, age), _ramp(11, 18, age)
    sex = 0.5 + (min(max(male, 0.0), 1.0) - 0.5) * adult
    years = _ramp(24, 46, age)

    def by(child: float, female: float, male: float) -> float:
        """A measure of a child, and of adults of either sex; what lies between is between."""
        return child + (female + (male - female) * sex - child) * grown

    skin = colour.walked(colour.SKINS, u["skin tone"])
    skin = colour.mix(skin, colour.colour("#d98272" if v["complexion"] > 0 else "#c9a05a"), 0.07 * abs(v["complexion"]))
    hair = colour.walked(colour.HAIRS, u["hair colour"])
    hair = colour.at_most(hair, max(colour.lightness(skin) - 0.16, 0.17))  # hair must stand off from the face
    ground = colour.walked(colour.GROUNDS, u["background"])
    fair = _ramp(0.45, 0.85, colour.lightness(hair))
    ground = colour.in_shadow(ground, 0.45 * fair)  # and fair hair from what is behind it
    neckline = u["clothes"]
    return Face(
        width=by(98, 94.5, 99) + 4.8 * v["face shape"],
        crown=by(122, 113, 112),
        chin=by(355, 369, 379) - 5.0 * v["face shape"] + 3.0 * v["jaw and chin"],
        jaw=by(80, 68, 79.5) + 3.9 * v["jaw and chin"] + 2.8 * v["face shape"],
        jaw_height=by(322, 334, 342),
        chin_width=by(41, 28, 39) + 4.6 * v["jaw and chin"],
        cheeks=by(0.98, 0.945, 0.95) + 0.006 * v["face shape"],
        ears=by(0.95, 0.92, 1.06) * (1 + 0.06 * v["pose"]),
        turn=7.0 * math.tanh(1.5 * v["pose"]),
        tilt=2.4 * math.sin(1.6 * v["pose"] + 0.6 * v["mouth"]),
        zoom=by(1.05, 1.15, 1.16),
        down=by(28, 3, 0),
        eyes=by(259, 247, 246),
        eye_gap=by(45, 42.5, 42.5) + 2.2 * v["eye shape"],
        eye_size=by(1.1, 1.04, 0.96) * (1 + 0.085 * v["eye size"]),
        eye_open=by(1.2, 1.04, 0.92) * (1 + 0.08 * v["eye size"] - 0.06 * v["eye shape"]),
        eye_slant=-0.5 + 2.7 * v["eye shape"],
        iris_size=by(1.16, 1.03, 0.98) * (1 + 0.02 * v["eye size"]),
        lashes=by(0.0, 1.0, 0.0),
        brow_weight=by(5.0, 6.2, 10.4) * (1 + 0.22 * v["brows"]),
        brow_arch=by(8.5, 13, 8.0) - 2.6 * v["brows"] + 1.4 * v["eye shape"],
        brow_gap=by(28, 26, 22.5) - 1.3 * v["brows"],
        nose=by(297, 299, 304) + 3.0 * v["nose"],
        nose_width=by(14.5, 18.5, 23.5) + 3.0 * v["nose"],
        nose_bridge=by(0.1, 0.75, 1.0),
        mouth=by(322, 328, 332) + 1.4 * v["nose"],
        mouth_width=by(25, 31.5, 34.5) + 3.4 * v["mouth"],
        upper_lip=by(3.2, 5.4, 3.0) + 0.9 * v["mouth"],
        lower_lip=by(8.0, 10.8, 7.6) + 1.9 * v["mouth"],
        smile=by(10.0, 9.5, 8.5) + 1.1 * v["mouth"],
        blush=by(0.2, 0.17, 0.11) + 0.03 * v["complexion"],
        freckles=_ramp(0.75, 1.35, v["complexion"]),
        lines=0.8 * years,
        hair=_hairstyle(v["hair style"], v["hair length"], 2 * sex - 1, 0.7 + 1.0 * adult),
        curl=_ramp(-0.6, 1.6, v["curl of the hair"]),
        recede=years * by(0, 0.15, 1),
        beard=_ramp(-0.15, 1.3, v["beard or earrings"]) * _ramp(0.55, 0.9, sex) * _ramp(17, 23, age),
        earrings=_ramp(0.1, 0.5, v["beard or earrings"]) * _ramp(0.45, 0.15, sex) * _ramp(14, 20, age),
        glasses=_ramp(0.75, 1.05, v["glasses"]),
        glasses_square=u["jaw and chin"],
        neck=by(34, 43, 56),
        shoulders=by(146, 190, 236),
        slope=by(46, 42, 28),
        roll=_ramp(0.24, 0.15, neckline),
        vee=_ramp(0.44, 0.54, neckline) * _ramp(0.76, 0.7, neckline),
        collar=_ramp(0.71, 0.8, neckline),
        skin=skin,
        hair_colour=hair,
        iris=colour.walked(colour.IRISES, u["eye colour"]),
        lips=_lips(skin, by(0.34, 0.62, 0.3) + 0.05 * v["mouth"]),
        cloth=colour.walked(colour.CLOTHS, u["colour of the clothes"]),
        ground=ground,
    )


def _ramp(start: float, end: float, value: float) -> float:
    """From 0 at `start` to 1 at `end`, smoothly (a cubic); downwards where `end` comes first."""
    share = min(max((value - start) / (end - start), 0.0), 1.0)
    return share * share * (3 - 2 * share)


def _hairstyle(style: float, length: float, sex: float, weight: float) -> tuple[float, ...]:
    """The share of each hairstyle: nearly all of the nearest, a blend at the borders.

    `sex` goes from -1 to 1 and is 0 for children, who get styles that suit anybody; `weight` is what it counts against
    the variation.
    """
    here = np.array((style, length, weight * sex))
    far = np.array([np.sum((here - (*s.place, weight * s.lean)) ** 2) for s in HAIRSTYLES])
    shares = np.exp(-(far - far.min()) / SHARPNESS)
    return tuple((shares / shares.sum()).tolist())


def _lips(skin: colour.Colour, redness: float) -> colour.Colour:
    """Lips that belong to a skin: redder, and on any skin a little darker."""
    red = colour.mix(colour.colour("#b8403f"), colour.in_shadow(skin, 0.5), 0.25)
    return colour.mix(colour.in_shadow(skin, 0.16), red, redness)
