"""The headless commands of training."""

from __future__ import annotations

import argparse
import json
import os
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from audio.errors import WhoSpeaksError
from sincnet.console import add_command, named_path, say
from sincnet.training.tuning import tune


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the subparsers."""
    text = "Train a network on a corpus, measure it on held-out speakers and write its weights; resumes by itself."
    parser = add_command(commands, common, "train", train, text)
    parser.add_argument("config", type=named_path, metavar="CONFIG.toml")
    parser.add_argument("settings", nargs="*", metavar="key=value", help="over CONFIG; model.sinc.taps=129 is one too")
    parser.add_argument(
        "--corpus", type=named_path, metavar="DIR", help="with a speakers.csv (default: $SPEECH_CORPUS)"
    )
    parser.add_argument(
        "--run-dir",  # torchrun takes `--run` for one of its own
        dest="folder",
        type=named_path,
        metavar="DIR",
        help="where the run is kept (default: runs/NAME, after CONFIG)",
    )


def train(arguments: argparse.Namespace) -> int:
    tune()
    from sincnet.training.config import TrainConfig  # brings torch and SciPy, which `--help` can do without
    from sincnet.training.release import check, release
    from sincnet.training.team import joined
    from sincnet.training.train import train

    config = TrainConfig.read(arguments.config, arguments.settings)
    check(config)
    chosen = arguments.corpus or os.environ.get("SPEECH_CORPUS")
    if not chosen:
        raise WhoSpeaksError("No corpus was given; name its folder with --corpus or $SPEECH_CORPUS.")
    corpus = Path(chosen)
    folder: Path = arguments.folder or Path("runs") / arguments.config.stem
    cache = folder.parent / "cache"
    with joined() as team:
        progress = partial(tqdm, disable=None if team.leads else True)  # None: only where a person looks on
        with progress(total=config.steps, unit="step", delay=2) as bar:
            for step in train(config, corpus, folder, cache, team, progress):
                bar.update(step.step - bar.n)
                bar.set_postfix(
                    loss=f"{step.loss:.2f}", right=f"{step.accuracy:.0%}", **step.judged or {}, refresh=False
                )
        if not config.held_out:
            if team.leads:
                remark = f"The run is kept in {folder}; nobody is held out to measure it on."
                say(arguments, {"run": str(folder)}, remark)
            return 0
        path = release(config, corpus, folder, cache, team, partial(progress, unit="speaker"))
        if team.leads:
            card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            say(arguments, card["figures"], f"{path}\n{json.dumps(card['figures'], indent=2)}")
    return 0
