"""What every headless command shares: arguments, the way of speaking, and opening what is asked.

With `--json` nothing but one object a line goes to stdout. Progress and remarks go to stderr. The only file of the
command line that prints.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from audio.errors import WhoSpeaksError

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

LONGEST_RECORDING_S = 600.0
"""More than this is a conversation, not a recording of one person; and it bounds what is held in memory."""


def add_command(
    commands: Any, common: argparse.ArgumentParser, name: str, run: Any, text: str
) -> argparse.ArgumentParser:
    """A subparser that sets `run`, a function of the parsed arguments that returns the exit status."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, parents=[common])
    parser.set_defaults(run=run)
    return parser


def named_path(text: str) -> Path:
    """A path from the command line. An empty one would be the current folder, which nobody meant by `"$UNSET"`."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def number(least: float, most: float, unit: str, kind: type[int] | type[float] = float) -> Callable[[str], float]:
    """Reads a number from the command line: wrong usage where it is none, or not from `least` to `most`."""

    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"it has to be from {least:g} to {most:g} {unit}, not {text!r}")
        return value

    return read


@contextmanager
def open_recogniser(arguments: argparse.Namespace) -> Iterator[Recogniser]:
    from sincnet.recogniser import Recogniser  # brings torch, which `--help` can do without

    with Recogniser.open(arguments.data_dir) as recogniser:
        yield recogniser


def remark(text: str) -> None:
    tqdm.write(text, file=sys.stderr)


def say(arguments: argparse.Namespace, record: dict[str, Any], sentence: str) -> None:
    try:
        with tqdm.external_write_mode(sys.stdout):
            print(json.dumps(record, ensure_ascii=False) if arguments.json else sentence, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries once more when it ends
        raise WhoSpeaksError(f"The answers cannot be written ({error.strerror}); send them elsewhere.") from error
