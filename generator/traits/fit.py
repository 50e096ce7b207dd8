"""Fits what voices tell, on speakers who are labelled: calibrated readings of how like a voice is to theirs.

Every speaker weighs the same within the group that is compared, however much they said. The age is learnt from one
corpus, in which children and adults spoke into the same kinds of microphone, or the microphone would become the age;
adults of the others have a small say. The sex is learnt from adults of every corpus, each with as many men as women,
for the same reason. Nothing is learnt from a label that the voice's pitch contradicts: corpora have some.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from generator.traits import variation
from generator.traits.corpus import Heard
from generator.traits.learner import CLIP_WINDOWS, FOLDS, TEN_S, Clips, Learner, weighed
from generator.traits.teller import Axis, Likeness, Numbers, sigmoid
from generator.traits.variation import VariationMap
from sincnet.corpora.dataset import Speaker
from sincnet.events import WhoSpeaksError

CHILD_BELOW, ADULT_FROM = 13, 18

CHILD_HZ, WOMAN_HZ, MAN_HZ = 150.0, 130.0, 220.0
"""No child below 13 speaks lower than the first, no woman lower than the second and no man higher than the third, but
for a few in a hundred: S. Lee, A. Potamianos and S. Narayanan (JASA 1999), I. Titze (1994)."""

AXES = 64

LINEAR_RIDGE = 0.1
"""How much linear readings of standardised d-vectors are held back, which only say what to take out of the variation.
"""


@dataclass(frozen=True, slots=True)
class TraitsConfig:
    """A fit. `held_out` counts speakers of each corpus who are only measured on; `ages_from` is the corpus that ages
    are learnt from, and `others` the share of the age's evidence that adults of other corpora have. Up to `windows`
    windows of each speaker are heard, clean and in `noisy` other rooms. `ridge` says how much the readings are held
    back; `width` how far likeness reaches, in standard deviations over speakers. `before` is a folder with the weights
    shipped until now and what was fitted to them: voices keep the faces that these drew."""

    kind: Literal["traits"] = "traits"
    held_out: dict[str, int] = field(default_factory=dict)
    ages_from: str = "speechocean762"
    windows: int = 32
    noisy: int = 1
    others: float = 0.1
    ridge: float = 1e-4
    width: float = 1.4
    before: str = ""
    seed: int = 1

    def __post_init__(self) -> None:
        if self.windows < CLIP_WINDOWS or self.noisy < 0 or self.ridge <= 0 or self.width <= 0:
            raise WhoSpeaksError("windows has to be at least 2, noisy at least 0, and ridge and width more than 0.")
        if not 0 <= self.others < 0.5:
            raise WhoSpeaksError("others is a share of the evidence, at least 0 and less than 0.5.")


def age_group(speaker: Speaker) -> int:
    """0 a child, 1 an adolescent, 2 an adult. Whoever has no age is an adult, as LibriSpeech's readers are."""
    if speaker.age is None:
        return 2
    return 0 if speaker.age < CHILD_BELOW else 1 if speaker.age < ADULT_FROM else 2


def contradicted(heard: Heard) -> bool:
    """Whether the median pitch of all that was heard is no child's, woman's or man's, as which a speaker is labelled.
    It is no proof: a few people speak so."""
    pitches = heard.pitches[0][heard.pitches[0] > 0]
    if not len(pitches):
        return False
    hz, group = float(np.median(pitches)), age_group(heard.speaker)
    if group == 2:
        return hz > MAN_HZ if heard.speaker.sex == "m" else heard.speaker.sex == "f" and hz < WOMAN_HZ
    return group == 0 and hz < CHILD_HZ


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """People who are heard: `clips` of them; and of each, (people,): `groups` of age, `years`, whether they are `men`,
    `corpora` as numbers, and whether the age is learnt from them (`aged`) and the sex (`sexed`)."""

    clips: Clips
    groups: NDArray[np.int64]
    years: NDArray[np.float64]
    men: NDArray[np.bool_]
    corpora: NDArray[np.int64]
    aged: NDArray[np.bool_]
    sexed: NDArray[np.bool_]

    @classmethod
    def of(cls, heard: Sequence[Heard], ages_from: str) -> Crowd:
        """Raises `WhoSpeaksError` where children, or adults of a sex, are missing."""
        people = [one.speaker for one in heard]
        sound = ~np.array([contradicted(one) for one in heard])
        groups = np.array([age_group(person) for person in people])
        aged = sound & np.array([person.corpus == ages_from and person.age is not None for person in people])
        men = np.array([person.sex == "m" for person in people])
        sexed = sound & np.array([person.sex in ("f", "m") for person in people]) & (groups == 2)
        for wanted, name in ((aged & (groups == 0), "children"), (aged & (groups == 2), "adults with an age"),
                             (sexed & men, "men"), (sexed & ~men, "women")):  # fmt: skip
            if wanted.sum() < FOLDS:
                raise WhoSpeaksError(f"There are not enough {name} in this corpus to learn from; give a larger one.")
        corpora = np.unique([person.corpus for person in people], return_inverse=True)[1]
        years = np.array([person.age or 0 for person in people], float)
        return cls(Clips.of(heard, TEN_S), groups, years, men, corpora, aged, sexed)


