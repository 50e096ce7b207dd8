"""The field's figures for deciding who speaks, from scores and labels."""

from __future__ import annotations

import numpy as np
from sklearn.metrics import roc_curve


def equal_error_rate(targets: np.ndarray, impostors: np.ndarray) -> float:
    """The rate at which misses and false alarms are equal, from scores (n,) and (m,); linear between the points."""
    labels = np.concatenate([np.ones(len(targets)), np.zeros(len(impostors))])
    false_alarms, hits, _ = roc_curve(labels, np.concatenate([targets, impostors]), drop_intermediate=False)
    difference = (1 - hits) - false_alarms  # falls from 1 to -1
    after = int(np.argmax(difference <= 0))
    before = after - 1
    share = difference[before] / (difference[before] - difference[after])
    return float(false_alarms[before] + share * (false_alarms[after] - false_alarms[before]))


def detection_and_identification_rate(
    known: np.ndarray, right: np.ndarray, strangers: np.ndarray, false_alarm_rate: float
) -> float:
    """DIR@FAR: the share of enrolled people's probes named rightly where so many strangers' probes would be named.

    `known` (n,) and `strangers` (m,) are the best scores of each probe, `right` bool (n,) whether the best is the truth
    (Grother and Ngan, open-set identification).
    """
    threshold = np.quantile(strangers, 1 - false_alarm_rate, method="higher")
    return float(np.mean(right & (known > threshold)))


def calibration_error(confidences: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: mean distance of confidence and accuracy over `bins` of equal width (Guo 2017)."""
    place = np.minimum((confidences * bins).astype(int), bins - 1)
    gaps = [
        np.sum(place == b) * abs(confidences[place == b].mean() - right[place == b].mean())
        for b in range(bins)
        if np.any(place == b)
    ]
    return float(np.sum(gaps) / len(confidences))
