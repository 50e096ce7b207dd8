"""The live session: sound in, events out, as a plain generator that the window, `listen` and the tests all run.

Listening and thinking share one thread. A window's d-vector takes a few milliseconds and comes every half second, and
the device's own thread only fills a queue meanwhile; so nothing is gained from a second thread, and the order of events
is the order of the sound.
"""

from __future__ import annotations

from collections.abc import Iterator

from audio.errors import AudioError
from audio.segmenter import Segmenter, Utterance
from audio.source import RATE, AudioSource, Notice
from sincnet.events import Event, Heard, Identified, Provisional, SpeechDiscarded, SpeechStarted
from sincnet.identifier import Embedder, Identifier

PROVISIONAL_S = 0.8
"""Speech (with pre-roll) before a first guess: earlier ones change too often to be worth showing."""


def live(source: AudioSource, identifier: Identifier, segmenter: Segmenter | None = None) -> Iterator[Event]:
    """Listens to `source` until it ends or is closed; what was being said then is still answered.

    Yields events in the order of the sound. Raises `AudioError` when the source cannot go on, after answering for all
    that was heard.
    """
    segmenter = segmenter or Segmenter()
    session = _Session(identifier)
    failure: AudioError | None = None
    try:
        with source:
            for heard in source:
                if isinstance(heard, Notice):
                    yield heard
                    if heard.kind == "lost":  # whoever was speaking is named now, not when sound comes back
                        for utterance in segmenter.interrupt():
                            yield from session.take(utterance)
                    continue
                found = segmenter.push(heard)
                yield Heard(heard, segmenter.level)
                for utterance in found:
                    yield from session.take(utterance)
    except AudioError as error:
        failure = error
    for utterance in segmenter.finish():
        yield from session.take(utterance)
    if failure:
        raise failure


class _Session:
    """Follows the utterance under way, so that its windows are classified once, while it is spoken."""

    def __init__(self, identifier: Identifier) -> None:
        self._identifier = identifier
        self._start: int | None = None
        self._embedder = Embedder(identifier.weights)

    def take(self, utterance: Utterance) -> Iterator[Event]:
        if utterance.start != self._start:
            self._start = utterance.start
            self._embedder = Embedder(self._identifier.weights)
            if len(utterance.samples):
                yield SpeechStarted(utterance.start)
        if not utterance.complete:
            if len(utterance.samples) >= PROVISIONAL_S * RATE:
                guess = self._identifier.identify(utterance.samples, self._embedder)
                if guess.windows:
                    yield Provisional(utterance, guess)
            return
        self._start = None
        if not len(utterance.samples):
            yield SpeechDiscarded(utterance.start)
            return
        answer = self._identifier.identify(utterance.samples, self._embedder)
        yield Identified(utterance, answer) if answer.windows else SpeechDiscarded(utterance.start)
