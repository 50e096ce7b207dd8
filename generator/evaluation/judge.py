"""Who judges what a drawn face shows: a reader of face features, fitted to drawn people by chance and to no system.

A logistic regression each for man or woman, of adults, and for child or adult. How often it is right on drawn people
whom it never saw stands beside all that it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from generator.evaluation.pictures import Seen
from generator.figures.agreement import agreement, balanced_agreement
from generator.figures.intervals import Figure
from generator.training.sitters import GROWN, Sitter
from generator.traits.fit import CHILD_BELOW

UNKNOWN = -1
INVERSE_REGULARISATION = 0.1
"""Of features scaled to a variance of 1. Chosen on the strangers of `generator.training.crowd`, not used here."""


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """`figures` are its own, on drawn people whom it never saw."""

    sex: Any
    age: Any
    figures: dict[str, Figure]

    @classmethod
    def fitted(cls, seen: Seen, strangers: Seen) -> Judge:
        """To the people `seen`, and measured on `strangers`. Raises ValueError where a class is missing."""
        judge = cls(_reader(seen.features, _men(seen)), _reader(seen.features, _grown(seen)), {})
        judge.figures["sex"] = agreement(judge.man(strangers.features), _men(strangers), strangers.who)
        judge.figures["grown"] = balanced_agreement(judge.grown(strangers.features), _grown(strangers), strangers.who)
        return judge

    def man(self, features: np.ndarray) -> np.ndarray:
        """Whether faces of features (n, d) are men's, 0 or 1: int64 (n,)."""
        return np.asarray(self.sex.predict(features))

    def grown(self, features: np.ndarray) -> np.ndarray:
        """Whether they are adults', 0 or 1: int64 (n,)."""
        return np.asarray(self.age.predict(features))


def _reader(features: np.ndarray, true: np.ndarray) -> Any:
    known = true != UNKNOWN
    logistic = LogisticRegression(C=INVERSE_REGULARISATION, class_weight="balanced", max_iter=2000)
    return make_pipeline(StandardScaler(), logistic).fit(features[known], true[known])


def _men(seen: Seen) -> np.ndarray:
    return seen.of_sitters(lambda sitter: int(sitter.male > 0.5) if sitter.age >= GROWN else UNKNOWN)


def _grown(seen: Seen) -> np.ndarray:
    def grown(sitter: Sitter) -> int:
        return 0 if sitter.age < CHILD_BELOW else 1 if sitter.age >= GROWN else UNKNOWN

    return seen.of_sitters(grown)
