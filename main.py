"""WhoSpeaks hears who is speaking and shows that person's face, live.

python main.py          the window, on the microphone
python main.py demo     the window, on a conversation of synthetic voices
python main.py --help   everything that works without a window
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import subprocess
import sys

from audio.errors import WhoSpeaksError
from audio.files import FileSource
from audio.microphone import Microphone
from audio.portaudio import list_devices
from generator import cli as face_cli
from generator import cli_prepare
from generator.training_cli import KINDS
from sincnet import corpora_cli, evaluation_cli, finetune_cli, listening_cli, people_cli, published_cli, training_cli
from sincnet.console import named_path
from sincnet.paths import data_home

VERSION = "0.1.0"


def parser() -> argparse.ArgumentParser:
    """The command line; every command sets `run`. What it parses needs `data_dir` and `json` to begin with."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data-dir",
        type=named_path,
        metavar="DIR",
        default=argparse.SUPPRESS,  # or a command would put its default over what was said before it
        help="where the enrolled people are kept (default: $WHOSPEAKS_HOME or the user's data folder)",
    )
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object a line")
    top = argparse.ArgumentParser(
        prog="main.py",
        parents=[common],
        description="Hears who is speaking and shows that person's face. Without a command, the window opens.",
    )
    top.add_argument("--version", action="version", version=f"WhoSpeaks {VERSION}")
    top.set_defaults(run=run, usage=top.error)
    commands = top.add_subparsers(metavar="COMMAND", title="commands")
    text = "Open the window on a conversation of synthetic voices."
    commands.add_parser("demo", help=text, description=text, parents=[common]).set_defaults(run=demo)
    for room in (listening_cli, people_cli, face_cli, finetune_cli):
        room.add_commands(commands, common)
    corpora_cli.add_commands(commands, common, [cli_prepare.FACES])
    training_cli.add_commands(commands, common, KINDS)
    published_cli.add_commands(commands, common)
    evaluation_cli.add_commands(commands, common, KINDS)
    return top


def run(arguments: argparse.Namespace) -> int:
    return _window(arguments, demo=False)


def demo(arguments: argparse.Namespace) -> int:
    """Has people of its own, so that the demo's voices never mix with real ones."""
    return _window(arguments, demo=True)


def _window(arguments: argparse.Namespace, *, demo: bool) -> int:
    from gui.app import display_available, run_app  # Qt only where a window is wanted
    from gui.sources import Sources

    if not display_available():
        raise WhoSpeaksError(
            "There is no display to open a window on; without one, try: python main.py listen, identify or --help."
        )

    home = data_home(arguments.data_dir)
    own = home / "demo" if demo else home

    def open_recogniser():  # type: ignore[no-untyped-def]  # its type would import torch before the window is up
        from sincnet.demo import enrol_cast
        from sincnet.recogniser import Recogniser

        recogniser = Recogniser.open(own)
        if demo:
            enrol_cast(recogniser)
        return recogniser

    def play_demo() -> FileSource:
        from sincnet.demo import conversation

        return conversation()

    def open_demo() -> None:
        subprocess.Popen([sys.executable, __file__, "demo", "--data-dir", str(home)], start_new_session=True)

    sources = Sources(
        devices=list_devices,
        microphone=Microphone,
        file=lambda path: FileSource(path, realtime=True),
        demo=play_demo if demo else None,
        open_demo=open_demo,
    )
    return run_app(
        open_recogniser, sources, "demo" if demo else "microphone", home / "settings.json", own, home / "logs", VERSION
    )


def _parsed(words: list[str] | None) -> argparse.Namespace:
    """`key=value` may stand behind options, too, where argparse no longer looks for it."""
    arguments, left = (top := parser()).parse_known_args(words, argparse.Namespace(data_dir=None, json=False))
    if left and (not hasattr(arguments, "settings") or any(word.startswith("-") for word in left)):
        top.error(f"unrecognized arguments: {' '.join(left)}")
    if left:
        arguments.settings = [*arguments.settings, *left]
    return arguments


def main(words: list[str] | None = None) -> int:
    """Exit status: 0 done, 1 could not (one sentence on stderr), 2 wrong usage."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # names are of any script, and file names need not even be UTF-8
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = _parsed(words)
    try:
        status: int = arguments.run(arguments)
    except WhoSpeaksError as error:
        print(f"whospeaks: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main())
