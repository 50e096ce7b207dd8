"""The headless command of this room: `face`."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audio.errors import WhoSpeaksError
from audio.files import find_audio, read_audio
from generator.imagined import DEFAULT_SYSTEM, MODELS
from sincnet.console import LONGEST_RECORDING_S, add_command, named_path, remark, say

if TYPE_CHECKING:
    from generator.consent import Asked
    from generator.imagine import Imagined, Imaginer
    from generator.voice import Voice

MOST_VARIATIONS = 100

OTHER_PICTURES = (".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".pdf")
"""What somebody would take for a picture's file, not for a folder's name; none of them keeps the words and metadata as
PNG does."""


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the subparser."""
    text = "Imagine a face from a voice: a drawing, not a likeness. Nothing is drawn from under 3 s of speech."
    parser = add_command(commands, common, "face", face, text)
    parser.epilog = (
        "Exit status: 0 all drawn, 1 something could not be drawn or saved (one sentence each on stderr). Pictures "
        "carry a caption and metadata that say what they are; those of children are not saved. Of people who are "
        "enrolled a face is drawn if they agreed to that: see people agree."
    )
    parser.add_argument("paths", nargs="+", type=named_path, metavar="FILE", help="recordings, or folders to search")
    parser.add_argument(
        "-o", "--out", type=named_path, required=True, metavar="OUT",
        help="FILE.png for one picture; else a folder, in which pictures are called after the recordings",
    )  # fmt: skip
    parser.add_argument("--one-person", action="store_true", help="all recordings are of one person: one face")
    parser.add_argument(
        "--system", default=DEFAULT_SYSTEM, metavar="NAME",
        help="what draws: portrait (default), gan, mapping, speech2face, or published, the GAN with weights of its "
        "authors, voice_embedding.pth and generator.pth, in models/faces of the data folder",
    )  # fmt: skip
    parser.add_argument(
        "--model", choices=MODELS, help="where the drawn sex comes from (default: the voice, if the system has that)"
    )
    parser.add_argument(
        "--variations", type=_variations, default=0, metavar="N", help="so many other faces besides (artistic only)"
    )


def _variations(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_VARIATIONS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to {MOST_VARIATIONS}")
    return int(text)


def face(arguments: argparse.Namespace) -> int:
    """Exit status 1 when a recording could not be used; the others are drawn all the same."""
    from generator.consent import asked
    from generator.imagine import Imaginer  # brings torch with `open`, which `--help` can do without

    files = find_audio(arguments.paths)
    names = ["voice"] if arguments.one_person else _names(files)
    single = len(names) == 1 and not arguments.variations and arguments.out.suffix.lower() == ".png"
    if arguments.out.suffix.lower() in OTHER_PICTURES and not arguments.out.is_dir():
        raise WhoSpeaksError(
            f"Faces are saved as PNG; call it {arguments.out.with_suffix('.png').name}, or give a folder."
        )
    if not single and arguments.out.suffix.lower() == ".png":
        raise WhoSpeaksError(f"There is more than one picture to save; give a folder with --out, not {arguments.out}.")
    imaginer = Imaginer.open(arguments.data_dir)
    groups = [files] if arguments.one_person else [[file] for file in files]
    failed = False
    with asked(arguments.data_dir) as why_not:
        for group, name in zip(groups, names, strict=True):
            try:
                began = time.perf_counter()
                voice = _hear(imaginer, why_not, group)
                hear_ms = (time.perf_counter() - began) * 1000
                for variation in range(arguments.variations + 1):
                    numbered = f"{name}-{variation}.png" if variation else f"{name}.png"
                    out = arguments.out if single else arguments.out / numbered
                    began = time.perf_counter()
                    imagined = imaginer.imagine(voice, arguments.system, arguments.model, variation)
                    compute_ms = hear_ms + (time.perf_counter() - began) * 1000
                    failed |= not _answer(arguments, group, out, variation, imagined, compute_ms)
                    if imagined.refused:
                        break
            except WhoSpeaksError as error:
                failed = True
                remark(f"whospeaks: {error}")
    return int(failed)


def _names(files: Sequence[Path]) -> list[str]:
    """What the pictures are called: after the recordings, with their folder's name before it where two are alike."""
    stems = Counter(file.stem for file in files)
    names = [file.stem if stems[file.stem] == 1 else f"{file.absolute().parent.name}-{file.stem}" for file in files]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise WhoSpeaksError(f"Several recordings are called {twice[0]}, and so would be their pictures; rename one.")
    return names


def _hear(imaginer: Imaginer, why_not: Asked, files: Sequence[Path]) -> Voice:
    """Raises `WhoSpeaksError` for what cannot be read, and for the voice of somebody who has not agreed."""
    from generator.voice import Voice

    voices = []
    for file in files:
        samples = read_audio(file, limit_s=LONGEST_RECORDING_S)
        if refused := why_not(samples):
            raise WhoSpeaksError("{file}: {reason}", file=file, reason=refused)
        voices.append(imaginer.hear(samples))
    return Voice.together(voices)


def _answer(
    arguments: argparse.Namespace,
    files: Sequence[Path],
    out: Path,
    variation: int,
    imagined: Imagined,
    compute_ms: float,
) -> bool:
    """Saves and tells one face; whether it was saved."""
    from generator.honesty import save_png

    reason = imagined.refused or imagined.not_exportable
    if not reason:
        save_png(imagined, out)
    traits = imagined.traits
    record = {
        "files": [str(file) for file in files],
        "out": None if reason else str(out),
        "refused": imagined.refused,
        "not_saved": reason,
        "system": imagined.system,
        "model": imagined.model,
        "size": list(imagined.image.shape[1::-1]),
        "variation": variation,
        "speech_s": round(imagined.speech_s, 2),
        "weights": imagined.weights_id,
        "age_group": {name: round(share, 4) for name, share in traits.age_group.items()} if traits else None,
        "male": round(traits.male, 4) if traits and traits.male is not None else None,
        "age": round(traits.age, 1) if traits else None,
        "reasons": [{"what": one.what, "value": one.value, "says": one.says} for one in imagined.reasons],
        "artistic": list(imagined.artistic),
        "compute_ms": round(compute_ms, 1),
    }
    if reason:
        remark(f"whospeaks: {', '.join(str(file) for file in files)}: {reason}")
        if arguments.json:
            say(arguments, record, "")
    else:
        told = "; ".join(f"{one.what} {one.value}" for one in imagined.reasons)
        say(arguments, record, f"{out}  {told}")
    return not reason
