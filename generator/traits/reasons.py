"""Why this face: what was measured of the voice, and what of it is usual for whom, in words.

What decides is the d-vector, of which nobody can say what a single number means. So these lines tell the measurements
that can be told, each with the ranges that are known from elsewhere, and then what was inferred.
"""

from __future__ import annotations

from generator.imagined import Reason, Traits
from generator.voice import Voice

PITCH = (
    (145.0, "usual for men"),
    (175.0, "between what is usual for men and for women"),
    (245.0, "usual for women, and for children of 11 and more"),
    (float("inf"), "usual for children, and for lively voices of women"),
)
"""Up to so many Hz. After I. Titze, Principles of Voice Production (1994), and S. Lee, A. Potamianos and S. Narayanan,
Acoustics of children's speech (JASA 1999)."""

TRACT = (
    (14.0, "short, usual for children"),
    (15.6, "usual for women and adolescents"),
    (float("inf"), "long, usual for men"),
)
"""Up to so many cm, by W. T. Fitch and J. Giedd (JASA 1999); what is apparent from formants is only near them."""

RANGE = ((4.0, "an even way of speaking"), (9.0, "a lively way of speaking"), (float("inf"), "a very lively way of it"))
"""Up to so many semitones between the 10th and 90th percentile."""

SUREST = 0.99
"""What is told of a chance beyond it is that it is more: no voice makes anybody sure."""

GROUPS = {"child": "a child", "adolescent": "an adolescent", "adult": "an adult"}


def reasons(voice: Voice, traits: Traits) -> tuple[Reason, ...]:
    """What was measured, then what the d-vector leads to."""
    found = voice.measures
    lines = [Reason("pitch", f"{found.pitch_hz:.0f} Hz", _says(PITCH, found.pitch_hz))]
    lines.append(Reason("pitch range", f"{found.pitch_range:.0f} semitones", _says(RANGE, found.pitch_range)))
    if found.tract_cm:
        lines.append(Reason("vocal tract", f"{found.tract_cm:.1f} cm", _says(TRACT, found.tract_cm)))
    group = max(GROUPS, key=lambda name: traits.age_group[name])
    lines.append(Reason("age", f"{_chance(traits.age_group[group])} {group}", f"drawn as {traits.age:.0f} years old"))
    if traits.male is None:
        lines.append(Reason("sex", "not inferred", "below about 18 a voice does not tell it reliably"))
    else:
        likely = "man" if traits.male >= 0.5 else "woman"
        share = max(traits.male, 1 - traits.male)
        lines.append(Reason("sex", f"{_chance(share)} {likely}", "how the whole voice sounds, not its pitch alone"))
    return tuple(lines)


def _chance(share: float) -> str:
    return f"> {SUREST:.0%}" if share > SUREST else f"{share:.0%}"


def _says(ranges: tuple[tuple[float, str], ...], value: float) -> str:
    return next(text for limit, text in ranges if value < limit)
