"""What the benchmarks share: weights, the demo scene with its cast enrolled, held-out speakers, and tables."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch.nn import functional as F

from audio.files import read_audio
from sincnet.calibration import UNCALIBRATED
from sincnet.checkpoint import Weights, load
from sincnet.config import ModelConfig
from sincnet.corpora.dataset import Speaker, read_speakers, split
from sincnet.demo import CONVERSATION, enrol_cast
from sincnet.enrolled import Enrolled
from sincnet.gallery import Gallery
from sincnet.identifier import Identifier
from sincnet.model import SincNet
from sincnet.paths import assets
from sincnet.recogniser import DEFAULT_MODEL, Recogniser
from sincnet.training.config import TrainConfig

COHORT = 400  # about as many training speakers as the shipped weights have


@dataclass(frozen=True, slots=True)
class Turn:
    """Ground truth: who speaks in the demo conversation from when to when; None is the visitor."""

    start_s: float
    end_s: float
    speaker: str | None


def add_common_options(parser: ArgumentParser) -> None:
    parser.add_argument("--threads", type=int, default=2, metavar="N", help="of torch (default: 2)")


def announce(threads: int) -> None:
    """Sets torch's threads and says on what the figures are made."""
    torch.set_num_threads(threads)
    print(f"torch {torch.__version__} on {threads} threads, {os.cpu_count()} cores in the machine.")


def shipped_weights() -> Weights | None:
    """What the app ships, or None where it has not been trained yet."""
    return load(DEFAULT_MODEL) if DEFAULT_MODEL.exists() else None


def random_weights() -> Weights:
    """The default configuration untrained: as fast as the shipped weights, and knowing nothing."""
    torch.manual_seed(1)
    model = SincNet(ModelConfig()).eval().requires_grad_(False)
    cohort = F.normalize(torch.randn(COHORT, model.embedding_size)).numpy()
    return Weights("random", model, cohort, UNCALIBRATED, {})


def weights_to_time() -> Weights:
    """The shipped weights, or random ones; says which."""
    shipped = shipped_weights()
    if shipped is None:
        print("RANDOM WEIGHTS, since none are shipped here: times are those of the network, answers mean nothing.")
        return random_weights()
    print(f"Shipped weights {shipped.id}.")
    return shipped


def cast_identifier(weights: Weights) -> Identifier:
    """Knows the five people of the demo."""
    with TemporaryDirectory() as home, Recogniser(weights, Gallery(Path(home))) as recogniser:
        enrol_cast(recogniser)
        people, rows = recogniser.gallery.rows(weights.id)
    return Identifier(weights, Enrolled.of(people, rows, weights.cohort))


def demo_scene() -> tuple[np.ndarray, list[Turn]]:
    """The demo conversation, float32 (n,) at 16 kHz, and its turns."""
    truth = json.loads(CONVERSATION.with_suffix(".json").read_text(encoding="utf-8"))
    turns = [Turn(turn["start_s"], turn["end_s"], turn["speaker"]) for turn in truth["turns"]]
    return read_audio(CONVERSATION), turns


def held_out_speakers(corpus: Path) -> list[Speaker]:
    """Those whom the shipped weights never heard; [] without a corpus."""
    if not corpus.is_dir():
        return []
    config = TrainConfig.read(assets().parent / "sincnet" / "configs" / "default.toml")
    return split(read_speakers(corpus), config.held_out)[1]


def default_corpus() -> Path:
    """$SPEECH_CORPUS, or the folder beside the project where speech is kept."""
    return Path(os.environ.get("SPEECH_CORPUS", assets().parent.parent / "shared" / "speech"))


def spread(values: Sequence[float], digits: int = 1) -> str:
    """Median and range."""
    return f"{np.median(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """As Markdown whose columns line up: the first to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    print()
    for row in (header, rule, *rows):
        others = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        print("| " + " | ".join([row[0].ljust(widths[0]), *others]) + " |")
    print(flush=True)
