"""What `train` and `evaluate` do with the configurations of this room, by the `kind` that they name."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from tqdm import tqdm

from audio.errors import WhoSpeaksError
from sincnet.console import say
from sincnet.kinds import Kind


def corpus_of(arguments: argparse.Namespace) -> Path:
    """The folder of speech that was asked for. Raises `WhoSpeaksError` where none was."""
    corpus = arguments.corpus or os.environ.get("SPEECH_CORPUS")
    if not corpus:
        raise WhoSpeaksError("No corpus was given; name its folder with --corpus or $SPEECH_CORPUS.")
    return Path(corpus)


def train_traits(arguments: argparse.Namespace) -> int:
    """Fits what voices tell, and puts it where the app finds it, or into --run-dir. One process is enough."""
    from generator.traits import training  # brings torch, scikit-learn and SciPy, which `--help` can do without
    from generator.traits.teller import TRAITS
    from sincnet.training.team import joined

    config = training.read(arguments.config, arguments.settings)
    corpus = corpus_of(arguments)
    place = arguments.run_dir / TRAITS.name if arguments.run_dir else TRAITS
    with joined() as team:
        if not team.leads:
            return 0
        teller = training.made(config, training.shipped_weights(), corpus, CACHE, partial(tqdm, disable=None))
        try:
            teller.save(place)
        except OSError as error:
            raise WhoSpeaksError(f"{place} cannot be written ({error.strerror}); choose another --run-dir.") from error
    found = teller.card["figures"]
    sentences = [f"{who}:\n{training.summary(figures)}" for who, figures in found.items()]
    say(arguments, {"traits": str(place), **found}, "\n".join([*sentences, str(place)]))
    return 0


def evaluate_traits(arguments: argparse.Namespace) -> int:
    """Measures what voices tell, as the app has it, on the speakers that the configuration holds out."""
    from generator.traits import training
    from generator.traits.teller import TRAITS, Teller
    from sincnet.training.team import joined

    config = training.read(arguments.place)
    corpus = corpus_of(arguments)
    weights = training.shipped_weights()
    teller = Teller.load(TRAITS)
    teller.check(weights.id)
    with joined() as team:
        if not team.leads:
            return 0
        found = training.held_out_figures(teller, config, weights, corpus, CACHE, partial(tqdm, disable=None))
    say(arguments, found, training.summary(found))
    return 0


CACHE = Path("runs") / "cache"

KINDS: Mapping[str, Kind] = {"traits": Kind(train_traits, evaluate_traits)}
