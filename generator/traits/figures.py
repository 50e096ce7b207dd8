"""How well a voice tells what is drawn, on speakers that nothing was fitted to: the figures of the card.

Intervals are 95 %, Wilson's, with as many trials as there are speakers: several clips of one speaker are no further
evidence. Adolescents are nobody's mistake: "child or adult" is counted on children below 13 and adults alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from generator.traits.corpus import Heard
from generator.traits.fit import age_group, contradicted
from generator.traits.learner import CLIP_WINDOWS, TEN_S
from generator.traits.teller import Numbers
from sincnet.evaluation.metrics import calibration_error, equal_error_rate


def figures(told: Callable[[Heard], Numbers], heard: Sequence[Heard], length: int, ages_from: str) -> dict[str, Any]:
    """Of ten seconds of each speaker and of single clips of 3 s, clean, and of ten seconds in another room if there are
    such; then of the variation, (`length`,). `told` gives the numbers to apply to somebody."""
    lengths = {"10 s": [[one.first(TEN_S)] for one in heard], "3 s": [one.clips_of(CLIP_WINDOWS) for one in heard]}
    if all(len(one.d_vectors) > 1 for one in heard):
        lengths["10 s, noisy"] = [[one.first(TEN_S, 1)] for one in heard]
    traits = {name: _traits(told, heard, voices, ages_from) for name, voices in lengths.items()}
    return {**traits, "variation": variation_figures(told, heard, length)}


def _traits(
    told: Callable[[Heard], Numbers],
    heard: Sequence[Heard],
    voices: Sequence[Sequence[NDArray[np.float32]]],
    ages_from: str,
) -> dict[str, Any]:
    who = np.array([number for number, theirs in enumerate(voices) for _ in theirs])
    rows = [(told(one), voice) for one, theirs in zip(heard, voices, strict=True) for voice in theirs]
    groups = np.stack([numbers.age_groups(voice) for numbers, voice in rows])  # (voices, 3)
    male = np.array([float(numbers.chance_of_a_man(voice)) for numbers, voice in rows])
    drawn = np.array([float(rows[i][0].age(rows[i][1], groups[i])) for i in range(len(rows))])
    people = [heard[number].speaker for number in who]
    sound = ~np.array([contradicted(heard[number]) for number in who])
    group = np.array([age_group(person) for person in people])
    aged = np.array([person.corpus == ages_from for person in people])
    man = np.array([person.sex == "m" for person in people])
    sexed = (group == 2) & np.array([person.sex in ("f", "m") for person in people])
    likelier_adult = groups[:, 2] >= groups[:, 0]
    right = np.where(group == 2, likelier_adult, ~likelier_adult)
    sex_right = (male >= 0.5) == man
    child, adult = aged & (group == 0), aged & (group == 2)
    sure, adult_right = np.maximum(groups[:, 2], 1 - groups[:, 2]), (groups[:, 2] >= 0.5) == (group == 2)
    known = aged & np.array([person.age is not None for person in people])
    ages = np.array([person.age or 0 for person in people])
    return {
        "sex of adults": share(sex_right, sexed, who),
        "sex of adults, by group": {
            f"{name}, {corpus}": share(sex_right, sexed & (man == is_man) & _of(people, corpus), who)
            for corpus in sorted({person.corpus for person in people})
            for name, is_man in (("women", False), ("men", True))
        },
        "sex calibration error": _error(np.maximum(male, 1 - male), sex_right, sexed),
        "child or adult, balanced": _balanced(share(right, child, who), share(right, adult, who)),
        "children taken for children": share(right, child, who),
        "adults taken for adults": share(right, adult, who),
        "adults of other corpora taken for adults": share(right, ~aged & (group == 2), who),
        "speakers whose label their pitch contradicts": len(np.unique(who[~sound])),
        "without these": {
            "sex of adults": share(sex_right, sexed & sound, who),
            "child or adult, balanced": _balanced(share(right, child & sound, who), share(right, adult & sound, who)),
            "adult calibration error": _error(sure, adult_right, aged & sound),
        },
        "adolescents taken for minors": share(groups[:, 2] < 0.5, aged & (group == 1), who),
        "adults taken for minors": share(groups[:, 2] < 0.5, group == 2, who),
        "children taken for minors": share(groups[:, 2] < 0.5, child, who),
        "adult calibration error": _error(sure, adult_right, aged),
        "years off, mean": _rounded(float(np.abs(drawn - ages)[known].mean()) if known.any() else None),
    }  # fmt: skip


def _of(people: Sequence[Any], corpus: str) -> NDArray[np.bool_]:
    return np.array([person.corpus == corpus for person in people])


def share(right: NDArray[np.bool_], chosen: NDArray[np.bool_], who: NDArray[np.int64]) -> dict[str, Any] | None:
    """Of the chosen voices: how many are right, of how many speakers, with Wilson's interval; None for nobody."""
    if not chosen.any():
        return None
    speakers = len(np.unique(who[chosen]))
    rate = float(right[chosen].mean())
    interval = binomtest(round(rate * speakers), speakers).proportion_ci(method="wilson")
    return {
        "share": round(rate, 4),
        "from": round(float(interval.low), 4),
        "to": round(float(interval.high), 4),
        "speakers": speakers,
        "voices": int(chosen.sum()),
    }


