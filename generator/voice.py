"""The voice of one person: what the shipped SincNet hears in it, and what of it can be told in words.

    samples → 20 ms frames that are speech → windows → mean d-vector
                                           → pitch, vocal tract, held notes
                                           → the speech itself, for systems that hear for themselves

It is always the network that the program ships that listens, never one that a user imported or fine-tuned for
recognition: everything that is imagined was fitted to its d-vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from audio.errors import AudioError, WhoSpeaksError
from audio.frames import levels_and_voiced
from audio.segmenter import SegmenterConfig
from audio.source import RATE
from audio.vad import FRAME
from generator.frontends.log_mel import only_speech
from generator.measures import NOTHING_MEASURED, Measures, measure
from sincnet.paths import assets

if TYPE_CHECKING:
    from sincnet.checkpoint import Weights
    from sincnet.windows import Span

WEIGHTS = assets() / "models" / "default.safetensors"
"""Those that the program ships; what users import or fine-tune for recognition is of no account here."""

USUAL_HZ = 200.0
"""Between men and small children; what a voice without pitch is taken for."""

NEAR_FRAMES = 15
"""So far from a frame with pitch, 300 ms, speech goes on: consonants, and pauses that are part of a word."""

FAINT_DB = 30.0
"""A frame this far below the loud ones is a pause."""

LEAST_SPEECH = 0.5
"""A window with less speech than this share of it says more of the room than of the voice."""

FEW_WINDOWS, MOST_WINDOWS = 12, 40
"""Windows overlap by two thirds: of more than `FEW_WINDOWS` every other one is heard, and of a long recording no more
than `MOST_WINDOWS`, spread evenly. The mean of 12 of 22 has a cosine of 0.997 to that of all, in half the time."""


MOST_SPEECH_S = 20.0
"""So much of the speech itself is kept: the published systems were made for 6 and for 10 s."""

LEAST_FOUND = 0.5
"""Where the published front end finds less than this share of what is speech, the recording is too quiet for it."""


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """Of one person: `embedding` float32 (d,) of unit length, the mean d-vector of the weights `weights_id` (zeros
    where there was no speech), `speech_s` seconds of speech without its pauses in `sound_s` seconds of sound, what
    was measured of that speech, and the first `MOST_SPEECH_S` of its samples, `speech` float32 (n,) at 16 kHz."""

    embedding: NDArray[np.float32]
    weights_id: str
    speech_s: float
    sound_s: float
    measures: Measures
    speech: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))

    @property
    def features(self) -> NDArray[np.float32]:
        """What traits are told from, float32 (d + 1,)."""
        return features(self.embedding, self.measures.pitch_hz)

    @staticmethod
    def together(voices: Sequence[Voice]) -> Voice:
        """One person's voice from several recordings, each weighing as much as there is speech in it.

        Raises `WhoSpeaksError` for none, and for voices that different weights heard.
        """
        if not voices:
            raise WhoSpeaksError("There is no voice to imagine a face from; record some speech first.")
        if len({voice.weights_id for voice in voices}) > 1:
            raise WhoSpeaksError("These voices were heard by different weights; hear the recordings again.")
        if len(voices) == 1:
            return voices[0]
        seconds = np.array([voice.speech_s for voice in voices])
        total = np.sum([s * voice.embedding for s, voice in zip(seconds, voices, strict=True)], axis=0)
        return Voice(
            unit(total),
            voices[0].weights_id,
            float(seconds.sum()),
            sum(voice.sound_s for voice in voices),
            Measures.together([voice.measures for voice in voices], seconds),
            np.concatenate([voice.speech for voice in voices])[: int(MOST_SPEECH_S * RATE)].copy(),
        )

    @staticmethod
    def remembered(voices: Sequence[Voice], most: int) -> list[Voice]:
        """What is worth keeping of one person's voices, oldest first: at most `most`, the oldest taken together, and no
        more speech in all than `together` would keep."""
        older, newer = voices[: max(0, len(voices) - most + 1)], voices[max(0, len(voices) - most + 1) :]
        kept: list[Voice] = []
        room = int(MOST_SPEECH_S * RATE)
        for voice in [*([Voice.together(older)] if older else []), *newer]:
            kept.append(voice if len(voice.speech) <= room else replace(voice, speech=voice.speech[:room].copy()))
            room -= len(kept[-1].speech)
        return kept


def unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """`vector` (d,) at unit length; zeros stay zeros."""
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)


def features(embedding: NDArray[np.float32], pitch_hz: float) -> NDArray[np.float32]:
    """The d-vector (d,) and, in octaves, the pitch: float32 (d + 1,). A d-vector knows the pitch too, but not as surely
    in a room that it was not trained in."""
    octaves = np.log2(pitch_hz / USUAL_HZ) if pitch_hz > 0 else 0.0
    return np.append(embedding, octaves).astype(np.float32)


def hear(weights: Weights, samples: np.ndarray) -> Voice:
    """The voice in float32 (n,) at 16 kHz, taken as one person's. `weights` are those that the program ships."""
    samples = np.nan_to_num(np.asarray(samples, np.float32).reshape(-1), posinf=1.0, neginf=-1.0)
    speech = speech_frames(samples)
    speech_s = float(speech.sum()) * FRAME / RATE
    measures = measure(samples, speech) if speech.any() else NOTHING_MEASURED
    return Voice(
        _embedding(weights, samples, speech), weights.id, speech_s, len(samples) / RATE, measures,
        _spoken(samples, speech),
    )  # fmt: skip


