"""The most probable course of speakers through the windows of an utterance (Viterbi), a stranger being one of them.

A window of two voices resembles neither, or a third; as a change has its price, it costs confidence and makes no turn.
People take turns at a breath, so a change is cheaper where it is quiet, and lies where it is quietest.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.cohort import impostors, normalised
from sincnet.enrolled import Enrolled
from sincnet.windows import Span

LEVEL_MS = 10
LEVEL_FRAME = LEVEL_MS * RATE // 1000
SMOOTH_FRAMES = 5
LOUD_PERCENTILE = 80
"""The level that a breath is compared with: that of the vowels."""


@dataclass(frozen=True, slots=True)
class TurnConfig:
    """Fitted by `python -m benchmarks.conversation --tune`; times in ms, costs in nats (natural log-probability).

    Windows of `window_ms` come every `hop_ms`. A window counts for `weight` of its log-probability, since windows
    overlap, and none makes a speaker less probable than `doubt`, since it may have heard two. A change of speakers
    costs `change`, and up to `breath` less the quieter it is there, all of it at `breath_db` below the vowels. The
    change lies where it is quietest within `reach_ms` of words, what is between them (`word_db` below the vowels) not
    counted up to `pause_ms`; farthest away is as good as near if quieter by `reach_db`.
    """

    window_ms: int = 1000
    hop_ms: int = 250
    weight: float = 0.4
    doubt: float = 0.003
    change: float = 6.0
    breath: float = 4.0
    breath_db: float = 30.0
    breath_ms: int = 150
    reach_ms: int = 400
    reach_db: float = 12.0
    word_db: float = 15.0
    pause_ms: int = 1200


FITTED = TurnConfig()


def evidence(
    d_vectors: np.ndarray, seconds: float, enrolled: Enrolled, weights: Weights, stranger_prior: float = 0.5
) -> np.ndarray:
    """How probable each person is by each window alone: unit d-vectors (windows, d) of `seconds` to log-probabilities
    (windows, people + 1), the last being a stranger's."""
    cosines = d_vectors @ enrolled.rows.T
    scores = normalised(cosines, enrolled.impostors, impostors(d_vectors, weights.cohort)[:, None])
    votes = np.eye(len(enrolled.people))[cosines.argmax(axis=1)]
    lengths = np.full(len(d_vectors), seconds)
    return weights.calibration.log_probabilities(
        scores, votes, lengths, np.ones(scores.shape, bool), enrolled.gallery_size, stranger_prior
    )


def agree(log_probabilities: np.ndarray) -> bool:
    """Whether all windows (windows, people + 1) take the same one for the speaker."""
    return len(np.unique(log_probabilities.argmax(axis=1))) < 2


def scan(span: Span, longest: int, config: TurnConfig) -> list[Span]:
    """The windows of the second look at `span`, no longer than `longest`, what the network was made for."""
    start, stop = span
    window = min(config.window_ms * RATE // 1000, longest, stop - start)
    return [(at, at + window) for at in range(start, stop - window + 1, config.hop_ms * RATE // 1000)]


def changes(
    samples: np.ndarray, windows: list[Span], log_probabilities: np.ndarray, shortest: int, config: TurnConfig
) -> list[int]:
    """Where one speaker follows another in an utterance, float32 (n,): sample positions, in time order.

    `log_probabilities` (windows, people + 1) are those of the `windows` of `scan`. No turn is shorter than `shortest`.
    """
    speakers = np.unique(log_probabilities.argmax(axis=1))
    scores = config.weight * np.maximum(log_probabilities[:, speakers], np.log(config.doubt))
    levels = _levels_db(samples)
    between = [(one[0] + other[1]) // 2 for one, other in pairwise(windows)]
    path = viterbi(scores, np.array([_price(levels, place, config) for place in between]))
    cuts: list[int] = []
    for place in np.array(between, int)[np.diff(path) != 0].tolist():
        cut = _quietest(levels, place, config)
        if cut - (cuts[-1] if cuts else windows[0][0]) >= shortest and windows[-1][1] - cut >= shortest:
            cuts.append(cut)
    return cuts


def viterbi(scores: np.ndarray, prices: np.ndarray) -> np.ndarray:
    """The best path (steps,) through `scores` (steps, states) when a change of state after step i costs `prices`[i]."""
    steps, states = scores.shape
    total, stay = scores[0].copy(), np.arange(states)
    came_from = np.empty((steps, states), int)
    for step in range(1, steps):
        best = int(total.argmax())
        changed = total[best] - prices[step - 1]
        came_from[step] = np.where(total >= changed, stay, best)
        total = np.maximum(total, changed) + scores[step]
    path = [int(total.argmax())]
    for step in range(steps - 1, 0, -1):
        path.append(int(came_from[step, path[-1]]))
    return np.array(path[::-1])


def _levels_db(samples: np.ndarray) -> np.ndarray:
    """Of every 10 ms, taken together with its neighbours."""
    count = len(samples) // LEVEL_FRAME
    energy = np.square(samples[: count * LEVEL_FRAME].reshape(count, LEVEL_FRAME), dtype=np.float64).mean(axis=1)
    return 10 * np.log10(np.convolve(energy, np.full(SMOOTH_FRAMES, 1 / SMOOTH_FRAMES), "same") + 1e-10)


def _price(levels: np.ndarray, place: int, config: TurnConfig) -> float:
    near = levels[_around(place, config.breath_ms)]
    depth = np.percentile(levels, LOUD_PERCENTILE) - near.min()
    return config.change - config.breath * float(np.clip(depth / config.breath_db, 0, 1))


def _quietest(levels: np.ndarray, place: int, config: TurnConfig) -> int:
    """Near in words, not in time: however long a breath is, its quietest moment is as near as its edge."""
    words = np.cumsum(levels > np.percentile(levels, LOUD_PERCENTILE) - config.word_db)
    frames = np.arange(len(levels))[_around(place, config.pause_ms)]
    away = np.abs(words[frames] - words[min(place // LEVEL_FRAME, len(words) - 1)]) * LEVEL_MS / config.reach_ms
    near = away <= 1
    return int(frames[near][(levels[frames] + config.reach_db * np.square(away))[near].argmin()]) * LEVEL_FRAME


def _around(place: int, reach_ms: int) -> slice:
    middle, reach = place // LEVEL_FRAME, reach_ms * RATE // 1000 // LEVEL_FRAME
    return slice(max(0, middle - reach), middle + reach + 1)
