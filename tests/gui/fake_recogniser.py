"""A recogniser with scripted answers, on a real source, a real segmenter and a real gallery; and sound to feed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audio.quality import quality
from audio.segmenter import Segmenter, SegmenterConfig, Utterance
from audio.source import RATE, AudioSource, Notice
from sincnet.events import (
    Candidate,
    Event,
    Heard,
    Identification,
    Identified,
    Provisional,
    SpeechDiscarded,
    SpeechStarted,
    WhoSpeaksError,
)
from sincnet.faces import normalise_face
from sincnet.gallery import Gallery, Person, Voiceprint
from sincnet.samples import Comparison, Prepared, Sample
from sincnet.strictness import Dials, Expected, Scale
from sincnet.windows import trim

if TYPE_CHECKING:
    from sincnet.checkpoint import Weights

EDGE_DB = 40.0  # as sincnet.turns has it, which would bring torch


def answer(
    gallery: Gallery, name: str | None, confidence: float = 0.97, rival: str | None = None, compute_ms: float = 24.0
) -> Identification:
    """An identification of `name` (None: a stranger) in which the rest of the probability falls on the others."""
    people = gallery.people()
    first = {name: 3, rival: 2}
    people.sort(key=lambda person: -first.get(person.name, 0))
    left = confidence if name else 0.3
    candidates = []
    for rank, person in enumerate(people):
        share = left if rank == 0 and name else min(1 - confidence, left) / (rank + 1.2) ** 2
        if person.name == rival:
            share = 0.8 * confidence
        candidates.append(Candidate(person.id, person.name, share, share, share))
    rng = np.random.default_rng(len(people))
    picks = min(len(people), 3)
    votes = (
        rng.choice(picks, 64, p=np.array([confidence, *[(1 - confidence) / (picks - 1)] * (picks - 1)]))
        if picks > 1
        else ()
    )
    speaker = next((person for person in people if person.name == name), None)
    return Identification(
        name, speaker.id if speaker else None, confidence, tuple(candidates), tuple(map(int, votes)),
        np.zeros(8, np.float32), compute_ms, max(len(votes), 1),
    )  # fmt: skip


Script = Callable[[int, Utterance], tuple[str | None, float, str | None]]
"""From the number of an utterance (from 0) and its samples so far to name, confidence and rival."""


class FakeRecogniser:
    """Stands in for `sincnet.recogniser.Recogniser`: real gallery, real sources, scripted names."""

    def __init__(self, folder: Path, script: Script = lambda _number, _utterance: (None, 0.9, None)) -> None:
        self.gallery = Gallery(folder)
        self.script = script
        self.enrolled: list[tuple[str, list[np.ndarray], bytes | None]] = []
        self.added: list[tuple[str, list[np.ndarray], bytes | None]] = []
        self.consents: list[str | None] = []
        self.examined = 0
        self.sounds_like: Callable[[int], str | None] = lambda _number: None
        self.two_voices: set[int] = set()
        self.strays: tuple[int, ...] = ()
        self.closed = False
        self.dials = Dials()
        self.scale = Scale(0.9, {0.0: Expected(0.018, 0.158)})

    @cached_property
    def weights(self) -> Weights:
        """Of a network with random numbers; made when a view asks for it, for it brings torch."""
        from tests.gui.tiny import tiny_weights

        return tiny_weights()

    @property
    def base(self) -> Weights:
        return self.weights

    @property
    def shipped(self) -> Weights:
        return self.weights

    def refresh(self) -> None:
        """The gallery is asked each time."""

    def live(self, source: AudioSource, *, guesses: bool = True) -> Iterator[Event]:
        segmenter, spoken = Segmenter() if guesses else Segmenter(SegmenterConfig(growing_ms=0)), 0
        under_way: int | None = None
        with source:
            for heard in source:
                if isinstance(heard, Notice):
                    yield heard
                    continue
                segmenter.gate_db = self.dials.gate_db
                found = segmenter.push(heard)
                yield Heard(heard, segmenter.level)
                for utterance in found:
                    if utterance.start != under_way:
                        under_way = utterance.start
                        yield SpeechStarted(utterance.start)
                    if not len(utterance.samples):
                        yield SpeechDiscarded(utterance.start)
                        continue
                    name, confidence, rival = self.script(spoken, utterance)
                    result = answer(self.gallery, name, confidence, rival)
                    if utterance.complete:
                        spoken += 1
                        start, stop = trim(utterance.samples, EDGE_DB)
                        turn = Utterance(utterance.samples[start:stop], utterance.start + start, complete=True)
                        yield Identified(turn, result)
                    else:
                        yield Provisional(utterance, result)

    def identify(self, samples: np.ndarray) -> Identification:
        name, confidence, rival = self.script(0, Utterance(samples, 0, complete=True))
        return answer(self.gallery, name, confidence, rival)

    def enrol(
        self,
        name: str,
        speech: Sequence[np.ndarray] | Prepared,
        face: bytes | None = None,
        consent_at: str | None = None,
    ) -> Person:
        clips = speech.clips if isinstance(speech, Prepared) else speech
        if sum(map(len, clips)) < 2 * RATE:
            raise WhoSpeaksError("Less than two seconds of speech; say a little more.")
        person = self.gallery.add(name, [], [], "fake", normalise_face(face) if face else None, consent_at)
        self.enrolled.append((name, list(clips), face))
        self.consents.append(consent_at)
        return person

    def add_speech(
        self,
        person_id: str,
        speech: Sequence[np.ndarray] | Prepared,
        face: bytes | None = None,
        consent_at: str | None = None,
    ) -> Person:
        clips = speech.clips if isinstance(speech, Prepared) else speech
        person = self.gallery.add_utterances(person_id, [], [], "fake", consent_at)
        self.added.append((person.name, list(clips), face))
        self.consents.append(consent_at)
        return person

    def examine(self, clip: np.ndarray, floor_dbfs: float) -> Sample:
        """Sounds like whom `sounds_like` names for the number of the clip; one voice, unless it is in `two_voices`."""
        number, self.examined = self.examined, self.examined + 1
        who = answer(self.gallery, self.sounds_like(number))
        mark = Voiceprint(np.zeros(8, np.float32), 1)
        one_voice = 0.0 if number in self.two_voices else 1.0
        return Sample(clip, quality(clip, floor_dbfs), mark, "fake", who, one_voice)

    def compare(self, heard: Sequence[Sample]) -> Comparison:
        named = [sample.answer.person_id for sample in heard if sample.answer.person_id]
        return Comparison(self.strays, named[0] if named else None, strangers=not named)

    def rename(self, person_id: str, name: str) -> None:
        self.gallery.rename(person_id, name)

    def delete(self, person_id: str) -> None:
        self.gallery.delete(person_id)

    def close(self) -> None:
        self.closed = True
        self.gallery.close()


def speech(seconds: float, seed: int = 0, level: float = 0.35) -> np.ndarray:
    """Sound with the rise and fall of syllables, float32 (n,) at 16 kHz."""
    rng = np.random.default_rng(seed)
    t = np.arange(int(seconds * RATE)) / RATE
    syllables = np.interp(
        t, np.arange(0, seconds + 0.2, 0.11), rng.uniform(0.15, 1.0, len(np.arange(0, seconds + 0.2, 0.11)))
    )
    tone = np.sin(2 * np.pi * (110 + 20 * seed) * t) + 0.4 * rng.standard_normal(len(t))
    sound: np.ndarray = level * syllables * tone / np.abs(tone).max()
    return sound.astype(np.float32)


def silence(seconds: float) -> np.ndarray:
    return (0.0008 * np.random.default_rng(7).standard_normal(int(seconds * RATE))).astype(np.float32)


def conversation(*turns: float) -> np.ndarray:
    """Turns of the given lengths in seconds with pauses between."""
    parts = [silence(0.6)]
    for number, turn in enumerate(turns):
        parts += [speech(turn, number), silence(0.6)]
    return np.concatenate(parts)
