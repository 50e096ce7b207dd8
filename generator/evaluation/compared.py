"""The figures of one system: what it drew of each voice, compared with the true faces and with what it drew otherwise.

"True" faces are our drawings of the speakers: of the corpus's sex and age, all else the artistic variation of the
speaker's mean voice (`generator.training.sitters`). No photograph is compared with anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from generator.evaluation.judge import UNKNOWN, Judge
from generator.evaluation.pictures import Seen
from generator.evaluation.speech import Heard
from generator.figures.agreement import agreement, balanced_agreement, top
from generator.figures.frechet import frechet_figure
from generator.figures.intervals import RESAMPLES, Figure, mean_of
from generator.figures.likeness import angles, cosines, picture_l1
from generator.figures.matching import matching, recall_at
from generator.figures.verification import verification

CHILD, ADULT = 0, 2

Features = Callable[[np.ndarray], np.ndarray]
"""Pictures uint8 (n, h, w, 3) to features (n, d)."""


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """The true faces: of the held-out speakers, by their numbers, then of `others` who only make galleries larger."""

    people: Seen
    others: Seen

    @property
    def gallery(self) -> tuple[np.ndarray, np.ndarray]:
        """Features (g, d) of everybody, and who they are, int64 (g,); held-out speakers have their own numbers."""
        return (
            np.concatenate([self.people.features, self.others.features]),
            np.concatenate([self.people.who, len(self.people.who) + self.others.who]),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """What a system drew of voices: `pictures` uint8 (n, size, size, 3) and their unit `features` float32 (n, d)."""

    pictures: np.ndarray
    features: np.ndarray


def figures(faces: Faces, heard: Heard, truth: Truth, judge: Judge, resamples: int = RESAMPLES) -> dict[str, Figure]:
    """All that is measured on held-out speakers, by the keys of `generator.evaluation.rows`."""
    return {
        **_shown(faces, heard, judge, resamples),
        **_chosen(faces, heard, truth, resamples),
        **_near(faces, heard, truth, resamples),
        **_same(faces, heard, resamples),
    }


def _shown(faces: Faces, heard: Heard, judge: Judge, resamples: int) -> dict[str, Figure]:
    """Is the drawn face of the speaker's sex and age?"""
    groups, sexes = heard.groups, heard.sexes
    sex = np.where((groups == ADULT) & np.isin(sexes, ["f", "m"]), (sexes == "m").astype(int), UNKNOWN)
    grown = np.select([groups == CHILD, groups == ADULT], [0, 1], UNKNOWN)
    man, adult = judge.man(faces.features), judge.grown(faces.features)

    def only(true: np.ndarray, one: int) -> np.ndarray:
        return np.where(true == one, true, UNKNOWN)

    return {
        "sex": agreement(man, sex, heard.who, resamples),
        "sex_women": agreement(man, only(sex, 0), heard.who, resamples),
        "sex_men": agreement(man, only(sex, 1), heard.who, resamples),
        "grown": balanced_agreement(adult, grown, heard.who, resamples),
        "grown_children": agreement(adult, only(grown, 0), heard.who, resamples),
        "grown_adults": agreement(adult, only(grown, 1), heard.who, resamples),
    }


def _chosen(faces: Faces, heard: Heard, truth: Truth, resamples: int) -> dict[str, Figure]:
    """Is the true face found by the drawn one?"""
    true = truth.people
    scores = faces.features @ true.features.T  # (recordings, people)
    sexes, groups = (_of_people(values, heard) for values in (heard.sexes, heard.groups.astype(str)))
    both = np.strings.add(sexes, groups)
    found = {"two_any": matching(2, scores, heard.who, true.who, resamples=resamples)}
    for key, of_people in (("two_sex", sexes), ("two_age", groups), ("two_both", both)):
        found[key] = matching(2, scores, heard.who, true.who, of_people[heard.who], of_people, resamples)
    for k in (1, 5, 10):
        if len(true.who) >= k:
            found[f"recall_{k}"] = recall_at(k, len(true.who), scores, heard.who, true.who, resamples=resamples)
    features, who = truth.gallery
    found["recall_10_of_100"] = recall_at(10, 100, faces.features @ features.T, heard.who, who, resamples=resamples)
    verified = verification(scores, heard.who, true.who, resamples=resamples)
    same_sex = verification(scores, heard.who, true.who, sexes[heard.who], sexes, resamples)
    return {**found, **{of: verified[of] for of in ("auc", "eer")}, "auc_sex": same_sex["auc"]}


def _near(faces: Faces, heard: Heard, truth: Truth, resamples: int) -> dict[str, Figure]:
    """How like the true face is the drawn one?"""
    true = truth.people.features[heard.who]
    first, who = heard.firsts, heard.who
    return {
        "l1": mean_of(picture_l1(faces.pictures, truth.people.pictures[who]), who, resamples),
        "cosine": mean_of(cosines(faces.features, true), who, resamples),
        "angle": mean_of(angles(faces.features, true), who, resamples),
        "frechet": frechet_figure(faces.features[first], true[first], who[first]),
    }


def _same(faces: Faces, heard: Heard, resamples: int) -> dict[str, Figure]:
    """Do two recordings of somebody lead to one face, and those of two people to two?"""
    first, who = heard.firsts, heard.who
    rows, columns = np.triu_indices(len(who), 1)
    own = who[rows] == who[columns]
    same = cosines(faces.features[rows[own]], faces.features[columns[own]])
    gallery, probes = faces.features[first], faces.features[~first]
    between = (gallery @ gallery.T - np.eye(len(gallery))).sum(1) / max(len(gallery) - 1, 1)
    scores, whose = probes @ gallery.T, who[~first]
    sexes = heard.sexes
    return {
        "same_cosine": mean_of(same, who[rows[own]], resamples),
        "other_cosine": mean_of(between, who[first], resamples),
        "own_any": matching(2, scores, whose, who[first], resamples=resamples),
        "own_sex": matching(2, scores, whose, who[first], sexes[~first], sexes[first], resamples),
    }


def recognised(features: np.ndarray, heard: Heard, resamples: int = RESAMPLES) -> dict[str, Figure]:
    """Are training speakers known again by what is drawn of them? Each one's last recording is held against the mean
    feature of the others, of all who have another."""
    people = [person for person in np.unique(heard.who) if (heard.who == person).sum() > 1]
    if len(people) < 2:
        return {}
    last = np.array([np.flatnonzero(heard.who == person)[-1] for person in people])
    others = np.ones(len(heard.who), bool)
    others[last] = False
    means = np.stack([features[others & (heard.who == person)].mean(0) for person in people])
    scores = features[last] @ (means / np.linalg.norm(means, axis=1, keepdims=True)).T
    labels = np.arange(len(people))
    return {f"top_{k}": top(k, scores, labels, labels, resamples) for k in (1, 5)}


def _of_people(values: np.ndarray, heard: Heard) -> np.ndarray:
    """What is told of recordings, str (n,), as told of people, (people,); "" for those who were not heard."""
    found = np.full(len(heard.speakers), "", dtype=values.dtype)
    found[heard.who] = values
    return found
