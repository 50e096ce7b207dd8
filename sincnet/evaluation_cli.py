"""The headless command of evaluation."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from audio.errors import WhoSpeaksError
from sincnet.console import add_command, named_path, number, remark, say
from sincnet.kinds import Kind, kind_of
from sincnet.paths import assets

if TYPE_CHECKING:
    from sincnet.corpora.dataset import Speaker

TRIALS_OF_CORPUS = Path("trials.txt")
"""What a prepared corpus calls its trial list."""


def add_commands(commands: Any, common: argparse.ArgumentParser, kinds: Mapping[str, Kind] | None = None) -> None:
    """Adds the subparser; it takes configurations of the `kinds` of other rooms too."""

    def run(arguments: argparse.Namespace) -> int:
        kind = kind_of(arguments.place, kinds or {}) if arguments.place.suffix == ".toml" else None
        return kind.evaluate(arguments) if kind else evaluate(arguments)

    text = "Measure how well people are told apart, and write figures, plots, d-vectors and an HTML report."
    parser = add_command(commands, common, "evaluate", run, text)
    parser.add_argument(
        "place",
        type=named_path,
        metavar="DIR|MANIFEST|CONFIG.toml",
        help="a corpus (raw or prepared), a folder of recordings per person, a list of a corpus's speakers, or what a "
        "face from a voice was trained with",
    )
    parser.add_argument("settings", nargs="*", metavar="key=value", help="over CONFIG.toml")
    parser.add_argument(
        "--corpus",
        type=named_path,
        metavar="DIR",
        help="with a CONFIG.toml: what to measure on (default: $SPEECH_CORPUS)",
    )
    parser.add_argument(
        "--model", type=named_path, metavar="FILE", help="weights, .safetensors (default: those of the app)"
    )
    parser.add_argument(
        "-o",
        "--out",
        type=named_path,
        metavar="DIR",
        help="where it is written (default: runs/evaluate/NAME, after DIR; docs/faces.md, of faces from voices)",
    )
    parser.add_argument(
        "--run-dir", type=named_path, metavar="DIR", help="of CONFIG.toml: where its run is (default: runs/NAME)"
    )
    parser.add_argument(
        "--enrol",
        type=number(0.1, 100_000, "seconds"),
        default=20.0,
        metavar="S",
        help="seconds of enrolment each (default: 20)",
    )
    parser.add_argument(
        "--noise",
        type=number(-100, 200, "dB"),
        metavar="DB",
        help="background behind the probes at this signal-to-noise ratio",
    )
    parser.add_argument(
        "--split", metavar="NAME", help="only the speakers of this split of the corpus: train, dev, test"
    )
    parser.add_argument(
        "--held-out", type=named_path, metavar="CONFIG.toml", help="only the speakers that this training leaves out"
    )
    parser.add_argument(
        "--trials",
        type=named_path,
        nargs="?",
        const=TRIALS_OF_CORPUS,
        metavar="FILE",
        help="also score a trial list, `1|0 enrol.wav test.wav` a line (default: trials.txt of the corpus)",
    )
    parser.add_argument(
        "--resamples",
        type=number(0, 1_000_000, "resamples", int),
        default=1000,
        metavar="N",
        help="bootstrap resamples (default: 1000; 0: none)",
    )


def evaluate(arguments: argparse.Namespace) -> int:
    """Under torchrun the processes share the work, and the first one answers."""
    from sincnet.evaluation.run import Settings, measure, summary, write  # brings torch, matplotlib and SciPy
    from sincnet.training.team import joined

    if arguments.settings:
        raise WhoSpeaksError(f"{arguments.settings[0]} is a setting of a CONFIG.toml; give one, or leave it out.")
    place: Path = arguments.place.absolute()
    folder = place if place.is_dir() else place.parent
    speakers, whom = _chosen(arguments, place)
    settings = Settings(
        model=arguments.model or assets() / "models" / "default.safetensors",
        corpus=folder,
        whom=whom,
        enrolment_s=arguments.enrol,
        snr_db=arguments.noise,
        resamples=arguments.resamples,
        trials=_trials(arguments.trials, folder),
    )
    out: Path = arguments.out or Path("runs") / "evaluate" / folder.name
    _make(out)
    with joined() as team:
        progress = partial(tqdm, disable=None if team.leads else True, delay=2, leave=False)
        measured = measure(speakers, settings, team, progress)
        if measured is None:
            return 0
        for left_out in measured.record["left_out"]:
            remark(f"{left_out['recording']} was left out: {left_out['reason']}")
        report = write(out, measured)
        say(arguments, measured.record, f"{summary(measured)}\n{report}")
    return 0


def _trials(named: Path | None, folder: Path) -> Path | None:
    """The list that was `named`, or the corpus's own where none was."""
    if named != TRIALS_OF_CORPUS:
        return named
    if not (folder / named).is_file():
        raise WhoSpeaksError(f"{folder.name} has no {named}; name a list with --trials FILE.")
    return folder / named


def _chosen(arguments: argparse.Namespace, place: Path) -> tuple[list[Speaker], str]:
    """Whom to measure on, and that in words."""
    from sincnet.corpora.dataset import split
    from sincnet.evaluation.subjects import read_subjects, restricted
    from sincnet.training.config import TrainConfig

    speakers, whom = read_subjects(place), "all speakers" if place.is_dir() else f"the speakers in {place.name}"
    if arguments.held_out:
        speakers = split(speakers, TrainConfig.read(arguments.held_out).held_out)[1]
        whom = f"{whom}, held out by {arguments.held_out.name}"
    if arguments.split:
        speakers = restricted(speakers, arguments.split)
        whom = f"{whom}, split {arguments.split}"
    if not speakers:
        raise WhoSpeaksError(f"{arguments.held_out.name} holds nobody of this corpus out; give the corpus it names.")
    return speakers, whom


def _make(out: Path) -> None:
    """Before the work, for nobody wants to hear of it after an hour."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WhoSpeaksError(f"{out} cannot be made ({error.strerror}); choose another --out.") from error
