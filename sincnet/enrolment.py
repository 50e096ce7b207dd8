"""From recordings to a person: what may be enrolled, and the voiceprints of it."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from audio.errors import AudioError
from audio.files import read_audio
from audio.segmenter import segment
from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery, Voiceprint
from sincnet.identifier import Embedder
from sincnet.windows import trim

log = logging.getLogger(__name__)

LEAST_SPEECH_S = 3.0
"""Less speech than this does not tell one person from another; 20 s are asked for."""

ADVISED_SPEECH_S = 20.0


def utterances(recordings: Sequence[np.ndarray]) -> list[np.ndarray]:
    """What was said in recordings, float32 (n,) each at 16 kHz, without the pauses; the same cutting as live."""
    return [utterance.samples for samples in recordings for utterance in segment(samples)]


def speech_s(clips: Sequence[np.ndarray], trim_db: float) -> float:
    """Seconds of speech in utterances, without the silence around each."""
    return sum(stop - start for start, stop in (trim(clip, trim_db) for clip in clips)) / RATE


def voiceprint(weights: Weights, clip: np.ndarray) -> Voiceprint:
    """The sum of an utterance's unit d-vectors, and how many there are."""
    d_vectors, _ = Embedder(weights).embed(clip)
    return Voiceprint(d_vectors.sum(axis=0, dtype=np.float32), len(d_vectors))


def prepare(weights: Weights, recordings: Sequence[np.ndarray]) -> tuple[list[np.ndarray], list[Voiceprint]]:
    """Utterances worth keeping and their voiceprints.

    Raises `WhoSpeaksError` when there is too little speech to enrol anybody.
    """
    spoken = utterances(recordings)
    marks = [voiceprint(weights, clip) for clip in spoken]
    clips = [clip for clip, mark in zip(spoken, marks, strict=True) if mark.windows]
    heard = speech_s(clips, weights.model.config.windows.trim_db)
    if heard < LEAST_SPEECH_S:
        if not clips:
            raise WhoSpeaksError(
                "No speech was found; enrolling takes at least {least_s:.0f} s, better {advised_s:.0f} s, of one "
                "person speaking clearly.",
                least_s=LEAST_SPEECH_S,
                advised_s=ADVISED_SPEECH_S,
            )
        raise WhoSpeaksError(
            "Only {heard_s:.1f} s of speech was found; enrolling takes at least {least_s:.0f} s, better "
            "{advised_s:.0f} s, of one person speaking clearly.",
            heard_s=heard,
            least_s=LEAST_SPEECH_S,
            advised_s=ADVISED_SPEECH_S,
        )
    return clips, [mark for mark in marks if mark.windows]


def reprint(weights: Weights, gallery: Gallery) -> None:
    """Makes the voiceprints that the gallery lacks for these weights, from the stored utterances, one by one.

    So a change of model needs nobody to speak again, and a kill half-way loses nothing that was done. A recording that
    cannot be read any more is left out and reported in the log.
    """
    for utterance_id, path in gallery.unprinted(weights.id):
        try:
            mark = voiceprint(weights, read_audio(path))
        except AudioError as error:
            log.warning("An utterance is left out of its person's voiceprint: %s", error)
        else:
            gallery.put_prints(weights.id, {utterance_id: mark})
