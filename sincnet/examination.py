"""What there is to learn of an enrolment's utterances: of each while the next one is being said, and of all together.

Two stretches of speech are compared as an utterance and somebody enrolled are: cosine, cohort, calibration. So "the
same voice" means a probability here too, and not a cosine that is much for one voice and little for another.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from audio.quality import quality
from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.cohort import impostors, normalised
from sincnet.identifier import Embedder, Identifier
from sincnet.samples import Comparison, Sample
from sincnet.voiceprints import Voiceprint

STRAY = 0.2
"""Less probably than this is an utterance by whoever said the rest."""

RESEMBLES = 0.5
"""Of the speech must have been taken for somebody enrolled before it is asked whether it is them."""

LEAST_WINDOWS = 2
"""Of each end of an utterance; a single window says too little."""


def examine(identifier: Identifier, clip: np.ndarray, floor_dbfs: float) -> Sample | None:
    """One utterance, float32 (n,) at 16 kHz, over a background of `floor_dbfs`; None when there is too little sound."""
    weights = identifier.weights
    embedder = Embedder(weights)
    d_vectors, _ = embedder.embed(clip)
    if not len(d_vectors):
        return None
    mark = Voiceprint(d_vectors.sum(axis=0, dtype=np.float32), len(d_vectors))
    answer = identifier.identify(clip, embedder)
    one_voice = _one_voice(weights, d_vectors)
    return Sample(clip, quality(clip, floor_dbfs), mark, weights.id, answer, one_voice)


def compare(weights: Weights, samples: Sequence[Sample]) -> Comparison:
    """What the samples of one enrolment say together."""
    strays = _strays(weights, samples)
    rest = [sample for place, sample in enumerate(samples) if place not in strays]
    spoken: dict[str | None, float] = {}
    for sample in rest:
        who = sample.answer.person_id
        spoken[who] = spoken.get(who, 0.0) + sample.quality.speech_s
    if not spoken:
        return Comparison(strays, None, strangers=True)
    most = max(spoken, key=lambda who: spoken[who])
    likely = spoken[most] > RESEMBLES * sum(spoken.values())
    return Comparison(strays, most if likely else None, strangers=likely and most is None)


def same_voice(weights: Weights, one: np.ndarray, other: np.ndarray, speech_s: float) -> float:
    """How probably two sums of d-vectors, float32 (d,) each, are one person's; `speech_s` is what the shorter took."""
    rows = np.stack([one, other])
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    first, second = rows[:1], rows[1:]
    score = normalised(first @ second.T, impostors(second, weights.cohort), impostors(first, weights.cohort))
    (probability,), _ = weights.calibration.probabilities(score[0], np.ones(1), speech_s)
    return float(probability)


def _one_voice(weights: Weights, d_vectors: np.ndarray) -> float:
    """The least probable of all ways to cut the windows (windows, d) in two; 1 when there are too few of them."""
    config = weights.model.config.windows
    heard = np.cumsum(d_vectors, axis=0)
    chances = [1.0]
    for cut in range(LEAST_WINDOWS, len(d_vectors) - LEAST_WINDOWS + 1):
        shorter = min(cut, len(d_vectors) - cut)
        seconds = (config.window + (shorter - 1) * config.hop) / RATE
        chances.append(same_voice(weights, heard[cut - 1], heard[-1] - heard[cut - 1], seconds))
    return min(chances)


def _strays(weights: Weights, samples: Sequence[Sample]) -> tuple[int, ...]:
    """Those that are not the person's who said most: the largest group around one sample says who that is."""
    count = len(samples)
    seconds = np.array([sample.quality.speech_s for sample in samples])
    together = np.ones((count, count), bool)
    for i in range(count):
        for j in range(i):
            shorter = float(min(seconds[i], seconds[j]))
            chance = same_voice(weights, samples[i].mark.embedding_sum, samples[j].mark.embedding_sum, shorter)
            together[i, j] = together[j, i] = chance >= STRAY
    if count < 2 or together.all():
        return ()
    group = together[int((together @ seconds).argmax())]
    whole = np.sum([sample.mark.embedding_sum for sample, inside in zip(samples, group, strict=True) if inside], axis=0)
    return tuple(
        place
        for place, sample in enumerate(samples)
        if not group[place] and same_voice(weights, whole, sample.mark.embedding_sum, float(seconds[place])) < STRAY
    )
