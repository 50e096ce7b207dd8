"""The headless command that prepares corpora."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from audio.errors import WhoSpeaksError
from sincnet.console import add_command, named_path, number, remark, say

KINDS = ("timit", "voxceleb1", "voxceleb2", "librispeech", "speechocean762", "lab")
INCOMPLETE = 3
"""The exit status of a corpus that is prepared without what was missing or damaged."""

SHOWN = 10


@dataclass(frozen=True)
class Others:
    """Kinds that another room prepares: their names and what they are, their options, and the command itself."""

    kinds: tuple[str, ...]
    text: str
    add_options: Callable[[argparse.ArgumentParser], None]
    prepare: Callable[[argparse.Namespace], int]


def add_commands(commands: Any, common: argparse.ArgumentParser, others: Sequence[Others] = ()) -> None:
    """Adds the subparsers; `prepare` takes the kinds of `others` too."""
    text = "Make a corpus, as it is distributed, ready for training and evaluation; goes on after any interruption."
    by_kind = dict.fromkeys(KINDS, prepare) | {kind: other.prepare for other in others for kind in other.kinds}

    def run(arguments: argparse.Namespace) -> int:
        return by_kind[arguments.kind](arguments)

    parser = add_command(commands, common, "prepare", run, text)
    parser.epilog = "Exit status: 0 prepared, 3 prepared without what is missing or damaged, 1 not prepared."
    helps = "; ".join(["lab: a folder per person", *(other.text for other in others)])
    parser.add_argument("kind", choices=tuple(by_kind), help=helps)
    parser.add_argument("source", type=named_path, metavar="SRC", help="the corpus as it was distributed")
    parser.add_argument("folder", type=named_path, metavar="DST", help="where the prepared corpus goes")
    parser.add_argument(
        "--trim-db",
        type=number(1, 120, "dB"),
        default=35.0,
        metavar="DB",
        help="sound so far below a recording's loudest 20 ms is silence (default: %(default)s)",
    )
    parser.add_argument(
        "--split-pauses",
        type=number(1, 60_000, "ms"),
        metavar="MS",
        help="part recordings at longer pauses (SincNet's LibriSpeech: 125)",
    )
    parser.add_argument(
        "--jobs",
        type=number(1, 1024, "processes", int),
        metavar="N",
        help="people worked on at once (default: as many as pay)",
    )
    for other in others:
        other.add_options(parser)


def prepare(arguments: argparse.Namespace) -> int:
    from sincnet.corpora.manifest import read_corpus  # brings NumPy and soxr, which `--help` can do without
    from sincnet.corpora.prepare import listed, prepare
    from sincnet.corpora.silence import Silence

    source, folder = places(arguments)
    silence = Silence(arguments.trim_db, arguments.split_pauses)
    remark(f"Listing {source} …")
    corpus = listed(arguments.kind, source)
    total = sum(len(speaker.sources) for speaker in corpus.speakers)
    parts = prepare(arguments.kind, corpus, folder, silence, arguments.jobs)
    carry_out((len(part.recordings) + len(part.problems) for part in parts), total, "clip")
    about = read_corpus(folder)
    assert about is not None
    what = f"{about['speakers']} speakers, {about['recordings']} recordings, {about['hours']} h"
    return tell(arguments, folder, about, what)


def carry_out(done: Iterable[int], total: int, unit: str) -> None:
    """Goes through with it, and shows how many of `total` are `done` each time."""
    try:
        with tqdm(total=total, unit=unit, disable=None) as bar:
            for count in done:
                bar.update(count)
    except KeyboardInterrupt:
        remark("Stopped; the same command goes on where this ended.")
        raise


def tell(arguments: argparse.Namespace, folder: Path, about: dict[str, Any], what: str) -> int:
    """Says `what` there is in a prepared folder, and its problems; the exit status."""
    from sincnet.corpora.prepare import UNUSABLE

    tell_problems(folder / "problems.csv", about["problems"])
    counts = ", ".join(f"{count} {kind}" for kind, count in about["problems"].items()) or "no problems"
    say(arguments, {"folder": str(folder), **about}, f"{folder}: {what}; {counts}.")
    return INCOMPLETE if any(about["problems"].get(kind) for kind in UNUSABLE) else 0


def places(arguments: argparse.Namespace) -> tuple[Path, Path]:
    """SRC and DST. Raises `WhoSpeaksError` where one is in the other."""
    source, folder = arguments.source.expanduser().absolute(), arguments.folder.expanduser().absolute()
    if folder.resolve().is_relative_to(source.resolve()) or source.resolve().is_relative_to(folder.resolve()):
        raise WhoSpeaksError(
            "{folder} and {source} lie in each other; prepare the corpus in a folder apart.",
            folder=folder,
            source=source,
        )
    return source, folder


def tell_problems(path: Path, counts: dict[str, int]) -> None:
    """The first of each kind; all are in the list."""
    told: dict[str, int] = {}
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            told[row["kind"]] = told.get(row["kind"], 0) + 1
            if told[row["kind"]] <= SHOWN:
                remark(f"{row['kind']}: {row['name']}: {row['detail']}")
    more = sum(max(count - SHOWN, 0) for count in counts.values())
    if more:
        remark(f"… and {more} more, all in {path}.")
