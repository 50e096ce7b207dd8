"""Conversations to measure turns on: clips of held-out people, trimmed to speech, follow each other without a pause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from audio.segmenter import Utterance, segment
from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.corpora.dataset import Speaker
from sincnet.enrolled import Enrolled
from sincnet.enrolment import speech_s, utterances, voiceprint
from sincnet.evaluation.protocol import ENROLMENT_S
from sincnet.gallery import Person
from sincnet.windows import trim

TURN_S = (1.5, 6.0)
GAP_S = (0.0, 0.3)
PEOPLE = (3, 6)
TURNS = (4, 10)
LEAD_S = 0.5
SAME_AGAIN = 0.1
"""How often a person's clip is followed by another of the same person; nothing may be split there."""

WITH_STRANGER = 0.5
"""How many of the conversations have somebody in them who is not enrolled."""

ROOM_DBFS = -75.0


@dataclass(frozen=True, slots=True)
class Turn:
    """Ground truth: who speaks from `start` to `stop`, in samples; None is a stranger."""

    start: int
    stop: int
    speaker: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """A held-out speaker: the row to be enrolled with (None for too little speech) and clips of a turn's length."""

    name: str
    row: np.ndarray | None
    clips: tuple[np.ndarray, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Conversation:
    """`samples` float32 (n,) at 16 kHz, the utterances that the app cuts them into, who speaks when, who is known."""

    samples: np.ndarray
    utterances: tuple[Utterance, ...]
    turns: tuple[Turn, ...]
    people: tuple[Voice, ...]

    def enrolled(self, cohort: np.ndarray) -> Enrolled:
        persons = [Person(voice.name, voice.name, 0, "", 1, ENROLMENT_S, None) for voice in self.people]
        return Enrolled.of(persons, np.stack([voice.row for voice in self.people if voice.row is not None]), cohort)


def halves(speakers: Sequence[Speaker]) -> tuple[list[Speaker], list[Speaker]]:
    """Every second speaker of each corpus: one half to tune on, the other to report."""
    ordered = sorted(speakers, key=lambda speaker: (speaker.corpus, speaker.id))
    return ordered[::2], ordered[1::2]


def voice(weights: Weights, speaker: Speaker) -> Voice:
    """Enrols from the first recordings that hold 20 s of speech, as the app does; the others are for turns."""
    recordings = [recording.samples() for recording in speaker.recordings()]
    trim_db = weights.model.config.windows.trim_db
    total, heard_s, used = np.zeros(weights.model.embedding_size, np.float32), 0.0, 0
    for recording in recordings[:-1]:
        if heard_s >= ENROLMENT_S:
            break
        for clip in utterances([recording]):
            total += voiceprint(weights, clip).embedding_sum
            heard_s += speech_s([clip], trim_db)
        used += 1
    enough = heard_s >= ENROLMENT_S
    clips = recordings[used:] if enough else recordings
    row = (total / np.linalg.norm(total)).astype(np.float32) if enough else None
    return Voice(speaker.id, row, tuple(spoken(clips, trim_db)))


def spoken(clips: Sequence[np.ndarray], trim_db: float) -> Iterator[np.ndarray]:
    """The clips trimmed to speech, in pieces of a turn's length; what is shorter is left out."""
    shortest, longest = (int(seconds * RATE) for seconds in TURN_S)
    for clip in clips:
        start, stop = trim(clip, trim_db)
        for at in range(start, stop, longest):
            piece = clip[at : min(at + longest, stop)]
            first, last = trim(piece, trim_db)
            if last - first >= shortest:
                yield piece[first:last]


def conversations(voices: Sequence[Voice], count: int, seed: int) -> Iterator[Conversation]:
    """`count` of them, always the same for the same voices and seed."""
    rng = np.random.default_rng(seed)
    known = [v for v in voices if v.row is not None]
    for _ in range(count):
        people = [known[i] for i in rng.permutation(len(known))[: rng.integers(PEOPLE[0], PEOPLE[1] + 1)]]
        others = [v for v in voices if v not in people]
        strangers = [others[rng.integers(len(others))]] if rng.random() < WITH_STRANGER else []
        speakers = _order(people + strangers, int(rng.integers(TURNS[0], TURNS[1] + 1)), rng)
        samples, turns = _cut_together(speakers, {v.name for v in people}, rng)
        yield Conversation(samples, tuple(segment(samples)), turns, tuple(people))


def _order(voices: Sequence[Voice], turns: int, rng: np.random.Generator) -> list[Voice]:
    order = [voices[int(rng.integers(len(voices)))]]
    while len(order) < turns:
        others = [v for v in voices if v is not order[-1]]
        order.append(order[-1] if rng.random() < SAME_AGAIN else others[int(rng.integers(len(others)))])
    return order


def _cut_together(
    speakers: Sequence[Voice], enrolled: set[str], rng: np.random.Generator
) -> tuple[np.ndarray, tuple[Turn, ...]]:
    parts, turns, at = [np.zeros(int(LEAD_S * RATE), np.float32)], [], int(LEAD_S * RATE)
    for speaker in speakers:
        clip = speaker.clips[rng.integers(len(speaker.clips))]
        gap = np.zeros(int(rng.uniform(*GAP_S) * RATE), np.float32)
        turns.append(Turn(at, at + len(clip), speaker.name if speaker.name in enrolled else None))
        parts += [clip, gap]
        at += len(clip) + len(gap)
    samples = np.concatenate([*parts, np.zeros(RATE, np.float32)])
    room = rng.standard_normal(len(samples)) * 10 ** (ROOM_DBFS / 20)
    return samples + room.astype(np.float32), tuple(turns)


def changes(turns: Sequence[Turn]) -> list[tuple[int, int]]:
    """Where one speaker follows another: the end of the one and the start of the other, in samples."""
    return [(a.stop, b.start) for a, b in pairwise(turns) if a.speaker != b.speaker]
