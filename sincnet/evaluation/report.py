"""One HTML file that holds everything: figures, plots in light and dark, what each means and how it was measured."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, StrictUndefined

from sincnet.corpora.dataset import Speaker
from sincnet.evaluation import plots
from sincnet.evaluation.closed_set import ClosedSet
from sincnet.evaluation.figures import EVERYBODY, GROUPS, Decisions, length_name
from sincnet.evaluation.glossary import FIGURES, HEADLINES, VERIFICATION
from sincnet.evaluation.metrics import Rates

TEMPLATE = Path(__file__).with_name("report.html")
MOST_CONFUSIONS, MOST_LEFT_OUT = 10, 50


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """All that a report tells of: `figures` as `sincnet.evaluation.figures.figures` gives them, `facts` on how they
    were measured as (term, text), recordings `left_out` as (name, reason), and the trial list's figures and curves."""

    title: str
    subtitle: str
    speakers: Sequence[Speaker]
    decisions: dict[float | None, Decisions]
    figures: dict[str, dict[str, dict[str, Any]]]
    facts: Sequence[tuple[str, str]]
    left_out: Sequence[tuple[str, str]] = ()
    trials: dict[str, Any] | None = None
    trial_rates: dict[str, Rates] = field(default_factory=dict)


def drawn(evaluation: Evaluation, scheme: plots.Scheme) -> dict[str, bytes]:
    """The plots by name, as PNG."""
    decided = {length_name(length): one for length, one in evaluation.decisions.items()}
    closed = {name: one.closed for name, one in decided.items()}
    once = np.ones(len(evaluation.speakers))
    equal_errors = {name: evaluation.figures[name][EVERYBODY]["eer"] for name in decided}
    whole = closed[length_name(None)]
    names = [evaluation.speakers[number].id for number in whole.speakers]
    made = {
        "det": plots.det({name: one.rates(once, once) for name, one in closed.items()}, scheme),
        "calibration": plots.calibration({name: one.opened for name, one in decided.items()}, scheme),
        "scores": plots.scores(closed, equal_errors, scheme),
        "confusion": plots.confusion(whole, names, scheme),
    }
    return made | ({"trials": plots.det(evaluation.trial_rates, scheme)} if evaluation.trial_rates else {})


def html(evaluation: Evaluation, light: dict[str, bytes], dark: dict[str, bytes]) -> str:
    """The report, with the plots of both schemes."""
    groups = [name for name in GROUPS if any(name in by_group for by_group in evaluation.figures.values())]
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        title=evaluation.title,
        subtitle=evaluation.subtitle,
        headlines=HEADLINES,
        overall=evaluation.figures[length_name(None)][EVERYBODY],
        lengths=list(evaluation.figures),
        groups=groups,
        rows=FIGURES,
        figures=evaluation.figures,
        plots={name: {"light": _inlined(light[name]), "dark": _inlined(dark[name])} for name in light},
        confusions=confusions(evaluation.decisions[None].closed, evaluation.speakers),
        trials=evaluation.trials,
        verification=VERIFICATION,
        facts=evaluation.facts,
        left_out=evaluation.left_out,
        most_left_out=MOST_LEFT_OUT,
    )


def confusions(closed: ClosedSet, speakers: Sequence[Speaker]) -> list[dict[str, Any]]:
    """The pairs most often confused: who was taken for whom, how many times of how many utterances."""
    counts = np.zeros((len(closed.speakers),) * 2, int)
    np.add.at(counts, (closed.truths, closed.choices), 1)
    totals = counts.sum(axis=1)
    np.fill_diagonal(counts, 0)
    names = [speakers[number].id for number in closed.speakers]
    order = np.argsort(-counts, axis=None, kind="stable")[:MOST_CONFUSIONS]
    return [
        {"speaker": names[truth], "taken_for": names[choice], "times": counts[truth, choice], "of": totals[truth]}
        for truth, choice in zip(*np.unravel_index(order, counts.shape), strict=True)
        if counts[truth, choice]
    ]


def _inlined(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode()}"