def _balanced(children: dict[str, Any] | None, adults: dict[str, Any] | None) -> dict[str, Any] | None:
    """The mean of both shares; its interval is that of a mean of two independent shares."""
    if children is None or adults is None:
        return None
    middle = (children["share"] + adults["share"]) / 2
    down = 0.5 * float(np.hypot(children["share"] - children["from"], adults["share"] - adults["from"]))
    up = 0.5 * float(np.hypot(children["to"] - children["share"], adults["to"] - adults["share"]))
    return {
        "share": round(middle, 4),
        "from": round(max(middle - down, 0.0), 4),
        "to": round(min(middle + up, 1.0), 4),
        "speakers": children["speakers"] + adults["speakers"],
        "voices": children["voices"] + adults["voices"],
    }


def _error(sure: NDArray[np.float64], right: NDArray[np.bool_], chosen: NDArray[np.bool_]) -> float | None:
    return _rounded(calibration_error(sure[chosen], right[chosen])) if chosen.any() else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def variation_figures(told: Callable[[Heard], Numbers], heard: Sequence[Heard], length: int) -> dict[str, Any]:
    """How near two recordings of a speaker lie in the variation, and how far two speakers: from the halves of what each
    said. Distances are root mean squares per axis; of independent N(0, 1) it would be 1.41 between speakers."""
    able = [one for one in heard if len(one.clips) >= 2 * CLIP_WINDOWS]
    if len(able) < 2:
        return {}
    pairs = np.stack(
        [[told(one).variation.of(half[:-1], length) for half in one.halves()] for one in able]
    )  # (n, 2, k)
    apart = np.sqrt(np.square(pairs[:, None, 0] - pairs[None, :, 1]).mean(axis=-1))  # (n, n)
    own = np.eye(len(able), dtype=bool)
    flat = pairs.mean(axis=1)
    corpora = np.unique([one.speaker.corpus for one in able], return_inverse=True)[1]
    found = {
        "speakers": len(able),
        "within speakers": round(float(apart[own].mean()), 3),
        "between speakers": round(float(apart[~own].mean()), 3),
        "own half is nearest": round(float((apart.argmin(axis=1) == np.arange(len(able))).mean()), 4),
        "equal error rate": round(equal_error_rate(-apart[own], -apart[~own]), 4),
        "standard deviation over speakers": round(float(flat.std(axis=0).mean()), 3),
    }
    if corpora.max() == 1:
        gaps = np.abs(flat[corpora == 0].mean(axis=0) - flat[corpora == 1].mean(axis=0)) / flat.std(axis=0)
        found["corpora apart, most telling axis, standard deviations"] = round(float(gaps.max()), 3)
    return found
