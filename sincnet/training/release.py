"""From a finished run to weights the app can use: averaged network, cohort, calibration and an honest card."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
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
from sincnet.evaluation.open_set import (
    LEAST_ENROLLED,
    Judges,
    OpenSet,
    calibrate,
    cross_fitted,
    everybody,
    too_few_enrolled,
)
from sincnet.evaluation.protocol import HeldOut, embed, may_be_enrolled
from sincnet.events import WhoSpeaksError
from sincnet.model import SincNet
from sincnet.progress import Progress, unseen
from sincnet.training.config import TrainConfig
from sincnet.training.finished import finished
from sincnet.training.teacher import CREDITS
from sincnet.training.team import ALONE, Team
from sincnet.training.train import divided
from sincnet.windows import normalise

COHORT_WINDOWS = 24
"""Windows averaged into a training speaker's place in the cohort."""

ATTRIBUTION = {
    "timit": "TIMIT: J. Garofolo, L. Lamel, W. Fisher et al., LDC93S1, 1993",
    "voxceleb1": "VoxCeleb 1: A. Nagrani, J. S. Chung and A. Zisserman, Interspeech 2017",
    "voxceleb2": "VoxCeleb 2: J. S. Chung, A. Nagrani and A. Zisserman, Interspeech 2018",
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


def limits(corpora: Collection[str]) -> str:
    """What weights are not known to do that were trained and measured on these corpora."""
    if set(corpora) == {"librispeech", "speechocean762"}:
        return (
            "Read English, half of it by Mandarin speakers, from two corpora. Not measured on other languages, "
            "ill or whispering voices, or people who imitate others; not fit to grant or refuse anybody anything."
        )
    return (
        f"Speech of {', '.join(sorted(corpora))} alone. Not measured on other languages, rooms or microphones, ill or "
        "whispering voices, or people who imitate others; not fit to grant or refuse anybody anything."
    )


def check(config: TrainConfig, held_out: Sequence[Speaker]) -> None:
    """Raises `WhoSpeaksError` for a run whose weights could not be released when it is through: better now than then.

    `held_out` are the speakers to measure on, if the settings ask for any. Recordings are taken to be all speech here,
    so what passes may still fail by a little.
    """
    if not config.held_out:
        return
    if config.speeds[0] != 1.0:
        raise WhoSpeaksError("The first of the speeds must be 1.0: the cohort is made of people's own voices.")
    enough = list(islice(filter(may_be_enrolled, held_out), LEAST_ENROLLED))
    if len(enough) < LEAST_ENROLLED:
        raise too_few_enrolled(len(enough), len(held_out))


def release(
    config: TrainConfig, corpus: Path, folder: Path, cache: Path, team: Team = ALONE, progress: Progress = unseen
) -> Path:
    """Measures what the run in `folder` came to, or the runs `together`, on the held-out speakers, and writes
    `model.safetensors` with its card there. All processes of a team measure, the first one writes.

    Raises `WhoSpeaksError` for a run that is missing or does not fit, and for too few people to measure on.
    """
    if not config.held_out:
        raise WhoSpeaksError("Nobody is held out to measure the run on; set held_out.")
    training, _, held_out_speakers = divided(config, corpus)
    check(config, held_out_speakers)
    done = team.of_first(lambda: finished(config, folder))
    model = done.model
    with team.first_one_first():
        shard = Shard.build(cache, training, model.config.windows, config.speeds, progress)
    weights = Weights("", model, cohort(model, shard, len(training), config.seed), UNCALIBRATED, {})
    clean = embed(weights, held_out_speakers, progress=progress)
    noisy = embed(weights, held_out_speakers, background(10.0), progress)
    # A calm room lies between the clean recordings and the noisy ones that are only reported.
    both = clean.with_probes_of(embed(weights, held_out_speakers, background(20.0), progress))
    path = folder / "model.safetensors"
    if not team.leads:
        return path
    folder.mkdir(parents=True, exist_ok=True)
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
        "limits": limits({speaker.corpus for speaker in (*training, *held_out_speakers)}),
    }
    checkpoint.save(path, model, weights.cohort, calibration, card)
    return path
