"""From a finished run to weights the app can use: averaged network, cohort, calibration and an honest card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from sincnet import checkpoint
from sincnet.calibration import Calibration
from sincnet.checkpoint import Weights
from sincnet.corpora.dataset import Shard, Speaker, read_speakers, split
from sincnet.evaluation.protocol import LENGTHS_S, HeldOut, calibrate, closed_set, cross_fitted, embed, open_set
from sincnet.events import WhoSpeaksError
from sincnet.training.augment import Augmenter
from sincnet.training.train import Run, TrainConfig
from sincnet.windows import normalise

COHORT_WINDOWS = 24
"""Windows averaged into a training speaker's place in the cohort."""

UNCALIBRATED = Calibration(1.0, 0.0, 0.0, 0.0, 3.0, 0.5)

ATTRIBUTION = {
    "librispeech": "LibriSpeech ASR corpus: V. Panayotov, G. Chen, D. Povey and S. Khudanpur, 2015, CC BY 4.0",
    "speechocean762": "speechocean762: J. Zhang, Z. Zhang, Y. Wang et al., 2021, CC BY 4.0",
}


def averaged(run: Run) -> torch.nn.Module:
    """The network with the running average of its weights."""
    run.model.load_state_dict(run.average.module.state_dict())
    return run.model.eval().requires_grad_(False)


def cohort(run: Run, shard: Shard, speakers: int) -> np.ndarray:
    """Mean unit d-vectors of the first `speakers` classes (those at their own speed): float32 (speakers, d)."""
    windows = run.config.model.windows
    rng = np.random.default_rng(run.config.seed)
    rows = []
    for label in range(speakers):
        clips = shard.of_class(label)
        crops = [shard.crop(clips[rng.integers(len(clips))], windows.window, rng) for _ in range(COHORT_WINDOWS)]
        with torch.inference_mode():
            d_vectors = F.normalize(run.model(torch.from_numpy(normalise(np.stack(crops)))).float())
        rows.append(F.normalize(d_vectors.mean(0), dim=0).numpy())
    return np.stack(rows)


Judges = Sequence[tuple[list[int], Calibration]]


def figures(held_out: HeldOut, speakers: Sequence[Speaker], judges: Judges) -> dict[str, Any]:
    """All figures of the protocol, by length of the probe, and the whole probes' error by sex and age group."""

    def rounded(values: dict[str, float]) -> dict[str, float]:
        return {name: round(value, 4) for name, value in values.items()}

    by_length = {
        "whole" if length is None else f"{length:g} s": rounded(
            {**closed_set(held_out, length), **open_set(held_out, length, judges)}
        )
        for length in LENGTHS_S
    }
    groups: dict[str, Any] = {}
    for name, belongs in (
        ("female", lambda s: s.sex == "f"),
        ("male", lambda s: s.sex == "m"),
        ("under 16", lambda s: s.age is not None and s.age < 16),
        ("16 and over", lambda s: s.age is None or s.age >= 16),
    ):
        members = {number for number, speaker in enumerate(speakers) if belongs(speaker)}
        part = [
            probe for probe in held_out.probes[None] if probe.speaker in members and probe.speaker in held_out.prints
        ]
        if part:
            found = closed_set(HeldOut(held_out.prints, {None: part}, held_out.cohort), None)
            groups[name] = {
                "speakers": len({probe.speaker for probe in part}),
                "probes": len(part),
                "error": round(found["error"], 4),
            }
    return {"by_length": by_length, "whole_by_group": groups}


def release(
    config: TrainConfig,
    corpus: Path,
    folder: Path,
    cache: Path,
    progress: Callable[[Iterable[Speaker]], Iterable[Speaker]],
) -> Path:
    """Measures the run in `folder` on the held-out speakers and writes `model.safetensors` with its card there."""
    if config.speeds[0] != 1.0:
        raise WhoSpeaksError("The first of the speeds must be 1.0: the cohort is made of people's own voices.")
    training, held_out_speakers = split(read_speakers(corpus), config.held_out)
    shard = Shard.build(cache, training, config.model.windows, config.speeds)
    run = Run(config, len(shard.classes), folder)
    averaged(run)
    weights = Weights("", run.model, cohort(run, shard, len(training)), UNCALIBRATED, {})
    clean = embed(weights, held_out_speakers, progress=progress)
    augmenter, rng = Augmenter(config.seed + 1, rooms=50, noises=40), np.random.default_rng(config.seed)
    noisy = embed(weights, held_out_speakers, lambda clip: augmenter.background(clip, 10.0, rng), progress)
    # A calm room lies between the clean recordings and the noisy ones that are only reported.
    calm = embed(weights, held_out_speakers, lambda clip: augmenter.background(clip, 20.0, rng), progress)
    both = HeldOut(
        clean.prints, {length: clean.probes[length] + calm.probes[length] for length in LENGTHS_S}, clean.cohort
    )
    judges = cross_fitted(both)
    calibration = calibrate(both, sorted({probe.speaker for probe in both.probes[None]}))
    card = {
        "name": "WhoSpeaks SincNet",
        "made": datetime.now(UTC).date().isoformat(),
        "parameters": sum(parameter.numel() for parameter in run.model.parameters()),
        "training": {
            "speakers": {
                name: sum(s.corpus == name for s in training) for name in sorted({s.corpus for s in training})
            },
            "steps": run.step,
            "started_from": config.start_from or None,
            "attribution": [ATTRIBUTION[name] for name in sorted({s.corpus for s in training}) if name in ATTRIBUTION],
        },
        "protocol": "Speakers of the same corpora, none in training; 20 s enrolment from several recordings, every "
        "other recording a probe. Open set: half enrolled, half strangers, decided with a calibration fitted on the "
        "other half of the speakers, on clean probes and on probes at 20 dB signal-to-noise ratio. Noisy: 10 dB.",
        "figures": {
            "clean": figures(clean, held_out_speakers, judges),
            "noisy": figures(noisy, held_out_speakers, judges),
        },
        "limits": "Read English, half of it by Mandarin speakers, from two corpora. Not measured on other languages, "
        "ill or whispering voices, or people who imitate others; not fit to grant or refuse anybody anything.",
    }
    path = folder / "model.safetensors"
    checkpoint.save(path, run.model, weights.cohort, calibration, card)
    return path
