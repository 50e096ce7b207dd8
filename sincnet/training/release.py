"""From a finished run to weights the app can use: averaged network, cohort, calibration and an honest card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from sincnet import checkpoint
from sincnet.calibration import UNCALIBRATED
from sincnet.checkpoint import Weights
from sincnet.corpora.dataset import Shard, Speaker
from sincnet.evaluation.figures import EVERYBODY, decide, figures
from sincnet.evaluation.noise import background
from sincnet.evaluation.open_set import Judges, OpenSet, calibrate, cross_fitted, everybody
from sincnet.evaluation.protocol import HeldOut, embed
from sincnet.evaluation.sharding import Progress
from sincnet.events import WhoSpeaksError
from sincnet.model import SincNet
from sincnet.training.config import TrainConfig
from sincnet.training.finished import finished
from sincnet.training.teacher import CREDITS
from sincnet.training.team import ALONE, Team
from sincnet.training.train import divided
from sincnet.windows import normalise

COHORT_WINDOWS = 24
"""Windows averaged into a training speaker's place in the cohort."""

ATTRIBUTION = {
    "librispeech": "LibriSpeech ASR corpus: V. Panayotov, G. Chen, D. Povey and S. Khudanpur, 2015, CC BY 4.0",
    "speechocean762": "speechocean762: J. Zhang, Z. Zhang, Y. Wang et al., 2021, CC BY 4.0",
}


def cohort(model: SincNet, shard: Shard, speakers: int, seed: int) -> np.ndarray:
    """Mean unit d-vectors of the first `speakers` classes (those at their own speed): float32 (speakers, d)."""
    windows = model.config.windows
    rng = np.random.default_rng(seed)
    rows = []
    for label in range(speakers):
        clips = shard.of_class(label)
        crops = [shard.crop(clips[rng.integers(len(clips))], windows.window, rng) for _ in range(COHORT_WINDOWS)]
        with torch.inference_mode():
            d_vectors = F.normalize(model(torch.from_numpy(normalise(np.stack(crops)))).float())
        rows.append(F.normalize(d_vectors.mean(0), dim=0).numpy())
    return np.stack(rows)


def measured(held_out: HeldOut, speakers: Sequence[Speaker], judges: Judges) -> dict[str, Any]:
    """All figures of everybody by length of the probe, and those of whole probes by sex and age group."""
    found = figures(decide(held_out, judges), speakers)
    by_length = {length: groups.pop(EVERYBODY) for length, groups in found.items()}
    return {"by_length": by_length, "whole_by_group": found["whole"]}


def check(config: TrainConfig) -> None:
    """Raises `WhoSpeaksError` for a run whose weights could not be released when it is through."""
    if config.held_out and config.speeds[0] != 1.0:
        raise WhoSpeaksError("The first of the speeds must be 1.0: the cohort is made of people's own voices.")


def release(
    config: TrainConfig, corpus: Path, folder: Path, cache: Path, team: Team = ALONE, progress: Progress = iter
) -> Path:
    """Measures what the run in `folder` came to, or the runs `together`, on the held-out speakers, and writes
    `model.safetensors` with its card there. All processes of a team measure, the first one writes."""
    check(config)
    if not config.held_out:
        raise WhoSpeaksError("Nobody is held out to measure the run on; set held_out.")
    done = finished(config, folder)
    model = done.model
    training, _, held_out_speakers = divided(config, corpus)
    shard = Shard.build(cache, training, model.config.windows, config.speeds)
    weights = Weights("", model, cohort(model, shard, len(training), config.seed), UNCALIBRATED, {})
    clean = embed(weights, held_out_speakers, progress=progress)
    noisy = embed(weights, held_out_speakers, background(10.0), progress)
    # A calm room lies between the clean recordings and the noisy ones that are only reported.
    both = clean.with_probes_of(embed(weights, held_out_speakers, background(20.0), progress))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.safetensors"
    if not team.leads:
        return path
    judges = cross_fitted(both)
    calibration = calibrate(both, everybody(both))
    card = {
        "name": "WhoSpeaks SincNet",
        "made": datetime.now(UTC).date().isoformat(),
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "training": {
            "speakers": {
                name: sum(s.corpus == name for s in training) for name in sorted({s.corpus for s in training})
            },
            "steps": sum(course.steps for course in done.courses),
            "runs": [asdict(course) for course in done.courses],
            "teacher": "; ".join(sorted({CREDITS[course.teacher] for course in done.courses if course.teacher}))
            or None,
            "attribution": [ATTRIBUTION[name] for name in sorted({s.corpus for s in training}) if name in ATTRIBUTION],
        },
        "protocol": "Speakers of the same corpora, none in training; 20 s enrolment from several recordings, every "
        "other recording a probe. Open set: half enrolled, half strangers, decided with a calibration fitted on the "
        "other half of the speakers, on clean probes and on probes at 20 dB signal-to-noise ratio. Noisy: 10 dB.",
        "figures": {
            "clean": measured(clean, held_out_speakers, judges),
            "noisy": measured(noisy, held_out_speakers, judges),
        },
        "strictness": OpenSet(clean, None, judges).by_strictness(),
        "limits": "Read English, half of it by Mandarin speakers, from two corpora. Not measured on other languages, "
        "ill or whispering voices, or people who imitate others; not fit to grant or refuse anybody anything.",
    }
    checkpoint.save(path, model, weights.cohort, calibration, card)
    return path
