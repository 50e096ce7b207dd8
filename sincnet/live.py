"""The live session: sound in, events out, as a plain generator that the window, `listen` and the tests all run.

Listening and thinking share one thread. A window's d-vector takes a few milliseconds and comes every 0.75 s, and
the device's own thread only fills a queue meanwhile; so nothing is gained from a second thread, and the order of events
is the order of the sound.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from audio.errors import AudioError
from audio.segmenter import Segmenter, Utterance
from audio.source import RATE, AudioSource, Notice
from sincnet.company import NOBODY_YET
from sincnet.events import Event, Heard, Identified, Provisional, SpeechDiscarded, SpeechStarted
from sincnet.identifier import Embedder, Identifier
from sincnet.speaker_changes import FITTED, TurnConfig
from sincnet.turns import last_turn, turns

PROVISIONAL_S = 0.9
"""Speech (with pre-roll) before a first guess: earlier ones change too often to be worth showing."""


def live(
    source: AudioSource,
    identifier: Identifier,
    segmenter: Segmenter | None = None,
    turn_config: TurnConfig = FITTED,
) -> Iterator[Event]:
    """Listens to `source` until it ends or is closed; what was being said then is still answered.

    Yields events in the order of the sound. Raises `AudioError` when the source cannot go on, after answering for all
    that was heard.
    """
    segmenter = segmenter or Segmenter()
    dials = identifier.dials
    follower = Follower(identifier, turn_config)
    failure: AudioError | None = None
    try:
        with source:
            for heard in source:
                if isinstance(heard, Notice):
                    yield heard
                    if heard.kind == "lost":  # whoever was speaking is named now, not when sound comes back
                        for utterance in segmenter.interrupt():
                            yield from follower.take(utterance)
                    continue
                segmenter.gate_db = dials.gate_db
                found = segmenter.push(heard)
                yield Heard(heard, segmenter.level)
                for utterance in found:
                    yield from follower.take(utterance)
    except AudioError as error:
        failure = error
    for utterance in segmenter.finish():
        yield from follower.take(utterance)
    if failure:
        raise failure


class Follower:
    """Follows the utterances of one stream, so that windows are classified once, while they are spoken."""

    def __init__(self, identifier: Identifier, turn_config: TurnConfig) -> None:
        self._identifier = identifier
        self._turn_config = turn_config
        self._start: int | None = None
        self._embedder = Embedder(identifier.weights)
        self._company, self._until = NOBODY_YET, 0
        self._pause: Utterance | None = None
        self._spoke: str | None = None

    def take(self, utterance: Utterance) -> Iterator[Event]:
        """What there is to say of the next utterance, or of the one under way."""
        if utterance.start != self._start:
            self._start = utterance.start
            self._embedder = Embedder(self._identifier.weights)
            if len(utterance.samples):
                yield SpeechStarted(utterance.start)
        company = self._company.after(max(0, utterance.start - self._until) / RATE)
        if not utterance.complete:
            if len(utterance.samples) >= PROVISIONAL_S * RATE:
                guess = last_turn(self._identifier, utterance.samples, self._embedder, company, self._turn_config)
                if guess:
                    yield Provisional(_part(utterance, guess.start, len(utterance.samples)), guess.answer)
            return
        self._start = None
        found = turns(self._identifier, utterance.samples, self._embedder, company, self._turn_config)
        if not found:
            yield SpeechDiscarded(utterance.start)
            return
        before = self._pause if self._pause and self._pause.end == utterance.start else None
        heard = utterance if before is None else _joined(before, utterance)
        lead, silent_since = utterance.start - heard.start, None if before is None else 0
        for turn in found:
            start, stop = lead + turn.start, lead + turn.stop
            # A pause before the same person goes on is theirs, as the pauses between their words are.
            if silent_since is not None and turn.answer.person_id == self._spoke:
                start = silent_since
            yield Identified(_part(heard, start, stop), turn.answer)
            silent_since, self._spoke = stop, turn.answer.person_id
            company = company.heard(turn.answer)
        self._pause = _part(heard, lead + found[-1].stop, len(heard.samples))
        self._company, self._until = company, utterance.end


def _joined(one: Utterance, other: Utterance) -> Utterance:
    return Utterance(np.concatenate([one.samples, other.samples]), one.start, other.complete)


def _part(utterance: Utterance, start: int, stop: int) -> Utterance:
    return Utterance(utterance.samples[start:stop], utterance.start + start, utterance.complete)
