"""As many people as one likes who never lived: vectors that cluster as voices do, for galleries too large to record."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sincnet.changes import Changes
from sincnet.checkpoint import Weights
from sincnet.config import WindowConfig
from sincnet.identifier import Embedder
from sincnet.people import Person
from sincnet.windows import Span

OWN_COSINE = 0.76
"""Of a person's row and another utterance of theirs: the mean over 40 speechocean762 speakers, by weights 0596…."""

WINDOW_COSINE = 0.70
"""Of the row and one window of such an utterance."""

AT_ONCE = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Voices are normal about the training speakers' mean with their covariance, then of unit length; so as many pairs
    of people are alike as the weights find among real ones. What differs from utterance to utterance and window to
    window has the same covariance, which is the hardest way to differ: towards other people. `mean` (d,), `root` (d, d)
    of the covariance, `utterance` and `window` the size of the two differences.
    """

    mean: np.ndarray
    root: np.ndarray
    utterance: float
    window: float

    @classmethod
    def like(cls, cohort: np.ndarray) -> Crowd:
        """As diverse as the unit rows (c, d) of a cohort, and as true to themselves as the cosines above."""
        covariance = np.cov(cohort.T) + 1e-6 * np.eye(cohort.shape[1])
        per_person = float(np.trace(covariance))
        own, window = (1 / cosine**2 - 1 for cosine in (OWN_COSINE, WINDOW_COSINE))
        root = np.linalg.cholesky(covariance).T.astype(np.float32)
        mean = cohort.mean(axis=0)
        return cls(mean, root, (own / per_person) ** 0.5, ((window - own) / per_person) ** 0.5)

    def rows(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Unit rows float32 (count, d)."""
        found = np.empty((count, len(self.mean)), np.float32)
        for start in range(0, count, AT_ONCE):
            some = found[start : start + AT_ONCE]
            rng.standard_normal(out=some, dtype=np.float32)
            some[:] = _unit(self.mean + some @ self.root)
        return found

    def utterance_of(self, row: np.ndarray, windows: int, rng: np.random.Generator) -> np.ndarray:
        """Unit d-vectors float32 (windows, d) of somebody with this row."""
        noise = rng.standard_normal((1 + windows, len(row)), dtype=np.float32) @ self.root
        return _unit(row + self.utterance * noise[0] + self.window * noise[1:])


class Heard(Embedder):
    """An utterance that was embedded before, `d_vectors` (windows, d) of `speech_s`: identifying it takes the rest."""

    def __init__(self, weights: Weights, d_vectors: np.ndarray, speech_s: float) -> None:
        super().__init__(weights)
        self.d_vectors, self.speech_s = d_vectors, speech_s

    def embed(self, samples: np.ndarray, span: Span | None = None) -> tuple[np.ndarray, float]:
        return self.d_vectors, self.speech_s


def utterance_windows(config: WindowConfig, speech_s: float) -> int:
    """How many windows that much speech has."""
    return 1 + max(0, int((speech_s * 1000 - config.window_ms) / config.hop_ms))


def person(number: int) -> Person:
    return Person(f"{number:08d}-synthetic", f"Person {number}", number % 10, "2026-01-01T00:00:00", 1, 20.0, None)


def enrolment(rows: np.ndarray, first: int = 0, *, everything: bool = False) -> Changes:
    """These people being new."""
    numbers = range(first, first + len(rows))
    return Changes(0, everything, [], numbers, [person(number) for number in numbers], rows)


def _unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)
