"""The headless commands of training."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

from tqdm import tqdm

from audio.errors import WhoSpeaksError
from sincnet.console import add_command, say


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the subparsers."""
    text = "Train a network on a corpus, measure it on held-out speakers and write its weights; resumes by itself."
    parser = add_command(commands, common, "train", train, text)
    parser.add_argument("config", type=Path, metavar="CONFIG.toml")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="with a speakers.csv (default: $SPEECH_CORPUS)")
    parser.add_argument(
        "--run",
        dest="folder",
        type=Path,
        metavar="DIR",
        help="where the run is kept (default: runs/NAME, after CONFIG)",
    )


def train(arguments: argparse.Namespace) -> int:
    from sincnet.training.release import release  # brings torch and SciPy, which `--help` can do without
    from sincnet.training.train import TrainConfig, train

    config = TrainConfig.read(arguments.config)
    chosen = arguments.corpus or os.environ.get("SPEECH_CORPUS")
    if not chosen:
        raise WhoSpeaksError("No corpus was given; name its folder with --corpus or $SPEECH_CORPUS.")
    corpus = Path(chosen)
    folder: Path = arguments.folder or Path("runs") / arguments.config.stem
    cache = folder.parent / "cache"
    with tqdm(total=config.steps, unit="step", delay=2, disable=None) as bar:
        for step, loss, accuracy in train(config, corpus, folder, cache):
            bar.update(step - bar.n)
            bar.set_postfix(loss=f"{loss:.2f}", windows=f"{accuracy:.0%}", refresh=False)
    path = release(config, corpus, folder, cache, lambda speakers: tqdm(speakers, unit="speaker", disable=None))
    card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    say(arguments, card["figures"], f"{path}\n{json.dumps(card['figures'], indent=2)}")
    return 0
