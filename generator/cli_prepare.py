"""The kinds of `main.py prepare` that are faces. The command itself is sincnet's, which knows nothing of this room."""

from __future__ import annotations

import argparse

from audio.errors import WhoSpeaksError
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
    group.add_argument(
        "--sound",
        type=named_path,
        metavar="DIR",
        help="avspeech: what is said in its films goes there, as the CORPUS of these faces",
    )


def _size(text: str) -> int:
    from generator.faces.prepare import SIZES

    if not text.isdecimal() or int(text) not in SIZES:
        raise argparse.ArgumentTypeError(f"choose one of {', '.join(map(str, SIZES))}")
    return int(text)


def prepare(arguments: argparse.Namespace) -> int:
    from generator.faces.faceset import read_about  # brings NumPy and Pillow, which `--help` can do without
    from generator.faces.folders import listed
    from generator.faces.prepare import prepare
    from generator.faces.sound import extracted
    from generator.faces.voices import linked

    source, folder = places(arguments)
    if arguments.sound is not None and (arguments.kind != "avspeech" or arguments.voices is not None):
        raise WhoSpeaksError(
            "--sound is for avspeech alone, whose films are the voices; leave out --sound or --voices."
        )
    voices = arguments.voices or arguments.sound
    voices = None if voices is None else voices.expanduser().absolute()
    remark(f"Listing {source} …")
    listing = listed(arguments.kind, source)
    if arguments.sound is not None:
        assert voices is not None
        carry_out(extracted(listing, voices), len(listing.people), "stretch")
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
