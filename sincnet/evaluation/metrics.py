"""The field's figures for deciding who speaks, from scores and labels.

Every figure takes weights, so that one of a bootstrap's resamples is another weighting of what was scored once.
"""

from __future__ import annotations

import numpy as np

Rates = tuple[np.ndarray, np.ndarray]


class Det:
    """The detection error trade-off of scored pairs (Martin et al., Eurospeech 1997).

    `scores` (pairs,) and `own` bool (pairs,), whether both sides are the same speaker. Sorted once: scikit-learn's
    curves would sort anew for every resample.
    """

    def __init__(self, scores: np.ndarray, own: np.ndarray) -> None:
        self._order = np.argsort(-scores, kind="stable")
        self._own = own[self._order]
        # A threshold lies behind the last of equal scores.
        self._ends = np.append(np.flatnonzero(np.diff(scores[self._order])), len(scores) - 1)

    @classmethod
    def of(cls, targets: np.ndarray, impostors: np.ndarray) -> Det:
        """From scores (n,) and (m,)."""
        own = np.arange(len(targets) + len(impostors)) < len(targets)
        return cls(np.concatenate([targets, impostors]), own)

    def rates(self, weights: np.ndarray | None = None) -> Rates:
        """False alarms and misses (thresholds + 1,), from nobody accepted to everybody; NaN where one kind is missing.

        `weights` (pairs,) counts each pair so many times.
        """
        weights = np.ones(len(self._own)) if weights is None else weights[self._order]
        hits = np.cumsum(weights * self._own)[self._ends]
        alarms = np.cumsum(weights * ~self._own)[self._ends]
        false_alarms = np.concatenate([[0.0], alarms]) / (alarms[-1] or np.nan)
        misses = 1 - np.concatenate([[0.0], hits]) / (hits[-1] or np.nan)
        return false_alarms, misses


def crossing(rates: Rates) -> float:
    """The equal error rate of a curve of `Det.rates`; linear between its points."""
    false_alarms, misses = rates
    difference = misses - false_alarms  # falls from 1 to -1
    after = int(np.argmax(difference <= 0))
    before = after - 1
    share = difference[before] / (difference[before] - difference[after])
    return float(false_alarms[before] + share * (false_alarms[after] - false_alarms[before]))


def least_cost(rates: Rates, p_target: float) -> float:
    """The minimum of the detection cost along a curve, with costs of 1 for a miss and for a false alarm.

    Normalised: 1 is what accepting or refusing everybody costs, as in the evaluations of NIST.
    """
    false_alarms, misses = rates
    cost = p_target * misses + (1 - p_target) * false_alarms
    return float(cost.min() / min(p_target, 1 - p_target))


def equal_error_rate(targets: np.ndarray, impostors: np.ndarray) -> float:
    """The rate at which misses and false alarms are equal, from scores (n,) and (m,)."""
    return crossing(Det.of(targets, impostors).rates())


def min_dcf(targets: np.ndarray, impostors: np.ndarray, p_target: float) -> float:
    """The normalised minimum detection cost at a prior of `p_target`, from scores (n,) and (m,)."""
    return least_cost(Det.of(targets, impostors).rates(), p_target)


def detection_and_identification_rate(
    known: np.ndarray,
    right: np.ndarray,
    strangers: np.ndarray,
    false_alarm_rate: float,
    known_weights: np.ndarray | None = None,
    stranger_weights: np.ndarray | None = None,
) -> float:
    """DIR@FAR: the share of enrolled people's probes named rightly where so many strangers' probes would be named.

    `known` (n,) and `strangers` (m,) are the best scores of each probe, `right` bool (n,) whether the best is the truth
    (Grother and Ngan, open-set identification). NaN where either has no weight.
    """
    weights = np.ones(len(strangers)) if stranger_weights is None else stranger_weights
    if not weights.sum():
        return float("nan")
    order = np.argsort(strangers)[::-1]
    passed = np.cumsum(weights[order]) <= false_alarm_rate * weights.sum() + 1e-9
    # The highest score that may not pass; with everybody allowed, none.
    stopped = strangers[order][~passed]
    threshold = stopped[0] if len(stopped) else -np.inf
    return mean(right & (known > threshold), np.ones(len(known)) if known_weights is None else known_weights)


def calibration_error(
    confidences: np.ndarray, right: np.ndarray, weights: np.ndarray | None = None, bins: int = 10
) -> float:
    """Expected calibration error: mean distance of confidence and accuracy over `bins` of equal width (Guo 2017)."""
    weights = np.ones(len(confidences)) if weights is None else weights
    if not weights.sum():
        return float("nan")
    place = np.minimum((confidences * bins).astype(int), bins - 1)
    gaps = np.bincount(place, weights * (confidences - right), bins)
    return float(np.abs(gaps).sum() / weights.sum())


def mean(values: np.ndarray, weights: np.ndarray) -> float:
    """The weighted mean, NaN without any weight."""
    return float(weights @ values / (weights.sum() or np.nan))
