"""The clips of `benchmarks.recognition` as files: 20 s of enrolment a speaker, and probes under several conditions.

As files, so that the program, in a process of its own, and its peers hear the very same samples.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import numpy as np
import soundfile as sf

from audio.source import RATE
from benchmarks._spoil import MICROPHONES, in_kitchen, kitchen
from sincnet.config import WindowConfig
from sincnet.corpora.dataset import Speaker
from sincnet.windows import trim

ENROLMENT_S = 20.0
LONGEST_S = 6.0  # of a probe
SNR_DB = 10.0

ONLY_RECORDING_S = 8.0
"""Enrolled from so much where a speaker is a single recording (LibriSpeech here), which 20 s cannot be had from."""

PIECES_S = (2.0, 3.0)
"""What is left of a single recording is cut into probes of the longer length, the last at least of the shorter."""

WHOLE, TWO, ONE, KITCHEN, ELSEWHERE = "whole", "first 2 s", "first 1 s", "whole, kitchen 10 dB", "whole, microphones"


@dataclass(frozen=True, slots=True)
class Probe:
    """One clip to be answered: of whom, under which condition, through which microphone where that is the condition."""

    file: Path
    speaker: str
    condition: str
    microphone: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """Speakers of one corpus who are told apart: a folder of enrolment clips each, in `folder/people`, and probes."""

    folder: Path
    speakers: tuple[str, ...]
    probes: tuple[Probe, ...]

    def enrolment(self, speaker: str) -> list[Path]:
        return sorted((self.folder / "people" / speaker).iterdir())


def stage(
    folder: Path, speakers: Iterable[Speaker], most_probes: int | None = None, enrolment_s: float = ENROLMENT_S
) -> Scene:
    """Writes the clips of `speakers` below `folder`; at most so many probes of each and condition.

    Those with too little speech for an enrolment and a probe are left out.
    """
    background, microphones, drawn = kitchen(), cycle(MICROPHONES.items()), np.random.default_rng(1)
    enrolled: list[str] = []
    probes: list[Probe] = []
    for speaker in speakers:
        enrolment, clips = _divided([recording.samples() for recording in speaker.recordings()], enrolment_s)
        if not clips:
            continue
        enrolled.append(speaker.id)
        for number, clip in enumerate(enrolment):
            _write(folder / "people" / speaker.id / f"{number:02}.flac", clip)
        for clip in clips[:most_probes]:
            microphone, through = next(microphones)
            for condition, heard in (
                (WHOLE, clip),
                (TWO, clip[: 2 * RATE]),
                (ONE, clip[:RATE]),
                (KITCHEN, in_kitchen(clip, background, SNR_DB, drawn)),
                (ELSEWHERE, through(clip)),
            ):
                file = folder / "probes" / f"{len(probes):05}.flac"
                _write(file, heard)
                probes.append(Probe(file, speaker.id, condition, microphone if condition == ELSEWHERE else ""))
    return Scene(folder, tuple(enrolled), tuple(probes))


def _divided(recordings: Sequence[np.ndarray], enrolment_s: float) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Recordings to enrol from, as they are, and probes trimmed to speech; no probes where there is too little."""
    spoken = [_trimmed(recording) for recording in recordings]
    if len(recordings) == 1:
        at = int(ONLY_RECORDING_S * RATE)
        rest, (shortest, longest) = spoken[0][at:], (int(seconds * RATE) for seconds in PIECES_S)
        starts = range(0, len(rest) - shortest + 1, longest)
        return [spoken[0][:at]], [_trimmed(rest[start : start + longest]) for start in starts]
    needed = int(np.searchsorted(np.cumsum([len(clip) for clip in spoken]), enrolment_s * RATE)) + 1
    return list(recordings[:needed]), [clip[: int(LONGEST_S * RATE)] for clip in spoken[needed:]]


def _trimmed(samples: np.ndarray) -> np.ndarray:
    start, stop = trim(samples, WindowConfig().trim_db)
    return samples[start:stop]


def _write(file: Path, samples: np.ndarray) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    sf.write(file, samples / max(1.0, float(np.abs(samples).max())), RATE, subtype="PCM_16")
