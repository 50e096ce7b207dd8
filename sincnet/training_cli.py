"""The headless commands of training."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from audio.errors import WhoSpeaksError
from sincnet.console import add_command, named_path, remark, say
from sincnet.kinds import Kind, kind_of
from sincnet.training.tuning import tune

if TYPE_CHECKING:
    from sincnet.training.config import TrainConfig
    from sincnet.training.team import Team


def add_commands(commands: Any, common: argparse.ArgumentParser, kinds: Mapping[str, Kind] | None = None) -> None:
    """Adds the subparsers; `train` takes configurations of the `kinds` of other rooms too."""

    def run(arguments: argparse.Namespace) -> int:
        kind = kind_of(arguments.config, kinds or {})
        return kind.train(arguments) if kind else train(arguments)

    text = "Train a network on a corpus, measure it on held-out speakers and write its weights; resumes by itself."
    _add_arguments(add_command(commands, common, "train", run, text))
    text = "Measure a run as it stands on held-out speakers and write its weights, without training on."
    _add_arguments(add_command(commands, common, "release", release, text))


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("config", type=named_path, metavar="CONFIG.toml")
    parser.add_argument("settings", nargs="*", metavar="key=value", help="over CONFIG; model.sinc.taps=129 is one too")
    parser.add_argument(
        "--corpus", type=named_path, metavar="DIR", help="with a speakers.csv (default: $SPEECH_CORPUS)"
    )
    parser.add_argument(
        "--run-dir",  # torchrun takes `--run` for one of its own
        type=named_path,
        metavar="DIR",
        help="where the run is kept (default: runs/NAME, after CONFIG)",
    )


def train(arguments: argparse.Namespace) -> int:
    tune()
    from sincnet.training.release import check  # brings torch and SciPy, which `--help` can do without
    from sincnet.training.team import joined
    from sincnet.training.train import divided, train

    config, corpus, folder = _asked(arguments)
    parts = divided(config, corpus)
    check(config, parts[-1])
    _remark_unknown(config, {speaker.corpus for part in parts for speaker in part})
    with joined() as team:
        progress = _progress(team)
        with progress(total=config.steps, unit="step", delay=2) as bar:
            for step in train(config, corpus, folder, _cache(folder), team, progress):
                bar.update(step.step - bar.n)
                bar.set_postfix(
                    loss=f"{step.loss:.2f}", right=f"{step.accuracy:.0%}", **step.judged or {}, refresh=False
                )
        if config.held_out:
            _release(arguments, config, corpus, folder, team)
        elif team.leads:
            sentence = f"The run is kept in {folder}; nobody is held out to measure it on."
            say(arguments, {"run": str(folder)}, sentence)
    return 0


def release(arguments: argparse.Namespace) -> int:
    from sincnet.training.team import joined

    config, corpus, folder = _asked(arguments)
    with joined() as team:
        _release(arguments, config, corpus, folder, team)
    return 0


def _asked(arguments: argparse.Namespace) -> tuple[TrainConfig, Path, Path]:
    """The settings, the corpus and the run's folder."""
    from sincnet.training.config import TrainConfig

    config = TrainConfig.read(arguments.config, arguments.settings)
    corpus = arguments.corpus or os.environ.get("SPEECH_CORPUS")
    if not corpus:
        raise WhoSpeaksError("No corpus was given; name its folder with --corpus or $SPEECH_CORPUS.")
    return config, Path(corpus), arguments.run_dir or Path("runs") / arguments.config.stem


def _remark_unknown(config: TrainConfig, known: Collection[str]) -> None:
    """A corpus spelt wrongly would hold nobody out, and nobody would notice; `known` are those that there are."""
    wanted = {name for counts in (config.held_out, config.development) for name, count in counts.items() if count}
    if unknown := sorted(wanted.difference(known)):
        remark(f"Nobody of {', '.join(unknown)} is here ({', '.join(sorted(known))}), so none of them is set apart.")


def _cache(folder: Path) -> Path:
    """What runs beside each other share: decoded speech and what teachers said of it."""
    return folder.parent / "cache"


def _progress(team: Team) -> partial[Any]:
    """A bar where a person looks on, and only the first process's."""
    return partial(tqdm, disable=None if team.leads else True)


def _release(arguments: argparse.Namespace, config: TrainConfig, corpus: Path, folder: Path, team: Team) -> None:
    from sincnet.evaluation.glossary import table
    from sincnet.training.release import release

    path = release(config, corpus, folder, _cache(folder), team, partial(_progress(team), unit="speaker"))
    if team.leads:
        figures = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["figures"]
        columns = {
            f"{sound}, {length}": entry
            for sound, told in figures.items()
            for length, entry in told["by_length"].items()
        }
        say(arguments, figures, f"{table(columns)}\n{path}")
