"""All figures of the protocol: by length of the probe, by sex and by age group, each with its 95 % interval.

Intervals are percentiles of a bootstrap (Efron 1979) over speakers: people differ more than the
clips of one person do, so whole speakers are drawn, with all their probes and as those that others are compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sincnet.corpora.dataset import Speaker
from sincnet.evaluation.closed_set import ClosedSet
from sincnet.evaluation.open_set import Judges, OpenSet
from sincnet.evaluation.protocol import LENGTHS_S, HeldOut
from sincnet.events import WhoSpeaksError
from sincnet.progress import Progress, unseen

EVERYBODY = "everybody"
GROUPS: dict[str, Callable[[Speaker], bool]] = {
    EVERYBODY: lambda _: True,
    "female": lambda speaker: speaker.sex == "f",
    "male": lambda speaker: speaker.sex == "m",
    "under 16": lambda speaker: speaker.age is not None and speaker.age < 16,
    "16 and over": lambda speaker: speaker.age is not None and speaker.age >= 16,
}
SEED = 0


def length_name(length: float | None) -> str:
    return "whole" if length is None else f"{length:g} s"


@dataclass(frozen=True, slots=True, eq=False)
class Decisions:
    """Everything that was decided about probes of one length."""

    closed: ClosedSet
    opened: OpenSet

    def figures(self, chosen: np.ndarray, people: np.ndarray) -> dict[str, float]:
        return {**self.closed.figures(chosen, people), **self.opened.figures(chosen, people)}


def decide(held_out: HeldOut, judges: Judges) -> dict[float | None, Decisions]:
    """The decisions by length of the probe.

    Raises `WhoSpeaksError` where fewer than two people can be enrolled: there would be nobody to be confused with.
    """
    if len(held_out.enrolment) < 2:
        raise WhoSpeaksError(
            f"Of these speakers {len(held_out.enrolment) or 'none'} can be enrolled, and two are the least that can be "
            "told apart: each needs recordings of enough speech to enrol from and one more to test with. Give more "
            "recordings, or ask for fewer seconds with --enrol."
        )
    found: dict[float | None, Decisions] = {}
    for length in LENGTHS_S:
        if any(probe.speaker in held_out.enrolment for probe in held_out.probes[length]):
            found[length] = Decisions(ClosedSet(held_out, length), OpenSet(held_out, length, judges))
    if None not in found:
        raise WhoSpeaksError("No recording is left to test with; each person needs one with half a second of speech.")
    return found


def figures(
    decisions: dict[float | None, Decisions],
    speakers: Sequence[Speaker],
    resamples: int = 0,
    progress: Progress = unseen,
) -> dict[str, dict[str, dict[str, Any]]]:
    """By length, then by group: counts, figures and, with `resamples`, `ci95` with [low, high] of each figure.

    A group's probes are compared with everybody enrolled, at everybody's threshold. A group nobody is in is missing, an
    interval that a single speaker cannot give is None.
    """
    masks = {name: np.array([belongs(s) for s in speakers], float) for name, belongs in GROUPS.items()}
    once = np.ones(len(speakers))
    draws: dict[tuple[float | None, str], list[list[float]]] = {
        (length, group): []
        for length, decided in decisions.items()
        for group, mask in masks.items()
        if mask[decided.closed.speakers[decided.closed.truths]].any()
    }
    enrollable = np.isin(np.arange(len(speakers)), decisions[None].closed.speakers)
    for counts in progress(_drawn(enrollable, resamples), total=resamples, unit="resample"):
        for (length, group), drawn in draws.items():
            drawn.append(list(decisions[length].figures(counts * masks[group], counts).values()))
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for (length, group), drawn in draws.items():
        values = decisions[length].figures(masks[group], once)
        counted = _counts(decisions[length], masks[group])
        entry: dict[str, Any] = {**counted, **_rounded(values)}
        if resamples:
            entry["ci95"] = dict(zip(values, _intervals(np.array(drawn), counted["speakers"]), strict=True))
        found.setdefault(length_name(length), {})[group] = entry
    return found


def _drawn(enrollable: np.ndarray, resamples: int) -> list[np.ndarray]:
    """How often each speaker is in each resample; as many of the enrolled as there are, and of the strangers."""
    rng = np.random.default_rng(SEED)
    drawn = np.zeros((resamples, len(enrollable)))
    for part in (np.flatnonzero(enrollable), np.flatnonzero(~enrollable)):
        if len(part):
            drawn[:, part] = rng.multinomial(len(part), np.full(len(part), 1 / len(part)), size=resamples)
    return list(drawn)


def _counts(decided: Decisions, mask: np.ndarray) -> dict[str, int]:
    closed = decided.closed
    probed = mask[closed.speakers[closed.truths]] > 0
    return {
        "speakers": len(np.unique(closed.truths[probed])),
        "probes": int(probed.sum()),
        "windows": int(closed.windows[probed].sum()),
    }


def _rounded(values: dict[str, float]) -> dict[str, float | None]:
    """Figures that cannot be had (strangers of a group that has none) are None, which JSON knows."""
    return {name: round(value, 4) if np.isfinite(value) else None for name, value in values.items()}


def _intervals(drawn: np.ndarray, speakers: int) -> list[list[float] | None]:
    """[low, high] of each figure, from (resamples, figures); None where fewer than two speakers could be drawn."""
    found: list[list[float] | None] = []
    for values in drawn.T:
        had = values[np.isfinite(values)]
        enough = speakers > 1 and len(had) > 0
        found.append([round(float(edge), 4) for edge in np.quantile(had, [0.025, 0.975])] if enough else None)
    return found
