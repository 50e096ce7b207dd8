"""The plots of a report as PNG, in a light and a dark scheme."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, PowerNorm
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter
from scipy.stats import norm
from sklearn.metrics import confusion_matrix

from sincnet.evaluation.closed_set import ClosedSet
from sincnet.evaluation.metrics import Rates, crossing
from sincnet.evaluation.open_set import OpenSet

DPI = 160
BINS = 10
MOST_LABELS = 60
"""People whose names still fit along a confusion matrix."""

STYLES = ("-", "--", ":", "-.")  # beside colours, for print and for eyes that see few of them
RATES = np.array([0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6])


@dataclass(frozen=True, slots=True)
class Scheme:
    """Colours as #RRGGBB; `series` in the order in which curves are told apart."""

    card: str
    text: str
    faint: str
    series: tuple[str, ...]


LIGHT = Scheme("#FFFFFF", "#2B3040", "#D5DAE4", ("#3D57D9", "#C2600C", "#158A5B", "#801785"))
DARK = Scheme("#171A21", "#C9CFDD", "#333A48", ("#8A9DFF", "#F5A35C", "#3CC98E", "#E08BE4"))


def det(curves: Mapping[str, Rates], scheme: Scheme) -> bytes:
    """Misses over false alarms of each curve, on the axes of normal deviates; the circle is the equal error rate."""
    with _style(scheme):
        figure = Figure((6.4, 5.2), layout="constrained")
        axes = figure.add_subplot()
        low, high = norm.ppf([RATES[0], RATES[-1]])
        for (name, (false_alarms, misses)), colour, style in zip(curves.items(), scheme.series, STYLES, strict=False):
            inside = (false_alarms > 0) & (misses > 0)
            x, y = norm.ppf(false_alarms[inside]), norm.ppf(misses[inside])
            axes.plot(x, y, color=colour, linestyle=style, linewidth=2, label=name, drawstyle="steps-post")
            equal = norm.ppf(crossing((false_alarms, misses)))
            axes.plot(equal, equal, color=colour, marker="o", markersize=8, markerfacecolor=scheme.card)
        axes.plot([low, high], [low, high], color=scheme.faint, linewidth=1, zorder=0)
        ticks = norm.ppf(RATES)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_ticks(ticks, [f"{100 * rate:g}" for rate in RATES])
        axes.set(xlim=(low, high), ylim=(low, high), xlabel="False alarms (%)", ylabel="Misses (%)", aspect="equal")
        axes.legend(loc="upper right")
        return _png(figure)


def calibration(decided: Mapping[str, OpenSet], scheme: Scheme) -> bytes:
    """How often answers of a confidence are right, and how many answers have it."""
    with _style(scheme):
        figure = Figure((6.4, 5.2), layout="constrained")
        axes, below = figure.subplots(2, 1, sharex=True, height_ratios=(4, 1.2))
        axes.plot([0, 1], [0, 1], color=scheme.faint, linewidth=1, zorder=0)
        for (name, opened), colour, style in zip(decided.items(), scheme.series, STYLES, strict=False):
            place = np.minimum((opened.confidences * BINS).astype(int), BINS - 1)
            answers = np.bincount(place, minlength=BINS)
            had = answers > 0
            sure = np.bincount(place, opened.confidences, BINS)[had] / answers[had]
            right = np.bincount(place, opened.right, BINS)[had] / answers[had]
            share = answers / answers.sum()
            axes.plot(sure, right, color=colour, linestyle=style, linewidth=1.4, label=name)
            axes.scatter(sure, right, 12 + 160 * share[had], color=colour, edgecolors=scheme.card, zorder=3)
            below.stairs(share, np.arange(BINS + 1) / BINS, color=colour, linestyle=style, linewidth=1.6)
        axes.set(xlim=(0, 1.02), ylim=(0, 1.04), ylabel="Answers that are right")
        below.set(xlabel="Confidence", ylabel="All answers", yscale="log", ylim=(None, 1.5))
        for one in (axes, below):
            one.yaxis.set_major_formatter(PercentFormatter(1))
        below.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        axes.legend(loc="lower right")
        return _png(figure)