def _spoken(samples: np.ndarray, speech: NDArray[np.bool_]) -> NDArray[np.float32]:
    """What is said in float32 (n,), joined, float32 (m,): as the published front end leaves it, for from that the
    networks learned. Its detector by itself is deaf to quiet recordings; of those it is the frames of `speech`."""
    if not speech.any():
        return np.zeros(0, np.float32)
    most = int(MOST_SPEECH_S * RATE)
    # Only as much of the sound as holds so much speech: the detector takes its time over a recording of ten minutes.
    frames = min(len(speech), int(np.searchsorted(np.cumsum(speech), most // FRAME)) + 1)
    found = samples[: frames * FRAME].reshape(-1, FRAME)[speech[:frames]].ravel()
    try:
        published = only_speech(samples[: frames * FRAME + 1])  # a frame that ends with the last sample is left out
    except AudioError:
        published = np.zeros(0)
    kept = published if len(published) >= LEAST_FOUND * len(found) else found
    return kept[:most].astype(np.float32)


def speech_frames(samples: np.ndarray) -> NDArray[np.bool_]:
    """Which of the whole 20 ms frames of float32 (n,) are speech, bool (n // 320,).

    Those that are no pause and near a frame in which WebRTC's detector hears a voice and which has pitch. There is no
    gate over a tracked background, as for listening: a clip that begins and ends with speech has no background.
    """
    config = SegmenterConfig()
    levels, voiced = levels_and_voiced(samples, vad_mode=config.vad_mode, steady_db=config.steady_db)
    if not voiced.any():
        return np.zeros(len(levels), bool)
    loud = levels >= np.percentile(levels[voiced], 80) - FAINT_DB
    near = np.convolve(voiced, np.ones(2 * NEAR_FRAMES + 1))[NEAR_FRAMES : NEAR_FRAMES + len(voiced)] > 0
    return np.asarray(loud & near, bool)


def _embedding(weights: Weights, samples: np.ndarray, speech: NDArray[np.bool_]) -> NDArray[np.float32]:
    from sincnet.identifier import Embedder  # brings torch

    spans = speech_windows(weights, samples, speech)
    heard = min(len(spans), max(FEW_WINDOWS, len(spans) // 2), MOST_WINDOWS)
    spans = [spans[i] for i in np.linspace(0, len(spans) - 1, heard).astype(int)]
    d_vectors = Embedder(weights).at(samples, spans)
    return unit(d_vectors.sum(axis=0))


def speech_windows(weights: Weights, samples: np.ndarray, speech: NDArray[np.bool_]) -> list[Span]:
    """The windows of a recording, float32 (n,), that hold enough of its `speech`, as `speech_frames` found it."""
    from sincnet.windows import plan

    before = np.concatenate([[0], np.cumsum(speech)]) * FRAME  # samples of speech before each frame

    def spoken(at: int) -> int:
        return int(before[min(at // FRAME, len(speech))])

    return [
        (start, stop)
        for start, stop in plan(samples, weights.model.config.windows)
        if spoken(stop) - spoken(start) >= LEAST_SPEECH * (stop - start)
    ]
