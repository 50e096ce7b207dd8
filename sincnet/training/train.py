"""Training, from a corpus to the last state of a run. It reads top to bottom and goes on after any kill.

    corpus → shard → batches → run (one step each) → judge, record, states on the disk

Several processes do the same together, each on its rows of every batch (see `team`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import torch

from sincnet.corpora.dataset import Shard, Speaker, read_speakers, split
from sincnet.events import WhoSpeaksError
from sincnet.progress import Progress, unseen
from sincnet.training import interruptions
from sincnet.training.batches import Batches, loader
from sincnet.training.beginning import begin
from sincnet.training.config import TrainConfig
from sincnet.training.filters import draw_filters
from sincnet.training.judge import Judge, SpeakersJudge
from sincnet.training.record import Record
from sincnet.training.run import Run, Step
from sincnet.training.sentences import SentencesJudge, divide
from sincnet.training.targets import Targets, ask
from sincnet.training.teacher import TEACHERS
from sincnet.training.team import ALONE, Team


def divided(config: TrainConfig, corpus: Path) -> tuple[list[Speaker], list[Speaker], list[Speaker]]:
    """Speakers to train on, to judge by while training, and to report on; nobody is in two of them."""
    speakers = [speaker for folder in (corpus, *map(Path, config.corpora)) for speaker in read_speakers(folder)]
    rest, held_out = split(speakers, config.held_out)
    training, development = split(rest, config.development)
    return training, development, held_out


def train(
    config: TrainConfig, corpus: Path, folder: Path, cache: Path, team: Team = ALONE, progress: Progress = unseen
) -> Iterator[Step]:
    """Trains to the end, or until the judge has lost its patience; yields every step.

    `folder` receives the states, the log, TensorBoard's events and the filters, `cache` what is decoded and taught.
    Raises `WhoSpeaksError`, also after Ctrl-C, when the state is kept.
    """
    if config.together:
        raise WhoSpeaksError("These settings put trained runs together; there is nothing to train, release them.")
    if config.batch % team.size:
        raise WhoSpeaksError(f"A batch of {config.batch} cannot be shared evenly by {team.size} processes.")
    training, development, _ = divided(config, corpus)
    if team.leads:
        folder.mkdir(parents=True, exist_ok=True)
    with team.first_one_first():
        shard = Shard.build(cache, training, config.model.windows, config.speeds, progress, config.formants)
        shard, judge = _judged(config, shard, development, cache, progress)
        targets = _targets(config, shard, cache, progress)
    run = Run(config, shard.classes, folder, team)
    if not run.resumed:
        team.of_first(lambda: begin(run))
        run.share()
    if run.finished():
        return
    record = _record(run, judge) if team.leads else None
    batches = loader(Batches(shard, config, run.step, targets, team))
    try:
        with interruptions.stop_requests() as asked:
            for batch in batches:
                with interruptions.enough_memory("batch", config.batch, team.size):
                    step = run.advance(batch)
                if judge and config.judges(run.step):
                    judged = judge(run)
                    run.note(judged[judge.figures[0]])
                    step = replace(step, judged=judged)
                stopped = bool(team.total(torch.tensor(float(asked.is_set()))))
                if record:
                    record.take(step.step, step.figures(), step.judged, config.lr * run.rate())
                    if config.judges(run.step) and (filters := draw_filters(run.network())):
                        record.draw("filters", filters, run.step)
                if run.finished() or stopped or run.step % config.save_every == 0:
                    run.keep()
                yield step
                if run.finished():
                    return
                if stopped:
                    raise interruptions.stopped(run.step, folder)
    finally:
        if record:
            record.close()


def _record(run: Run, judge: Judge | None) -> Record:
    config = run.config
    figures = ["loss", "accuracy", *["likeness"] * bool(config.teacher)]
    return Record(run.folder, asdict(config), run.step, config.log_every, figures, judge.figures if judge else ())


def _judged(
    config: TrainConfig, shard: Shard, development: list[Speaker], cache: Path, progress: Progress
) -> tuple[Shard, Judge | None]:
    """What of the shard is left to train on, and the judge."""
    windows = config.model.windows
    if config.judge == "sentences":
        shard, unheard = divide(shard)
        return shard, SentencesJudge(unheard, windows)
    if not development:
        return shard, None
    return shard, SpeakersJudge(Shard.build(cache, development, windows, progress=progress), windows.window)


def _targets(config: TrainConfig, shard: Shard, cache: Path, progress: Progress) -> Targets | None:
    if not config.teacher:
        return None
    answers = ask(config.teacher, TEACHERS[config.teacher], shard, cache, progress)
    return Targets(answers, shard, config.shares)