def scores(decided: Mapping[str, ClosedSet], equal_errors: Mapping[str, float], scheme: Scheme) -> bytes:
    """Scores of probes against their own speaker and against others, one panel per length."""
    with _style(scheme):
        figure = Figure((6.4, 1.3 + 1.6 * len(decided)), layout="constrained")
        panels = figure.subplots(len(decided), 1, sharex=True, squeeze=False)[:, 0]
        everything = np.concatenate([closed.scores.ravel() for closed in decided.values()])
        edges = np.linspace(everything.min(), everything.max(), 70)
        for axes, (name, closed) in zip(panels, decided.items(), strict=True):
            for chosen, label, colour in (
                (~closed.own, "somebody else", scheme.series[1]),
                (closed.own, "the speaker", scheme.series[0]),
            ):
                values = closed.scores[chosen]
                axes.hist(values, edges, density=True, color=colour, alpha=0.35)
                axes.hist(values, edges, density=True, color=colour, histtype="step", linewidth=1.6, label=label)
            # As many of the speaker's own scores lie below it as the equal error rate says.
            at = float(np.quantile(closed.scores[closed.own], equal_errors[name]))
            axes.axvline(at, color=scheme.text, linewidth=1, linestyle="--")
            axes.set_title(name, loc="left", fontsize="medium")
            axes.set(yticks=[], xlim=(edges[0], edges[-1]))
            axes.spines["left"].set_visible(False)
        panels[0].legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
        panels[-1].set_xlabel("Score: cosine above what impostors give, in their deviations")
        return _png(figure)


def confusion(closed: ClosedSet, names: Sequence[str], scheme: Scheme) -> bytes:
    """Who was taken for whom, as shares of each speaker's probes; `names` of the people, in their order."""
    with _style(scheme):
        people = len(names)
        shares = confusion_matrix(closed.truths, closed.choices, labels=range(people), normalize="true")
        size = min(max(3.6 + 0.14 * people, 5.2), 11.0)
        figure = Figure((size + 0.9, size), layout="constrained")
        axes = figure.add_subplot()
        colours = LinearSegmentedColormap.from_list("shares", [scheme.card, scheme.series[0]])
        # A root, for rare confusions are what one looks for.
        image = axes.imshow(shares, cmap=colours, norm=PowerNorm(0.5, 0, 1), interpolation="nearest")
        axes.set(xlabel="taken for", ylabel="speaker")
        if people <= MOST_LABELS:
            _name_both(axes, names, size)
        else:
            axes.set(xticks=[], yticks=[])
        axes.grid(visible=False)
        bar = figure.colorbar(image, ax=axes, fraction=0.04, pad=0.02, ticks=[0, 0.02, 0.1, 0.25, 0.5, 1])
        bar.ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        bar.outline.set_visible(False)
        return _png(figure)


def _name_both(axes: Axes, names: Sequence[str], size: float) -> None:
    points = min(9.0, 44 * size / max(len(names), 1))
    short = [name if len(name) <= 16 else f"{name[:15]}…" for name in names]
    axes.set_xticks(range(len(names)), short, rotation=90, fontsize=points)
    axes.set_yticks(range(len(names)), short, fontsize=points)


def _style(scheme: Scheme) -> AbstractContextManager[None]:
    installed = set(font_manager.get_font_names())
    families = [name for name in ("Inter", "Segoe UI", "Helvetica Neue", "DejaVu Sans") if name in installed]
    return rc_context(
        {
            "font.family": families,
            "font.size": 10,
            "text.color": scheme.text,
            "axes.labelcolor": scheme.text,
            "axes.edgecolor": scheme.faint,
            "axes.facecolor": scheme.card,
            "axes.grid": True,
            "axes.axisbelow": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "figure.facecolor": scheme.card,
            "grid.color": scheme.faint,
            "grid.linewidth": 0.6,
            "legend.frameon": False,
            "xtick.color": scheme.faint,
            "ytick.color": scheme.faint,
            "xtick.labelcolor": scheme.text,
            "ytick.labelcolor": scheme.text,
        }
    )


def _png(figure: Figure) -> bytes:
    file = BytesIO()
    with warnings.catch_warnings():
        # A name in a script that no font here has is drawn as boxes, and written in full in the report.
        warnings.filterwarnings("ignore", "Glyph", UserWarning)
        figure.savefig(file, dpi=DPI)
    return file.getvalue()
