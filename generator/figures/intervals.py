"""What every figure is: a value, what it is of, and where it may lie.

Intervals are percentiles of a bootstrap (Efron 1979) over speakers: people differ more than the clips of one person do,
so whole speakers are drawn, with all their clips. Who they are compared with stays the same in every draw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

RESAMPLES = 1000
SEED = 0
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """`value`, NaN where there is nothing to measure it on; of `n` probes of so many `speakers`; the 95 % interval is
    `low` to `high`, None where fewer than two speakers give none. `wilson` is the interval of a share whose probes are
    all other people's, which holds for single shares near 0 and 1 too, where a bootstrap cannot move."""

    value: float
    n: int
    speakers: int
    low: float | None = None
    high: float | None = None
    wilson: tuple[float, float] | None = None


def draws(speakers: int, resamples: int) -> np.ndarray:
    """How often each speaker is in each resample: (resamples, speakers) whole numbers that sum to `speakers`."""
    rng = np.random.default_rng(SEED)
    return rng.multinomial(speakers, np.full(speakers, 1 / speakers), size=resamples).astype(float)


def bootstrapped(statistic: Callable[[np.ndarray], float], speakers: np.ndarray, resamples: int = RESAMPLES) -> Figure:
    """A figure from a `statistic` of weights (n,) of probes whose `speakers` (n,) are names or numbers."""
    names, which = np.unique(speakers, return_inverse=True)
    value = statistic(np.ones(len(which))) if len(which) else float("nan")
    if len(names) < 2:
        return Figure(value, len(which), len(names))
    drawn = np.array([statistic(counts[which]) for counts in draws(len(names), resamples)])
    return _figure(value, len(which), len(names), drawn)


def mean_of(values: np.ndarray, speakers: np.ndarray, resamples: int = RESAMPLES) -> Figure:
    """The mean of `values` (n,) of probes whose `speakers` (n,) are names or numbers; NaN values are not counted."""
    values = np.asarray(values, float)
    there = np.isfinite(values)
    values, speakers = values[there], np.asarray(speakers)[there]
    names, which = np.unique(speakers, return_inverse=True)
    value = float(values.mean()) if len(values) else float("nan")
    if len(names) < 2:
        return Figure(value, len(values), len(names))
    counts = draws(len(names), resamples)
    sums, sizes = np.bincount(which, values), np.bincount(which)  # (speakers,)
    return _figure(value, len(values), len(names), (counts @ sums) / (counts @ sizes))


def share_of(hits: np.ndarray, speakers: np.ndarray, resamples: int = RESAMPLES) -> Figure:
    """The share of `hits`, bool (n,), with Wilson's interval besides."""
    found = mean_of(hits, speakers, resamples)
    interval = wilson(int(np.sum(hits)), len(hits)) if len(hits) else None
    return Figure(found.value, found.n, found.speakers, found.low, found.high, interval)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of `hits` among `n` independent trials (Wilson, JASA 1927).

    SciPy's `binomtest(hits, n).proportion_ci(method="wilson")` is the same, and makes a whole test on the way.
    """
    z2 = ndtri((1 + LEVEL) / 2) ** 2
    share = hits / n
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = np.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    return max(0.0, float(middle - reach)), min(1.0, float(middle + reach))


def _figure(value: float, n: int, speakers: int, drawn: np.ndarray) -> Figure:
    drawn = drawn[np.isfinite(drawn)]
    if not len(drawn):
        return Figure(value, n, speakers)
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Figure(value, n, speakers, float(low), float(high))
