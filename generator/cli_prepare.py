"""The kinds of `main.py prepare` that are faces. The command itself is sincnet's, which knows nothing of this room."""

from __future__ import annotations

import argparse

from sincnet.console import named_path, remark
from sincnet.corpora_cli import Others, carry_out, places, tell

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

    source, folder = places(arguments)
    voices = None if arguments.voices is None else arguments.voices.expanduser().absolute()
    remark(f"Listing {source} …")
    listing = listed(arguments.kind, source)
    links = linked(listing.people, source, voices)
    total = sum(len(person.names) for person in listing.people)
    parts = prepare(arguments.kind, listing, links, folder, arguments.size, arguments.jobs)
    carry_out((len(part.pictures) + len(part.problems) for part in parts), total, "picture")
    about = read_about(folder)
    assert about is not None
    linking = f", {about['people_with_a_voice']} with a voice" if voices else ""
    return tell(arguments, folder, about, f"{about['people']} people{linking}, {about['pictures']} pictures")


FACES = Others(
    KINDS, "vggface, vggface2, avspeech: faces; faces: a folder of pictures per person", _add_options, prepare
)
