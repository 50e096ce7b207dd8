"""From scores to probabilities: who it was, with a place for strangers.

Cosines of two voices mean different things for different people and clip lengths. So a person's score is the cosine
normalised against a cohort of training speakers, and the probability of each enrolled person, and of a stranger, is a
multinomial logistic of score, vote share and length, fitted on speakers that the network never heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from sincnet.strictness import threshold

SHORTEST_S = 0.3


@dataclass(frozen=True, slots=True)
class Trial:
    """One labelled probe: `scores` and `votes` of the enrolled (people,), the index the vote chose, seconds of speech,
    and the true index, None for a stranger."""

    scores: np.ndarray
    votes: np.ndarray
    winner: int
    speech_s: float
    truth: int | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted numbers, kept in the model's card.

    logit of person i: (`score` + `score_length`·log s)·score_i + `vote`·votes_i + `person_length`·log s - log(people)
    where s is the seconds of speech and `people` counts everybody enrolled, each being as likely as the next before a
    word is heard; the stranger's logit is `stranger`. The vote's choice is named where somebody enrolled, whoever it
    be, is at least as probable as `threshold`: two people who are hard to tell apart are not strangers for that. But it
    is never named where a stranger is more probable than it.
    """

    score: float
    score_length: float
    vote: float
    person_length: float
    stranger: float
    threshold: float

    def probabilities(
        self,
        scores: np.ndarray,
        votes: np.ndarray,
        speech_s: float,
        gallery_size: int | None = None,
        stranger_prior: float = 0.5,
    ) -> tuple[np.ndarray, float]:
        """Of every person in `scores` (people,), float64 (people,), and of a stranger; together they are 1.

        `gallery_size` says how many are enrolled where `scores` has only the nearest of them. The prior stays one in
        `gallery_size`: the best of a million strangers' scores is high by chance, whether all are looked at or only the
        best. Whoever is not in `scores` counts as impossible, which errs towards the stranger. `stranger_prior` is how
        probable a stranger was before a word was heard.
        """
        present = np.ones(len(scores), bool)
        *people, stranger = np.exp(
            self.log_probabilities(scores, votes, speech_s, present, gallery_size, stranger_prior)
        )
        return np.array(people), float(stranger)

    def log_probabilities(
        self,
        scores: np.ndarray,
        votes: np.ndarray,
        speech_s: np.ndarray | float,
        present: np.ndarray,
        gallery_size: int | None = None,
        stranger_prior: float = 0.5,
    ) -> np.ndarray:
        """Of many trials at once: (trials…, people) and (trials…,) to (trials…, people + 1), the stranger last.

        `present` bool (trials…, people) marks the enrolled where galleries are of different sizes.
        """
        length = np.log(np.maximum(speech_s, SHORTEST_S))[..., None]
        enrolled = present.sum(axis=-1, keepdims=True) if gallery_size is None else gallery_size
        people = (
            (self.score + self.score_length * length) * scores
            + self.vote * votes
            + self.person_length * length
            - np.log(np.maximum(enrolled, 1))
        )
        people = np.where(present, people, -np.inf)
        stranger = self.stranger + np.log(stranger_prior / (1 - stranger_prior))
        logits = np.concatenate([people, np.full_like(length, stranger)], axis=-1)
        return logits - logsumexp(logits, axis=-1, keepdims=True)

    def names(self, chosen: float, stranger: float, strictness: float = 0.0) -> bool:
        """Whether the vote's choice is named, given its probability and a stranger's; `strictness` in [-1, 1] moves the
        threshold."""
        return 1 - stranger >= threshold(self.threshold, strictness) and chosen >= stranger

    def to_dict(self) -> dict[str, float]:
        return asdict(self)


UNCALIBRATED = Calibration(1.0, 0.0, 0.0, 0.0, 3.0, 0.5)
"""Before anything is known of a network's scores."""


def winner(votes: np.ndarray, evidence: np.ndarray) -> int:
    """The majority's choice: most `votes` (people,); a tie goes to the larger summed log-posterior `evidence`."""
    return int(np.lexsort((evidence, votes))[-1])


def fit(trials: Sequence[Trial], false_naming: float = 0.015) -> Calibration:
    """Maximum likelihood on `trials`; the threshold is where `false_naming` of the strangers' trials would be named.

    Enrolled people and strangers weigh the same, however many trials there are of each.
    """
    sizes = np.array([len(trial.scores) for trial in trials])
    present = np.arange(sizes.max()) < sizes[:, None]
    scores, votes = np.zeros(present.shape), np.zeros(present.shape)
    scores[present] = np.concatenate([trial.scores for trial in trials])
    votes[present] = np.concatenate([trial.votes for trial in trials])
    speech_s = np.array([trial.speech_s for trial in trials])
    truths = np.array([present.shape[1] if trial.truth is None else trial.truth for trial in trials])
    strangers = truths == present.shape[1]
    weights = np.where(strangers, 0.5 / max(strangers.sum(), 1), 0.5 / max((~strangers).sum(), 1))
    everyone = np.arange(len(trials))

    def loss(numbers: np.ndarray) -> float:
        chances = _numbered(numbers).log_probabilities(scores, votes, speech_s, present)
        return 1e-4 * float(np.square(numbers).sum()) - float(weights @ chances[everyone, truths])

    best = minimize(loss, np.array([1.0, 0.0, 1.0, 0.0, 3.0]), method="Powell", options={"maxiter": 4000, "xtol": 1e-3})
    calibration = _numbered(best.x.round(4))
    chances = calibration.log_probabilities(scores, votes, speech_s, present)
    named = 1 - np.exp(chances[strangers, -1])
    # Never below even odds: whoever is more likely a stranger than anybody enrolled is not named.
    least = max(float(np.quantile(named, 1 - false_naming)) if named.size else 0.5, 0.5)
    return replace(calibration, threshold=min(round(least, 4), 0.9999))


def _numbered(numbers: np.ndarray) -> Calibration:
    score, score_length, vote, person_length, stranger = map(float, numbers)
    return Calibration(score, score_length, vote, person_length, stranger, threshold=0.5)
