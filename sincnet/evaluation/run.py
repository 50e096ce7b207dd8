"""One evaluation from weights and people to files: figures.json, plots, d-vectors and the report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sincnet.checkpoint import Weights, load
from sincnet.corpora.dataset import Speaker
from sincnet.evaluation import plots
from sincnet.evaluation.archive import d_vectors
from sincnet.evaluation.figures import EVERYBODY, decide, figures, length_name
from sincnet.evaluation.glossary import table
from sincnet.evaluation.noise import background, clean
from sincnet.evaluation.open_set import ROUNDS, everybody
from sincnet.evaluation.protocol import ENROLMENT_S, LENGTHS_S, HeldOut, embed
from sincnet.evaluation.report import Evaluation, drawn, html
from sincnet.evaluation.subjects import read_subjects
from sincnet.evaluation.trials import Verified, as_csv, read_trials, recordings_by_name, score
from sincnet.events import WhoSpeaksError
from sincnet.paths import write_durably
from sincnet.progress import Progress, unseen
from sincnet.training.team import ALONE, Team

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """What to measure with: weights, seconds of enrolment, background in dB below the speech (None: none), bootstrap
    resamples, a trial list of `corpus`, and `whom` in words."""

    model: Path
    corpus: Path
    whom: str = "all speakers"
    enrolment_s: float = ENROLMENT_S
    snr_db: float | None = None
    resamples: int = 1000
    trials: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The outcome: `record` is figures.json, `files` what else is written beside plots and report, by name."""

    evaluation: Evaluation
    record: dict[str, Any]
    files: dict[str, bytes]


def measure(
    speakers: Sequence[Speaker], settings: Settings, team: Team = ALONE, progress: Progress = unseen
) -> Measured | None:
    """Embeds, decides and counts. All processes of a team call it; the first one gets the outcome, the others None.

    Raises `WhoSpeaksError` for weights, people or trials that cannot be measured with.
    """
    weights = load(settings.model)
    spoil = clean if settings.snr_db is None else background(settings.snr_db)
    pairs = read_trials(settings.trials) if settings.trials else []
    recordings = recordings_by_name(read_subjects(settings.corpus), settings.corpus) if pairs else {}
    held_out = embed(weights, speakers, spoil, progress, settings.enrolment_s)
    scored = score(weights, pairs, recordings, spoil, progress) if pairs else None
    if not team.leads:
        return None
    decisions = decide(held_out, [(everybody(held_out), weights.calibration)])
    found = figures(decisions, speakers, settings.resamples, progress)
    verified = Verified(scored, recordings) if scored else None
    trials = verified.figures(settings.resamples) if verified else None
    facts = _facts(weights, held_out, speakers, settings)
    evaluation = Evaluation(
        title=f"Who is told apart in {settings.corpus.name}",
        subtitle=f"{len(held_out.enrolment)} people, {found[length_name(None)][EVERYBODY]['probes']} utterances, "
        f"{_name(weights, settings)}, {datetime.now(UTC).date().isoformat()}",
        speakers=speakers,
        decisions=decisions,
        figures=found,
        facts=facts,
        left_out=held_out.left_out,
        trials=trials,
        trial_rates=verified.rates() if verified else {},
    )
    record = {
        "format": FORMAT,
        "corpus": settings.corpus.name,
        "model": {"name": _name(weights, settings), "id": weights.id},
        "protocol": {
            "speakers": settings.whom,
            "enrolled": len(held_out.enrolment),
            "strangers_only": len(everybody(held_out)) - len(held_out.enrolment),
            "enrolment_s": settings.enrolment_s,
            "lengths_s": list(LENGTHS_S),
            "snr_db": settings.snr_db,
            "resamples": settings.resamples,
            "resampled_by": "speaker",
        },
        "figures": found,
        "trials": trials,
        "left_out": [{"recording": name, "reason": reason} for name, reason in held_out.left_out],
    }
    files = {"d_vectors.npz": d_vectors(held_out, speakers, weights.id)}
    return Measured(evaluation, record, files | ({"trial_scores.csv": as_csv(scored)} if scored else {}))


def write(out: Path, measured: Measured) -> Path:
    """Writes everything into the folder `out`, the report last; returns where that is.

    Raises `WhoSpeaksError` where it cannot be written.
    """
    light, dark = (drawn(measured.evaluation, scheme) for scheme in (plots.LIGHT, plots.DARK))
    files = {
        **measured.files,
        **{f"{name}.png": png for name, png in light.items()},
        "figures.json": (json.dumps(measured.record, indent=2, ensure_ascii=False) + "\n").encode(),
        "report.html": html(measured.evaluation, light, dark).encode(),
    }
    for name, data in files.items():
        try:
            write_durably(out / name, data)
        except OSError as error:
            raise WhoSpeaksError(f"{out / name} cannot be written ({error.strerror}); choose another --out.") from error
    return out / "report.html"


def summary(measured: Measured) -> str:
    """The figures of everybody as a table for the terminal."""
    return table({length: groups[EVERYBODY] for length, groups in measured.record["figures"].items()})


def _name(weights: Weights, settings: Settings) -> str:
    return f"{weights.card.get('name', 'unnamed weights')} ({settings.model.name})"


def _facts(
    weights: Weights, held_out: HeldOut, speakers: Sequence[Speaker], settings: Settings
) -> list[tuple[str, str]]:
    enrolled, heard = len(held_out.enrolment), len(everybody(held_out))
    noise = "none added" if settings.snr_db is None else f"synthetic, {settings.snr_db:g} dB below the speech"
    intervals = (
        f"95 %, from {settings.resamples} bootstrap resamples of whole speakers; 0 – 0 says that no error was seen, "
        "not that there is none"
        if settings.resamples
        else "none were made"
    )
    return [
        ("Weights", f"{_name(weights, settings)}, {weights.id}"),
        ("People", f"{settings.whom} of {settings.corpus.name}: {len(speakers)}"),
        (
            "Enrolment",
            f"{enrolled} people, from recordings of at least {settings.enrolment_s:g} s of speech in all each; "
            f"{heard - enrolled} more have too little speech for that and are strangers only, {len(speakers) - heard} "
            "have no usable recording",
        ),
        ("Background", f"{noise}; enrolment stays clean"),
        (
            "Open set",
            f"half of the people enrolled and everybody else a stranger, {ROUNDS} random galleries; decided with the "
            "calibration that the weights bring",
        ),
        ("Scores", "cosines of mean d-vectors, normalised against a cohort of training speakers (adaptive, mean only)"),
        ("Intervals", intervals),
    ]
