"""Fits what voices tell, on speakers who are labelled: simple linear readings of d-vector and pitch, calibrated.

Every speaker weighs the same within the group that is compared, however much they said. The age is learnt from one
corpus alone, in which children and adults spoke into the same kinds of microphone, or the microphone would become the
age; the sex from adults of every corpus, each corpus with as many men as women, for the same reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression, Ridge

from generator.traits import variation
from generator.traits.corpus import Heard
from generator.traits.teller import Axis, Numbers, sigmoid
from sincnet.corpora.dataset import Speaker
from sincnet.events import WhoSpeaksError

CHILD_BELOW, ADULT_FROM = 13, 18
CLIP_WINDOWS = 2
"""Windows of a clip to learn from, 3 s: the least that a face is drawn from."""

FOLDS = 5
AXES = 64


@dataclass(frozen=True, slots=True)
class TraitsConfig:
    """A fit. `held_out` counts speakers of each corpus who are only measured on; `ages_from` is the corpus that ages
    are learnt from. Up to `windows` windows of each speaker are heard, clean and in `noisy` other rooms. `c` and
    `alpha` say how little the two classifiers and the regression of years are held back (as in scikit-learn)."""

    kind: Literal["traits"] = "traits"
    held_out: dict[str, int] = field(default_factory=dict)
    ages_from: str = "speechocean762"
    windows: int = 32
    noisy: int = 1
    c: float = 0.03
    alpha: float = 300.0
    seed: int = 1

    def __post_init__(self) -> None:
        if self.windows < CLIP_WINDOWS or self.noisy < 0 or self.c <= 0 or self.alpha <= 0:
            raise WhoSpeaksError("windows has to be at least 2, noisy at least 0, and c and alpha more than 0.")


@dataclass(frozen=True, slots=True, eq=False)
class Clips:
    """What is learnt from: `features` float32 (clips, d + 1), and of each the number of its speaker, (clips,)."""

    features: NDArray[np.float32]
    speakers: NDArray[np.int64]

    @classmethod
    def of(cls, heard: Sequence[Heard]) -> Clips:
        """Clips of 3 s and one of all that each speaker said, in every version."""
        rows: list[NDArray[np.float32]] = []
        speakers: list[int] = []
        for number, one in enumerate(heard):
            for version in range(len(one.d_vectors)):
                clips = [*one.clips_of(CLIP_WINDOWS, version), one.first(len(one.clips), version)]
                rows += clips
                speakers += [number] * len(clips)
        return cls(np.stack(rows), np.array(speakers))


def age_group(speaker: Speaker) -> int:
    """0 a child, 1 an adolescent, 2 an adult. Whoever has no age is an adult, as LibriSpeech's readers are."""
    if speaker.age is None:
        return 2
    return 0 if speaker.age < CHILD_BELOW else 1 if speaker.age < ADULT_FROM else 2


def fit(heard: Sequence[Heard], config: TraitsConfig) -> Numbers:
    """Raises `WhoSpeaksError` where children, or adults of a sex, are missing."""
    clips = Clips.of(heard)
    people = [one.speaker for one in heard]
    groups = np.array([age_group(person) for person in people])
    aged = np.array([person.corpus == config.ages_from and person.age is not None for person in people])
    men = np.array([person.sex == "m" for person in people])
    sexed = np.array([person.sex in ("f", "m") for person in people]) & (groups == 2)
    corpora = np.unique([person.corpus for person in people], return_inverse=True)[1]
    for wanted, name in ((aged & (groups == 0), "children"), (aged & (groups == 2), "adults with an age"),
                         (sexed & men, "men"), (sexed & ~men, "women")):  # fmt: skip
        if wanted.sum() < FOLDS:
            raise WhoSpeaksError(f"There are not enough {name} in this corpus to learn from; give a larger one.")
    grown, child_ends, adult_begins = _age(clips, groups, aged, config)
    male = _sex(clips, men, sexed, corpora, config)
    years = _years(clips, np.array([person.age or 0 for person in people], float), aged, config)
    means = _means(clips, len(people))
    told = [axis.weight[:-1] for axis in (grown, male, years)]
    pairs = [(aged & (groups == 0), aged & (groups == 2)), (sexed & men, sexed & ~men)]
    pairs += [(sexed & (corpora == corpus), sexed & (corpora != corpus)) for corpus in range(1, corpora.max() + 1)]
    told += [(means[one].mean(axis=0) - means[other].mean(axis=0))[:-1] for one, other in pairs]
    directions = np.stack([direction / np.linalg.norm(direction) for direction in told]).astype(np.float64)
    return Numbers(
        grown, child_ends, adult_begins, male, years,
        variation.fit(clips.features[:, :-1], clips.speakers, directions, AXES),
    )  # fmt: skip


def _means(clips: Clips, people: int) -> NDArray[np.float64]:
    counts = np.bincount(clips.speakers, minlength=people)
    columns = [np.bincount(clips.speakers, column, people) for column in clips.features.T.astype(np.float64)]
    return np.stack(columns, axis=1) / counts[:, None]


