"""Who spoke when in an utterance: people follow each other without the pause that would end it.

Windows that all point to one person are one turn, as they are for most utterances. Where they do not, shorter and
denser windows are heard and the utterance is cut where the speaker changes; each turn is then answered on its own.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from audio.source import RATE
from sincnet.company import NOBODY_YET, Company
from sincnet.events import Identification
from sincnet.identifier import Embedder, Identifier
from sincnet.speaker_changes import FITTED, TurnConfig, agree, changes, evidence, scan
from sincnet.windows import Span, trim

EDGE_DB = 40.0
"""A turn reaches as far as there is sound within this of its loudest: breath and dying away belong to it."""


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """Who spoke from `start` to `stop`, in samples of the utterance, without the silence around."""

    start: int
    stop: int
    answer: Identification


def turns(
    identifier: Identifier,
    samples: np.ndarray,
    embedder: Embedder | None = None,
    company: Company = NOBODY_YET,
    config: TurnConfig = FITTED,
) -> list[Turn]:
    """The turns of an utterance, float32 (n,) at 16 kHz, in time order; none when there is too little sound.

    Neighbours of one name are one turn, and so are unknown ones who are unknown together. An `embedder` that has heard
    the beginning leaves only the rest to do; `company` is who spoke before.
    """
    began = time.perf_counter()
    hearing = _Hearing(identifier, samples, embedder or Embedder(identifier.weights), config)
    found: list[Turn] = []
    companies = [company]  # before each turn, and now
    for span in hearing.spans(company):
        turn = hearing.turn(span, companies[-1])
        while turn and found and (both := hearing.one_turn(found[-1], turn, companies[-2])):
            found.pop()
            companies.pop()
            turn = both
        if turn:
            found.append(turn)
            companies.append(companies[-1].heard(turn.answer))
    compute_ms = (time.perf_counter() - began) * 1000
    return [replace(turn, answer=replace(turn.answer, compute_ms=compute_ms)) for turn in found]


def last_turn(
    identifier: Identifier,
    samples: np.ndarray,
    embedder: Embedder,
    company: Company = NOBODY_YET,
    config: TurnConfig = FITTED,
) -> Turn | None:
    """The turn under way at the end of what was said so far, float32 (n,); None when it is too short to tell."""
    hearing = _Hearing(identifier, samples, embedder, config)
    return hearing.turn(hearing.spans(company)[-1], company)


@dataclass(frozen=True, slots=True, eq=False)
class _Hearing:
    """One utterance and what it is judged by."""

    identifier: Identifier
    samples: np.ndarray
    embedder: Embedder
    config: TurnConfig

    def spans(self, company: Company) -> list[Span]:
        """The turns before anybody is named."""
        weights, everybody = self.identifier.known
        embedder = self.embedder if self.embedder.weights is weights else Embedder(weights)
        windows = weights.model.config.windows
        start, stop = trim(self.samples, EDGE_DB)
        d_vectors, _ = embedder.embed(self.samples)
        enrolled = everybody.near(d_vectors)
        if len(d_vectors) < 2 or not enrolled.people:
            return [(start, stop)]
        if agree(evidence(d_vectors, windows.window / RATE, enrolled, weights, company.stranger_prior)):
            return [(start, stop)]
        places = scan((start, stop), windows.window, self.config)
        seconds = (places[0][1] - start) / RATE
        heard = evidence(embedder.at(self.samples, places), seconds, enrolled, weights, company.stranger_prior)
        cuts = changes(self.samples, places, heard, windows.shortest, self.config)
        return list(zip([start, *cuts], [*cuts, stop], strict=True))

    def turn(self, span: Span, company: Company) -> Turn | None:
        """The answer to one span; None when there is too little sound in it."""
        start, stop = trim(self.samples[slice(*span)], EDGE_DB)
        sound = span[0] + start, span[0] + stop
        answer = self.identifier.identify(self.samples, self.embedder, sound, company.stranger_prior)
        return Turn(*sound, answer) if answer.windows else None

    def one_turn(self, turn: Turn, following: Turn, company: Company) -> Turn | None:
        """Both as one turn, if they have the same answer apart and together.

        An unknown one has the answer of its neighbour if it is more probably theirs than a stranger's.
        """
        one, other = turn.answer, following.answer
        if one.person_id != other.person_id and not (may_be(one, other.person_id) or may_be(other, one.person_id)):
            return None
        both = self.turn((turn.start, following.stop), company)
        return both if both and both.answer.person_id == (one.person_id or other.person_id) else None


def may_be(answer: Identification, person_id: str | None) -> bool:
    """Whether somebody unknown is more probably this person than a stranger."""
    best = answer.candidates[0] if answer.candidates else None
    likely = best is not None and best.person_id == person_id and best.probability > answer.confidence
    return answer.person_id is None and likely
