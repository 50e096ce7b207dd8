"""How well people are told apart who were never trained on: who is enrolled, and what is a probe.

Every speaker with enough speech is enrolled from recordings of `enrolment_s` seconds in all (20 unless told), in the
order of their names; the other recordings are probes, whole and cut to their first seconds. Where recordings lie in
folders (a video, a chapter), probes are from folders that the enrolment has not touched, if there are such. Speakers
with less speech only serve as strangers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import PurePath
from zlib import crc32

import numpy as np

from audio.errors import AudioError
from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.corpora.dataset import Speaker
from sincnet.enrolled import Enrolled
from sincnet.evaluation.noise import Spoil, clean
from sincnet.evaluation.sharding import shared_out
from sincnet.events import WhoSpeaksError
from sincnet.gallery import Person
from sincnet.identifier import Embedder
from sincnet.progress import Progress, unseen
from sincnet.windows import trim

ENROLMENT_S = 20.0
LENGTHS_S: tuple[float | None, ...] = (None, 2.0, 1.0)
"""How much of a probe is heard; None is all of it."""

STRANGER_CLIP_S = 4.0
"""What is too little to enrol from is cut into probes of this length at most."""

Clip = tuple[str, np.ndarray]
"""Name and trimmed samples float32 (n,) of a recording."""


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """One utterance as the network hears it: unit d-vectors float32 (windows, d), and the seconds of speech they cover.

    `speaker` is a number in the list of speakers.
    """

    speaker: int
    recording: str
    d_vectors: np.ndarray
    speech_s: float


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """Embedded speakers: enrolment by number of those who can be enrolled, probes by length.

    `left_out` names recordings that nothing could be done with, and why.
    """

    enrolment: dict[int, list[Embedded]]
    probes: dict[float | None, list[Embedded]]
    cohort: np.ndarray
    left_out: tuple[tuple[str, str], ...] = ()

    def enrolled(self, speakers: Sequence[int]) -> Enrolled:
        """The last layer for a gallery of these speakers."""
        sums = np.stack([np.concatenate([e.d_vectors for e in self.enrolment[s]]).sum(axis=0) for s in speakers])
        rows = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        people = [Person(str(s), str(s), 0, "", 0, 0.0, None) for s in speakers]
        return Enrolled.of(people, rows, self.cohort)

    def with_probes_of(self, other: HeldOut) -> HeldOut:
        """The same people, with the probes of both."""
        return replace(self, probes={length: probes + other.probes[length] for length, probes in self.probes.items()})


def embed(
    weights: Weights,
    speakers: Sequence[Speaker],
    spoil: Spoil = clean,
    progress: Progress = unseen,
    enrolment_s: float = ENROLMENT_S,
) -> HeldOut:
    """Embeds everything that the protocol needs; `spoil` is applied to probes, not to enrolment.

    Recordings that cannot be used are left out and named. Raises `WhoSpeaksError` for a network that answers with
    anything but numbers.
    """
    work = partial(_embed_speaker, weights, spoil, enrolment_s)
    everyone = shared_out(work, list(enumerate(speakers)), progress, "speaker")
    return HeldOut(
        {number: enrolment for number, (enrolment, _, _) in enumerate(everyone) if enrolment},
        {length: [probe for _, probes, _ in everyone for probe in probes[length]] for length in LENGTHS_S},
        weights.cohort,
        tuple(reason for _, _, left_out in everyone for reason in left_out),
    )


_OneSpeaker = tuple[list[Embedded], dict[float | None, list[Embedded]], list[tuple[str, str]]]


def _embed_speaker(weights: Weights, spoil: Spoil, enrolment_s: float, numbered: tuple[int, Speaker]) -> _OneSpeaker:
    number, speaker = numbered
    clips, left_out = _clips(speaker, weights)
    enrolment, tests = _divided(clips, enrolment_s)
    # Of the speaker's own, so that nothing depends on who else is measured, or where.
    rng = np.random.default_rng(crc32(speaker.id.encode()))
    heard = partial(embed_clip, weights, number)
    probes: dict[float | None, list[Embedded]] = {length: [] for length in LENGTHS_S}
    for name, samples in tests:
        spoiled = spoil(samples, rng)
        for length in LENGTHS_S:
            probe = heard(name, spoiled if length is None else spoiled[: int(length * RATE)])
            if len(probe.d_vectors):
                probes[length].append(probe)
            elif length is None:
                left_out.append((f"{speaker.id}/{name}", "it has too little sound"))
    return [heard(name, samples) for name, samples in enrolment], probes, left_out


def _clips(speaker: Speaker, weights: Weights) -> tuple[list[Clip], list[tuple[str, str]]]:
    """Usable recordings, trimmed, and the others with a reason."""
    clips: list[Clip] = []
    left_out: list[tuple[str, str]] = []
    seen: dict[bytes, str] = {}
    for recording in speaker.recordings():
        name = f"{speaker.id}/{recording.name}"
        try:
            samples = recording.samples()
        except AudioError as error:
            left_out.append((name, str(error)))
            continue
        start, stop = trim(samples, weights.model.config.windows.trim_db)
        twin = seen.setdefault(sha256(samples.tobytes()).digest(), recording.name)
        if start == stop:
            left_out.append((name, "it is silent"))
        elif twin != recording.name:
            left_out.append((name, f"it is a copy of {twin}"))
        else:
            clips.append((recording.name, samples[start:stop]))
    return clips, left_out


def _divided(clips: list[Clip], enrolment_s: float) -> tuple[list[Clip], list[Clip]]:
    """Enrolment and probes; no enrolment where that would leave no probe."""
    seconds = np.cumsum([len(samples) / RATE for _, samples in clips])
    needed = int(np.searchsorted(seconds, enrolment_s)) + 1
    if needed >= len(clips):
        step = int(STRANGER_CLIP_S * RATE)
        pieces = [(name, samples[at : at + step]) for name, samples in clips for at in range(0, len(samples), step)]
        return [], [(name, samples) for name, samples in pieces if len(samples) == step] or pieces
    enrolment, rest = clips[:needed], clips[needed:]
    sessions = {PurePath(name).parent for name, _ in enrolment}
    return enrolment, [clip for clip in rest if PurePath(clip[0]).parent not in sessions] or rest


def may_be_enrolled(speaker: Speaker, enrolment_s: float = ENROLMENT_S) -> bool:
    """Whether there is enough speech to enrol and to test with, if the recordings are all speech."""
    seconds = [recording.seconds for recording in speaker.recordings()]
    return sum(seconds[:-1]) >= enrolment_s


def embed_clip(weights: Weights, speaker: int, recording: str, samples: np.ndarray) -> Embedded:
    """Trimmed samples float32 (n,) as one utterance; no windows where there is too little sound.

    Raises `WhoSpeaksError` for a network that answers with anything but numbers.
    """
    d_vectors, speech_s = Embedder(weights).embed(samples)
    if not np.isfinite(d_vectors).all():
        raise WhoSpeaksError(
            f"The network gives something else than numbers for {recording}: its weights are damaged, or its training "
            "came apart; take an earlier checkpoint."
        )
    return Embedded(speaker, recording, d_vectors, speech_s)
