"""The headless command for networks that were trained with the original SincNet code."""

from __future__ import annotations

import argparse
from typing import Any

from audio.errors import WhoSpeaksError
from sincnet.console import add_command, named_path, say


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the subparser."""
    text = "Make weights of this program from a checkpoint (model_raw.pkl) of the original SincNet code."
    parser = add_command(commands, common, "import-published", import_published, text)
    parser.add_argument(
        "checkpoint", type=named_path, metavar="MODEL.pkl", help="only numbers are read, no code is run"
    )
    parser.add_argument("weights", type=named_path, metavar="OUT.safetensors")
    parser.add_argument(
        "--cfg", type=named_path, metavar="FILE", help="the settings it was trained with, to check that they fit"
    )


def import_published(arguments: argparse.Namespace) -> int:
    from sincnet.published_checkpoint import convert  # brings torch, which `--help` can do without

    if arguments.weights.suffix != ".safetensors":
        raise WhoSpeaksError(f"{arguments.weights} is to hold weights; give it a name that ends in .safetensors.")
    try:
        card = convert(arguments.checkpoint, arguments.weights, arguments.cfg)
    except OSError as error:
        raise WhoSpeaksError(f"{arguments.weights} cannot be written ({error.strerror}).") from error
    record = {"weights": str(arguments.weights), "classes": card["classes"], "parameters": card["parameters"]}
    sentence = f"{arguments.weights}: the published SincNet, trained on {card['classes']} speakers."
    say(arguments, record, sentence + " Nothing is known of how well it does: measure it with `evaluate --model`.")
    return 0