def _age(
    clips: Clips, groups: NDArray[np.int64], aged: NDArray[np.bool_], config: TraitsConfig
) -> tuple[Axis, float, float]:
    """The axis from child to adult, learnt without adolescents, and where on it each begins, learnt with them."""
    told = aged & (groups != 1)

    def learn(some: NDArray[np.bool_]) -> Axis:
        return _logistic(clips, groups == 2, told & some, [groups], config.c)

    heights = _unseen(clips, len(groups), learn)
    mine, share = _weighed(clips, aged, [groups > 0])
    group = groups[clips.speakers[mine]]

    def loss(numbers: NDArray[np.float64]) -> float:
        slope, child_ends, gap = np.exp(numbers[0]), numbers[1], np.exp(numbers[2])
        child = sigmoid(child_ends - slope * heights[mine])
        adult = sigmoid(slope * heights[mine] - child_ends - gap)
        chances = np.stack([child, 1 - child - adult, adult], axis=1)[np.arange(len(group)), group]
        return 1e-3 * float(np.square(numbers).sum()) - float(share @ np.log(np.maximum(chances, 1e-9)))

    best = minimize(loss, np.array([0.0, -0.5, 0.0]), method="Nelder-Mead").x
    slope, child_ends = float(np.exp(best[0])), float(best[1])
    return _scaled(learn(np.ones(len(groups), bool)), slope, 0.0), child_ends, child_ends + float(np.exp(best[2]))


def _sex(
    clips: Clips, men: NDArray[np.bool_], sexed: NDArray[np.bool_], corpora: NDArray[np.int64], config: TraitsConfig
) -> Axis:
    """The log odds of a man, calibrated on speakers that the axis did not see (J. Platt, 1999)."""

    def learn(some: NDArray[np.bool_]) -> Axis:
        return _logistic(clips, men, sexed & some, [men, corpora], config.c)

    heights = _unseen(clips, len(men), learn)
    mine, share = _weighed(clips, sexed, [men, corpora])
    sign = np.where(men[clips.speakers[mine]], 1.0, -1.0)

    def loss(numbers: NDArray[np.float64]) -> float:
        margins = sign * (np.exp(numbers[0]) * heights[mine] + numbers[1])
        return 1e-3 * float(np.square(numbers).sum()) + float(share @ np.logaddexp(0.0, -margins))

    best = minimize(loss, np.zeros(2), method="Nelder-Mead").x
    return _scaled(learn(np.ones(len(men), bool)), float(np.exp(best[0])), float(best[1]))


def _years(clips: Clips, ages: NDArray[np.float64], aged: NDArray[np.bool_], config: TraitsConfig) -> Axis:
    mine, share = _weighed(clips, aged, [])
    x, mean, scale = _standard(clips.features[mine])
    found = Ridge(alpha=config.alpha).fit(x, ages[clips.speakers[mine]], share * len(mine))
    return _plain(found.coef_, float(found.intercept_), mean, scale)


def _unseen(clips: Clips, people: int, learn: Callable[[NDArray[np.bool_]], Axis]) -> NDArray[np.float64]:
    """Where every clip lies on the axis that was learnt without its speaker: (clips,)."""
    heights = np.zeros(len(clips.speakers))
    fold = np.random.default_rng(0).permutation(people) % FOLDS
    for number in range(FOLDS):
        theirs = fold[clips.speakers] == number
        heights[theirs] = learn(fold != number)(clips.features[theirs])
    return heights


def _weighed(
    clips: Clips, people: NDArray[np.bool_], cells: Sequence[NDArray[np.generic]]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The clips of these `people`, and what each weighs: every cell of people alike, everybody in a cell alike, every
    clip of somebody alike; 1 together. `cells` are labels of people (people,), a cell is a combination of them."""
    mine = np.flatnonzero(people[clips.speakers])
    labels = np.stack([np.ones(len(people)), *cells], axis=1).astype(int)
    cell = np.unique(labels, axis=0, return_inverse=True)[1].reshape(-1)
    in_cell = np.bincount(cell[people], minlength=cell.max() + 1)
    said = np.bincount(clips.speakers, minlength=len(people))
    who = clips.speakers[mine]
    share = 1.0 / (in_cell[cell[who]] * said[who])
    return mine, share / share.sum()


def _logistic(
    clips: Clips,
    truth: NDArray[np.bool_],
    people: NDArray[np.bool_],
    cells: Sequence[NDArray[np.generic]],
    c: float,
) -> Axis:
    mine, share = _weighed(clips, people, cells)
    x, mean, scale = _standard(clips.features[mine])
    found = LogisticRegression(C=c, max_iter=2000).fit(x, truth[clips.speakers[mine]], share * people.sum())
    return _plain(found.coef_[0], float(found.intercept_[0]), mean, scale)


def _standard(
    features: NDArray[np.float32],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    mean, scale = features.mean(axis=0, dtype=np.float64), features.std(axis=0, dtype=np.float64) + 1e-6
    return (features - mean) / scale, mean, scale


def _plain(weight: NDArray[np.float64], bias: float, mean: NDArray[np.float64], scale: NDArray[np.float64]) -> Axis:
    """An axis of standardised features as one of plain features."""
    return Axis((weight / scale).astype(np.float32), float(bias - weight / scale @ mean))


def _scaled(axis: Axis, slope: float, shift: float) -> Axis:
    return Axis((slope * axis.weight).astype(np.float32), slope * axis.bias + shift)
