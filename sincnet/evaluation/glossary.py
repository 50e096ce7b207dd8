"""What each figure is called, how it is written and what it means in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of `sincnet.evaluation.figures`; a `rate` is written in per cent."""

    key: str
    title: str
    meaning: str
    rate: bool = True
    more_is_better: bool = False

    def text(self, value: float | None) -> str:
        if value is None:
            return "–"
        return f"{100 * value:.1f} %" if self.rate else f"{value:.3f}"

    def interval(self, entry: Mapping[str, Any]) -> str:
        """Of an entry of `figures`; empty where none was made."""
        edges = entry.get("ci95", {}).get(self.key)
        if edges is None:
            return ""
        low, high = edges
        return f"{100 * low:.1f} – {100 * high:.1f}" if self.rate else f"{low:.3f} – {high:.3f}"


def _detected(rate: int) -> Figure:
    return Figure(
        f"dir_at_far{rate}",
        f"DIR@FAR {rate} %",
        "Half of the people enrolled: how many of their utterances are named rightly, at the threshold where "
        f"{rate} % of the others' would be named.",
        more_is_better=True,
    )


FIGURES = (
    Figure("error", "Error", "Everybody enrolled: how many utterances the vote of their windows gives to another."),
    Figure("window_error", "Error per window", "The same for single windows, without a vote."),
    Figure("error_by_score", "Error by score", "The same for utterances, by the highest score instead of the vote."),
    Figure("eer", "EER", "Checking a claimed name: the rate at which impostors let in equal speakers refused."),
    Figure(
        "min_dcf_0.01",
        "minDCF 0.01",
        "Checking a claimed name, one claim in 100 being true: the lowest cost of both errors; 1 is refusing all.",
        rate=False,
    ),
    Figure("min_dcf_0.05", "minDCF 0.05", "The same, five claims in 100 being true.", rate=False),
    *map(_detected, (1, 5, 10)),
    Figure("strangers_named", "Strangers named", "Half enrolled, the app decides: how many of the others get a name."),
    Figure("enrolled_left_unknown", "Enrolled left unknown", "The same: how many of the enrolled get no name."),
    Figure("enrolled_misnamed", "Enrolled misnamed", "The same: how many of the enrolled get another's name."),
    Figure(
        "calibration_error",
        "Calibration error",
        "How far, on average, the app's confidence is from the share of answers that are right.",
    ),
)
BY_KEY = {figure.key: figure for figure in FIGURES}
HEADLINES = tuple(BY_KEY[key] for key in ("error", "eer", "dir_at_far1", "calibration_error"))
VERIFICATION = tuple(BY_KEY[key] for key in ("eer", "min_dcf_0.01", "min_dcf_0.05"))


def table(columns: Mapping[str, Mapping[str, Any]]) -> str:
    """All figures for the terminal: entries of `sincnet.evaluation.figures`, each a column under its name."""
    cells = {
        name: [f"{figure.text(entry[figure.key])} {_bracketed(figure.interval(entry))}".strip() for figure in FIGURES]
        for name, entry in columns.items()
    }
    widths = {name: max(map(len, (name, *column))) + 3 for name, column in cells.items()}
    lines = ["".join([f"{'':24}", *(f"{name:>{widths[name]}}" for name in cells)])]
    for row, figure in enumerate(FIGURES):
        lines.append("".join([f"{figure.title:24}", *(f"{cells[name][row]:>{widths[name]}}" for name in cells)]))
    return "\n".join(lines)


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""
