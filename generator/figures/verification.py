"""Are this voice and this face one person's? The verification task of the thesis, over all pairs of both."""

from __future__ import annotations

import numpy as np

from generator.figures.intervals import RESAMPLES, Figure, bootstrapped
from sincnet.evaluation.metrics import Det, Rates, crossing


def verification(
    scores: np.ndarray,
    probes: np.ndarray,
    gallery: np.ndarray,
    probe_groups: np.ndarray | None = None,
    gallery_groups: np.ndarray | None = None,
    resamples: int = RESAMPLES,
) -> dict[str, Figure]:
    """ "auc" and "eer" of `scores` (p, g), higher is likelier; `probes` (p,) and `gallery` (g,) are whose they are.

    With groups (p,) and (g,), such as sexes, only pairs inside a group count. n counts probes. NaN where pairs of one
    kind are missing.
    """
    own = probes[:, None] == gallery[None]
    counted = np.ones_like(own)
    if probe_groups is not None and gallery_groups is not None:
        counted = own | (probe_groups[:, None] == gallery_groups[None])
    probe, face = np.nonzero(counted)
    det = Det(scores[probe, face], own[probe, face])

    def figure(of: str) -> Figure:
        def statistic(weights: np.ndarray) -> float:
            rates = det.rates(weights[probe])
            if not np.isfinite(np.concatenate(rates)).all():
                return float("nan")
            return area(rates) if of == "auc" else crossing(rates)

        return bootstrapped(statistic, probes, resamples)

    return {of: figure(of) for of in ("auc", "eer")}


def area(rates: Rates) -> float:
    """The area under the receiver's curve, from a curve of `Det.rates`: a right pair scores higher than a wrong one."""
    false_alarms, misses = rates
    return float(np.trapezoid(1 - misses, false_alarms))