def fit(heard: Sequence[Heard], config: TraitsConfig, kept: VariationMap | None = None) -> Numbers:
    """What voices tell; and the artistic variation, unless one is `kept`, which networks may have been trained on.

    Raises `WhoSpeaksError` where children, or adults of a sex, are missing.
    """
    crowd = Crowd.of(heard, config.ages_from)
    means = np.stack([one.first(len(one.clips)) for one in heard])
    likeness = Likeness(means, (means.std(axis=0) * np.sqrt(means.shape[1]) * config.width + 1e-6).astype(np.float32))
    alike = likeness(crowd.clips.features)
    learner = Learner(alike, likeness(means), crowd.clips, config.ridge)
    grown, child_ends, adult_begins = _age(learner, crowd, config.others)
    years = learner(crowd.years[crowd.clips.speakers], *weighed(crowd.clips, crowd.aged, []))
    return Numbers(
        likeness, grown, child_ends, adult_begins, _sex(learner, crowd), years, kept or _variation(heard, crowd)
    )


def _age(learner: Learner, crowd: Crowd, others: float) -> tuple[Axis, float, float]:
    """The axis from child to adult, learnt without adolescents, and where on it each begins, learnt with them."""
    clips, adult = learner.clips, crowd.groups == 2
    target = np.where(adult, 1.0, -1.0)[clips.speakers]
    elsewhere = crowd.sexed & adult & ~crowd.aged

    def learn(some: NDArray[np.bool_]) -> Axis:
        mine, share = weighed(clips, crowd.aged & (crowd.groups != 1) & some, [crowd.groups])
        if others and (elsewhere & some).any():
            grown = adult[clips.speakers[mine]]
            share = np.where(grown, share * (1 - 2 * others), share)
            theirs, weight = weighed(clips, elsewhere & some, [])
            mine, share = np.concatenate([mine, theirs]), np.concatenate([share, others * weight])
        return learner(target, mine, share / share.sum())

    heights = learner.unseen(len(crowd.groups), learn)
    mine, share = weighed(clips, crowd.aged, [crowd.groups > 0])
    group = crowd.groups[clips.speakers[mine]]

    def loss(numbers: NDArray[np.float64]) -> float:
        slope, child_ends, gap = np.exp(numbers[0]), numbers[1], np.exp(numbers[2])
        child = sigmoid(child_ends - slope * heights[mine])
        adult = sigmoid(slope * heights[mine] - child_ends - gap)
        chances = np.stack([child, 1 - child - adult, adult], axis=1)[np.arange(len(group)), group]
        return 1e-3 * float(np.square(numbers).sum()) - float(share @ np.log(np.maximum(chances, 1e-9)))

    best = minimize(loss, np.array([1.0, -0.5, 0.0]), method="Nelder-Mead").x
    slope, child_ends = float(np.exp(best[0])), float(best[1])
    axis = learn(np.ones(len(crowd.groups), bool))
    return _scaled(axis, slope, 0.0), child_ends, child_ends + float(np.exp(best[2]))


def _sex(learner: Learner, crowd: Crowd) -> Axis:
    """The log odds of a man, calibrated on speakers that the axis did not see (J. Platt, 1999)."""
    clips, cells = learner.clips, [crowd.men, crowd.corpora]
    sign = np.where(crowd.men, 1.0, -1.0)[clips.speakers]

    def learn(some: NDArray[np.bool_]) -> Axis:
        return learner(sign, *weighed(clips, crowd.sexed & some, cells))

    heights = learner.unseen(len(crowd.men), learn)
    mine, share = weighed(clips, crowd.sexed, cells)

    def loss(numbers: NDArray[np.float64]) -> float:
        margins = sign[mine] * (np.exp(numbers[0]) * heights[mine] + numbers[1])
        return 1e-3 * float(np.square(numbers).sum()) + float(share @ np.logaddexp(0.0, -margins))

    best = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return _scaled(learn(np.ones(len(crowd.men), bool)), float(np.exp(best[0])), float(best[1]))


def _variation(heard: Sequence[Heard], crowd: Crowd) -> VariationMap:
    """What is left when the directions are taken out that tell age and sex, and those along which children and adults,
    men and women, and corpora lie apart. It is learnt of clips of 3 s, which tell how one speaker's voice varies."""
    clips, aged, sexed, corpora = Clips.of(heard, CLIP_WINDOWS), crowd.aged, crowd.sexed, crowd.corpora
    d_vectors, who = clips.features[:, :-1].astype(np.float64), clips.speakers
    scale = d_vectors.std(axis=0) + 1e-6
    linear = Learner(d_vectors / scale, np.eye(len(scale)), clips, LINEAR_RIDGE)
    adult = crowd.groups == 2
    readings = [
        linear(np.where(adult, 1.0, -1.0)[who], *weighed(clips, aged & (crowd.groups != 1), [crowd.groups])),
        linear(np.where(crowd.men, 1.0, -1.0)[who], *weighed(clips, sexed, [crowd.men, corpora])),
        linear(crowd.years[who], *weighed(clips, aged, [])),
    ]
    means = np.stack([np.bincount(who, column) for column in d_vectors.T], axis=1) / np.bincount(who)[:, None]
    pairs = [(aged & (crowd.groups == 0), aged & adult), (sexed & crowd.men, sexed & ~crowd.men)]
    pairs += [(sexed & (corpora == corpus), sexed & (corpora != corpus)) for corpus in range(1, corpora.max() + 1)]
    told = [axis.weight / scale for axis in readings]
    told += [means[one].mean(axis=0) - means[other].mean(axis=0) for one, other in pairs]
    directions = np.stack([direction / np.linalg.norm(direction) for direction in told])
    return variation.fit(clips.features[:, :-1], who, directions, AXES)


def _scaled(axis: Axis, slope: float, shift: float) -> Axis:
    return Axis(slope * axis.weight, slope * axis.bias + shift)
