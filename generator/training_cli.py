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
        weights = training.shipped_weights()
        progress = partial(tqdm, disable=None)
        kept = training.kept_variation(TRAITS, weights.id)
        if kept is None and config.before:
            kept = training.carried_variation(config, weights, corpus, CACHE, progress)
        teller = training.made(config, weights, corpus, CACHE, progress, kept)
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

    config = training.read(arguments.place, arguments.settings)
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


def train_network(arguments: argparse.Namespace) -> int:
    """Trains one of the networks to the end and writes its weights; goes on after any kill, also under torchrun."""
    from sincnet.training.tuning import tune

    tune()
    from generator.training import tasks  # brings torch
    from generator.training.course import run
    from sincnet.training.interruptions import enough_memory
    from sincnet.training.team import joined

    config = tasks.read(arguments.config, arguments.settings)
    corpus, folder = corpus_of(arguments), arguments.run_dir or Path("runs") / arguments.config.stem
    with joined() as team, enough_memory(*tasks.batch_of(config), team.size):
        progress = partial(tqdm, disable=None if team.leads else True)
        task, course, settings = tasks.begun(config, corpus, CACHE, team, progress)
        with progress(total=course.steps, unit="step", delay=2) as bar:
            for step, figures in run(task, course, settings, folder, team):
                bar.update(step - bar.n)
                bar.set_postfix({name: f"{value:.3g}" for name, value in figures.items()}, refresh=False)
        if team.leads:
            path = task.release(folder, course.steps)
            say(arguments, {"weights": str(path)}, str(path))
    return 0


def evaluate_network(arguments: argparse.Namespace) -> int:
    """Measures the run of a configuration as it stands, on the people whom it holds out."""
    from generator.training import tasks
    from generator.training.course import check, measure
    from sincnet.training.interruptions import enough_memory
    from sincnet.training.team import joined

    config = tasks.read(arguments.place, arguments.settings)
    corpus, folder = corpus_of(arguments), arguments.run_dir or Path("runs") / arguments.place.stem
    check(folder)  # before anything is heard or drawn, which takes long
    with joined() as team, enough_memory():
        if not team.leads:
            return 0
        task, _, _ = tasks.begun(config, corpus, CACHE, team, partial(tqdm, disable=None))
        step, found = measure(task, folder)
    say(arguments, {"step": step, **found}, "\n".join(f"{name}: {value:.4g}" for name, value in found.items()))
    return 0


def train_figures(arguments: argparse.Namespace) -> int:
    """Raises `WhoSpeaksError`: figures are measured."""
    raise WhoSpeaksError(f"{arguments.config.name} measures and trains nothing; give it to evaluate.")


def evaluate_figures(arguments: argparse.Namespace) -> int:
    """Measures every system on held-out speakers, and writes the page and, beside it, the contact sheet."""
    from generator.evaluation import page, run  # brings torch and scikit-learn
    from sincnet.training.team import joined

    config = run.read(arguments.place, arguments.settings)
    corpus, out = corpus_of(arguments), arguments.out or FIGURES
    with joined() as team:
        if not team.leads:
            return 0
        measured = run.measure(config, corpus, arguments.data_dir, CACHE, partial(tqdm, disable=None))
    try:
        page.write(measured, out)
    except OSError as error:
        raise WhoSpeaksError(f"{out} cannot be written ({error.strerror}); choose another place with -o.") from error
    say(arguments, {**measured.record(), "page": str(out)}, f"{page.summary(measured)}\n{out}")
    return 0


FIGURES = Path("docs") / "faces.md"

CACHE = Path("runs") / "cache"

NETWORKS = ("voice_embedding", "gan", "face_embedding", "decoder", "mapping", "speech2face")
"""As `generator.training.tasks` has them, which to ask would bring torch."""

KINDS: Mapping[str, Kind] = {
    "traits": Kind(train_traits, evaluate_traits),
    "figures": Kind(train_figures, evaluate_figures),
    **dict.fromkeys(NETWORKS, Kind(train_network, evaluate_network)),
}
