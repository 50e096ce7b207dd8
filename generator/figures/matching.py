"""Which face belongs to this voice? Among two, among N, and in the first K of a gallery (Nagrani et al., CVPR 2018).

Not a sample of galleries is drawn: of every probe it is counted how many wrong faces would beat the true one, and how
likely a gallery of the size in question then is to hold so few of them; that is the mean over all galleries. Equal
scores are half won.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

from generator.figures.intervals import RESAMPLES, Figure, mean_of


def recall_at(
    k: int,
    size: int,
    scores: np.ndarray,
    probes: np.ndarray,
    gallery: np.ndarray,
    probe_groups: np.ndarray | None = None,
    gallery_groups: np.ndarray | None = None,
    resamples: int = RESAMPLES,
) -> Figure:
    """R@`k` of `size`: how often the true face is among the first `k` of a gallery of `size` faces.

    `scores` (p, g), higher is likelier, of voices whose speakers are `probes` (p,) and faces of `gallery` (g,); the
    other faces of the probe's own speaker are in no gallery. With groups (p,) and (g,), such as sexes, wrong faces are
    of the probe's group only. n counts probes that have a face and enough wrong ones for such a gallery.
    """
    if not 1 <= k <= size:
        raise ValueError(f"the first {k} of {size} faces cannot be looked at")
    own = probes[:, None] == gallery[None]  # (p, g)
    wrong = ~own
    if probe_groups is not None and gallery_groups is not None:
        wrong &= probe_groups[:, None] == gallery_groups[None]
    values = np.full(len(probes), np.nan)
    for probe in range(len(probes)):
        truths, others = scores[probe, own[probe]], scores[probe, wrong[probe]]
        if not len(truths) or len(others) < size - 1:
            continue
        better = (others[None] > truths[:, None]).sum(1)  # (truths,)
        equal = (others[None] == truths[:, None]).sum(1)
        least = _at_most(k - 1, len(others), better, size - 1)
        most = _at_most(k - 1, len(others), better + equal, size - 1)
        values[probe] = np.mean((least + most) / 2)
    return mean_of(values, probes, resamples)


def matching(
    ways: int,
    scores: np.ndarray,
    probes: np.ndarray,
    gallery: np.ndarray,
    probe_groups: np.ndarray | None = None,
    gallery_groups: np.ndarray | None = None,
    resamples: int = RESAMPLES,
) -> Figure:
    """1:`ways` matching: how often the true face is chosen among `ways`; the arguments of `recall_at`."""
    return recall_at(1, ways, scores, probes, gallery, probe_groups, gallery_groups, resamples)


def _at_most(hits: int, others: int, better: np.ndarray, drawn: int) -> np.ndarray:
    """How likely at most `hits` of `better` (n,) are among `drawn` of `others`: the hypergeometric distribution, (n,).

    SciPy's own sums one tail at a time, which takes minutes for a corpus.
    """
    found = np.zeros(len(better))
    for number in range(min(hits, drawn) + 1):
        worse = others - better
        possible = (number <= better) & (drawn - number <= worse)
        b, w = better[possible], worse[possible]
        log = _log_choices(b, number) + _log_choices(w, drawn - number) - _log_choices(np.array(others), drawn)
        found[possible] += np.exp(log)
    return np.minimum(found, 1.0)


def _log_choices(of: np.ndarray, chosen: int) -> np.ndarray:
    return gammaln(of + 1) - gammaln(chosen + 1) - gammaln(of - chosen + 1)
