"""Does the face show what the voice's owner is: sex, age group, and which of the training people?"""

from __future__ import annotations

import numpy as np

from generator.figures.intervals import RESAMPLES, Figure, bootstrapped, share_of


def agreement(said: np.ndarray, true: np.ndarray, speakers: np.ndarray, resamples: int = RESAMPLES) -> Figure:
    """How often `said` (n,) is what is `true` (n,); probes whose truth is not known ("" or negative) are left out."""
    known = _known(true)
    return share_of(said[known] == true[known], speakers[known], resamples)


def balanced_agreement(said: np.ndarray, true: np.ndarray, speakers: np.ndarray, resamples: int = RESAMPLES) -> Figure:
    """As `agreement`, the mean over the true classes, so that a rare one counts as much as a frequent one."""
    known = _known(true)
    said, true, speakers = said[known], true[known], speakers[known]
    classes = np.unique(true)

    def statistic(weights: np.ndarray) -> float:
        shares = []
        for one in classes:
            mine = weights * (true == one)
            shares.append(mine @ (said == true) / mine.sum() if mine.sum() else np.nan)
        return float(np.mean(shares)) if shares else float("nan")

    return bootstrapped(statistic, speakers, resamples)


def top(k: int, scores: np.ndarray, labels: np.ndarray, speakers: np.ndarray, resamples: int = RESAMPLES) -> Figure:
    """Top-`k` identity: how often the true class is among the `k` best of `scores` (n, classes); `labels` int (n,).

    Classes that score the same as the true one count as better: nobody is recognised by a constant.
    """
    true = scores[np.arange(len(labels)), labels][:, None]
    rivals = (scores >= true).sum(1) - 1
    return share_of(rivals < k, speakers, resamples)


def _known(true: np.ndarray) -> np.ndarray:
    return true != "" if true.dtype.kind in "US" else true >= 0
