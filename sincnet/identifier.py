"""Windows to classes to votes to an answer.

    samples → windows → d-vectors → class of each window → majority vote → probability → name or "Unknown"

The classes are the enrolled people: the last layer's rows are their mean d-vectors.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from audio.source import RATE
from sincnet import inference
from sincnet.calibration import winner
from sincnet.checkpoint import Weights
from sincnet.cohort import impostors, normalised
from sincnet.enrolled import Enrolled
from sincnet.events import Candidate, Identification
from sincnet.gallery import Person
from sincnet.register import Register
from sincnet.strictness import Dials
from sincnet.windows import Span, plan

BATCH = 16  # windows: about as many as a processor's caches hold
SHARPNESS = 20.0  # of the cosine softmax over people: the tie-break's log-posteriors and what is shown of windows

TOLD = 16
"""Candidates, the first ones, for whom it is told how each window's evidence is shared out."""


class Embedder:
    """Windows of one utterance to unit d-vectors, remembering those already made while the person speaks."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._made: dict[Span, np.ndarray] = {}

    def embed(self, samples: np.ndarray, span: Span | None = None) -> tuple[np.ndarray, float]:
        """The windows that vote for float32 (n,), or for `span` of it: unit d-vectors float32 (windows, d) in time
        order, and the seconds of speech they cover.

        (0, d) and 0 seconds when there is too little sound.
        """
        start, stop = span or (0, len(samples))
        spans = [(start + at, start + end) for at, end in plan(samples[start:stop], self.weights.model.config.windows)]
        return self.at(samples, spans), (spans[-1][1] - spans[0][0]) / RATE if spans else 0.0

    def at(self, samples: np.ndarray, spans: Sequence[Span]) -> np.ndarray:
        """The windows at `spans`, all of one length, of float32 (n,): unit d-vectors float32 (windows, d)."""
        config = self.weights.model.config.windows
        if config.normalise == "utterance":
            self._made.clear()  # a louder syllable changes every window before it
        missing = [span for span in spans if span not in self._made]
        for at in range(0, len(missing), BATCH):
            batch = missing[at : at + BATCH]
            self._made.update(zip(batch, inference.d_vectors(self.weights.model, samples, batch), strict=True))
        if not spans:
            return np.zeros((0, self.weights.model.embedding_size), np.float32)
        return np.stack([self._made[span] for span in spans])


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """The evidence of one utterance before it is weighed: per person (people,), per window (windows,), and for each
    window how likely it is of each person (windows, people)."""

    scores: np.ndarray
    votes: np.ndarray
    evidence: np.ndarray
    window_classes: np.ndarray
    window_chances: np.ndarray
    embedding: np.ndarray


def tally(d_vectors: np.ndarray, enrolled: Enrolled, cohort: np.ndarray) -> Tally:
    """Unit d-vectors (windows, d) to each person's normalised score, share of the votes and summed log-posterior."""
    mean = d_vectors.mean(axis=0)
    embedding = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
    cosines = d_vectors @ enrolled.rows.T  # (windows, people)
    logits = SHARPNESS * cosines
    logits = logits - logits.max(axis=1, keepdims=True)
    log_posteriors = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    evidence = log_posteriors.sum(axis=0)
    classes = cosines.argmax(axis=1)
    votes = np.bincount(classes, minlength=len(enrolled.people)) / len(d_vectors)
    whole = embedding[None] @ enrolled.rows.T
    scores = normalised(whole[0], enrolled.impostors, impostors(embedding[None], cohort))
    return Tally(scores, votes, evidence, classes, np.exp(log_posteriors), embedding)


class Identifier:
    """Answers who said an utterance; what it goes by may be replaced at any time by another thread."""

    def __init__(self, weights: Weights, enrolled: Enrolled | Register, dials: Dials | None = None) -> None:
        self.dials = dials or Dials()
        self.know(weights, enrolled)

    def know(self, weights: Weights, enrolled: Enrolled | Register) -> None:
        """Answer by these from the next question on: always by both, for rows fit their own weights only."""
        self._known = weights, enrolled

    @property
    def known(self) -> tuple[Weights, Enrolled | Register]:
        """What it goes by now."""
        return self._known

    @property
    def weights(self) -> Weights:
        return self._known[0]

    @property
    def enrolled(self) -> Enrolled | Register:
        return self._known[1]

    def identify(
        self,
        samples: np.ndarray,
        embedder: Embedder | None = None,
        span: Span | None = None,
        stranger_prior: float = 0.5,
    ) -> Identification:
        """Who said float32 (n,) at 16 kHz, or `span` of it, taken as one person's.

        An `embedder` that has heard the beginning leaves only the rest to do. `stranger_prior` is how probable a
        stranger was before a word was heard.
        """
        began = time.perf_counter()
        weights, everybody = self._known
        if embedder is None or embedder.weights is not weights:
            embedder = Embedder(weights)
        d_vectors, speech_s = embedder.embed(samples, span)
        enrolled = everybody.near(d_vectors)
        if not len(d_vectors) or not enrolled.people:
            return _nobody(d_vectors, enrolled.people, began)
        counted = tally(d_vectors, enrolled, weights.cohort)
        people, stranger = weights.calibration.probabilities(
            counted.scores, counted.votes, speech_s, enrolled.gallery_size, stranger_prior
        )
        best = winner(counted.votes, counted.evidence)
        named = weights.calibration.names(people[best], stranger, self.dials.strictness)
        # The majority's choice leads, then whoever is more probable.
        order = sorted(range(len(people)), key=lambda i: (i != best, -people[i], -counted.scores[i]))
        place = {person: rank for rank, person in enumerate(order)}
        candidates = tuple(
            Candidate(
                enrolled.people[i].id,
                enrolled.people[i].name,
                float(counted.votes[i]),
                float(counted.scores[i]),
                float(people[i]),
            )
            for i in order
        )
        return Identification(
            speaker=candidates[0].name if named else None,
            person_id=candidates[0].person_id if named else None,
            confidence=float(people[best]) if named else stranger,
            candidates=candidates,
            window_votes=tuple(place[int(i)] for i in counted.window_classes),
            embedding=counted.embedding,
            compute_ms=(time.perf_counter() - began) * 1000,
            windows=len(d_vectors),
            window_chances=counted.window_chances[:, order[:TOLD]].astype(np.float32),
        )


def _nobody(d_vectors: np.ndarray, people: Sequence[Person], began: float) -> Identification:
    """Nothing to compare: no window of sound, or nobody enrolled."""
    mean = d_vectors.mean(axis=0) if len(d_vectors) else np.zeros(d_vectors.shape[1], np.float32)
    embedding = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
    candidates = tuple(Candidate(person.id, person.name, 0.0, 0.0, 0.0) for person in people)
    confidence = 1.0 if len(d_vectors) and not people else 0.0
    compute_ms = (time.perf_counter() - began) * 1000
    return Identification(None, None, confidence, candidates, (), embedding, compute_ms, len(d_vectors))
