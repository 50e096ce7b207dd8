"""From answers to the figures of the table: closed set with everybody enrolled, open set with every half of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from benchmarks._scene import Scene
from benchmarks._systems import Answers, System
from sincnet.evaluation.metrics import detection_and_identification_rate, equal_error_rate

Figures = dict[str, Any]


def halves(people: Sequence[str], rounds: int, seed: int = 1) -> Iterator[list[str]]:
    """Random halves of the people: both halves of `rounds` divisions, so that all are strangers equally often."""
    rng = np.random.default_rng(seed)
    for _ in range(rounds):
        order = [people[i] for i in rng.permutation(len(people))]
        middle = len(order) // 2
        yield sorted(order[:middle])
        yield sorted(order[middle:])


def measure(system: System, scene: Scene, rounds: int) -> dict[str, Figures]:
    """The figures of each condition; rates from 0 to 1, intervals as [low, high]."""
    everybody = system.answer(scene, scene.speakers)
    by_half = [system.answer(scene, half) for half in halves(scene.speakers, rounds)]
    conditions = dict.fromkeys(probe.condition for probe in scene.probes)
    found: dict[str, Figures] = {}
    for condition in conditions:
        chosen = np.array([probe.condition == condition for probe in scene.probes])
        found[condition] = closed_set(scene, everybody, chosen) | open_set(scene, by_half, chosen)
        microphones = [probe.microphone for probe in scene.probes]
        by_microphone = {
            microphone: closed_set(scene, everybody, chosen & np.array([m == microphone for m in microphones]))
            for microphone in dict.fromkeys(microphones[i] for i in np.flatnonzero(chosen))
            if microphone
        }
        if by_microphone:
            found[condition]["by_microphone"] = by_microphone
    return found


def closed_set(scene: Scene, answers: Answers, chosen: np.ndarray) -> Figures:
    """Error (another than the speaker is put first) and EER over all pairs of a `chosen` probe and a person.

    `chosen` bool (probes,).
    """
    truth = _truth(scene, answers)[chosen]
    scores, wrong = answers.scores[chosen], answers.first[chosen] != truth
    own = np.zeros(scores.shape, bool)
    own[np.arange(len(truth)), truth] = True
    return {
        "clips": len(truth),
        **_rate("error", wrong, _speakers(scene)[chosen]),
        "eer": equal_error_rate(scores[own], scores[~own]),
    }


def open_set(scene: Scene, by_half: Sequence[Answers], chosen: np.ndarray) -> Figures:
    """DIR@FAR1 over all halves together and, where the system decides, how often it does so wrongly."""
    scores, right, named, known = [], [], [], []
    for answers in by_half:
        truth, first = _truth(scene, answers)[chosen], answers.first[chosen]
        best = answers.scores[chosen][np.arange(len(first)), first]
        scores.append(np.where(first < 0, -np.inf, best))
        right.append(first == truth)
        known.append(truth >= 0)
        if answers.named is not None:
            named.append(answers.named[chosen])
    score, is_right, is_known = np.concatenate(scores), np.concatenate(right), np.concatenate(known)
    found: Figures = {
        "dir_at_far1": detection_and_identification_rate(
            score[is_known], is_right[is_known], score[~is_known], false_alarm_rate=0.01
        )
    }
    if named:
        is_named, speakers = np.concatenate(named), np.tile(_speakers(scene)[chosen], len(by_half))
        found |= _rate("strangers_named", is_named[~is_known], speakers[~is_known])
        found |= _rate("enrolled_left_unknown", ~is_named[is_known], speakers[is_known])
        found |= _rate("enrolled_misnamed", (is_named & ~is_right)[is_known], speakers[is_known])
    return found


def interval(happened: np.ndarray, speakers: np.ndarray, rounds: int = 2000) -> tuple[float, float]:
    """The 95 % bootstrap interval of the mean of bool (n,) when other speakers had been drawn.

    Whole speakers are drawn with replacement, for the clips of one are alike. Where nothing happened it is (0, 0),
    which says no more than that.
    """
    numbers = np.unique(speakers, return_inverse=True)[1]
    counts, clips = np.bincount(numbers, happened), np.bincount(numbers)
    draws = np.random.default_rng(1).multinomial(len(clips), np.full(len(clips), 1 / len(clips)), rounds)
    low, high = np.quantile((draws @ counts) / (draws @ clips), [0.025, 0.975])
    return float(low), float(high)


def _rate(name: str, happened: np.ndarray, speakers: np.ndarray) -> Figures:
    return {name: float(happened.mean()), f"{name}_interval": list(interval(happened, speakers))}


def _truth(scene: Scene, answers: Answers) -> np.ndarray:
    """The column of each probe's speaker, or a number below -1 for a stranger, whom no answer equals."""
    place = {person: number for number, person in enumerate(answers.people)}
    return np.array([place.get(probe.speaker, -2) for probe in scene.probes])


def _speakers(scene: Scene) -> np.ndarray:
    return np.array([probe.speaker for probe in scene.probes])
