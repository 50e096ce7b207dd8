"""The kinds of `main.py prepare` that are faces. The command itself is sincnet's, which knows nothing of this room."""

from __future__ import annotations

import argparse

from tqdm import tqdm

from sincnet.console import named_path, remark, say
from sincnet.corpora_cli import INCOMPLETE, Others, places, tell_problems

KINDS = ("vggface", "vggface2", "avspeech", "faces")
SIZE = 128


def _add_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("faces only")
    group.add_argument("--size", type=_size, default=SIZE, metavar="PX", help="side of a crop (default: %(default)s)")
    group.add_argument(
        "--voices",
        type=named_path,
        metavar="CORPUS",
        help="the speech of the same people, prepared or not, or vox1_meta.csv or vox2_meta.csv",
    )


def _size(text: str) -> int:
    from generator.faces.prepare import SIZES

    if int(text) not in SIZES:
        raise argparse.ArgumentTypeError(f"choose one of {', '.join(map(str, SIZES))}")
    return int(text)


def prepare(arguments: argparse.Namespace) -> int:
    from generator.faces.faceset import read_about  # brings NumPy and Pillow, which `--help` can do without
    from generator.faces.folders import listed
    from generator.faces.prepare import prepare
    from generator.faces.voices import linked
    from sincnet.corpora.prepare import UNUSABLE

    source, folder = places(arguments)
    voices = None if arguments.voices is None else arguments.voices.expanduser().absolute()
    remark(f"Listing {source} …")
    listing = listed(arguments.kind, source)
    links = linked(listing.people, source, voices)
    total = sum(len(person.names) for person in listing.people)
    try:
        with tqdm(total=total, unit="picture", disable=None) as bar:
            for part in prepare(arguments.kind, listing, links, folder, arguments.size, arguments.jobs):
                bar.update(len(part.pictures) + len(part.problems))
    except KeyboardInterrupt:
        remark("Stopped; the same command goes on where this ended.")
        raise
    about = read_about(folder)
    assert about is not None
    tell_problems(folder / "problems.csv", about["problems"])
    counts = ", ".join(f"{count} {kind}" for kind, count in about["problems"].items()) or "no problems"
    linking = f", {about['people_with_a_voice']} with a voice" if voices else ""
    say(
        arguments,
        {"folder": str(folder), **about},
        f"{folder}: {about['people']} people{linking}, {about['pictures']} pictures; {counts}.",
    )
    return INCOMPLETE if any(about["problems"].get(kind) for kind in UNUSABLE) else 0


FACES = Others(
    KINDS, "vggface, vggface2, avspeech: faces; faces: a folder of pictures per person", _add_options, prepare
)
