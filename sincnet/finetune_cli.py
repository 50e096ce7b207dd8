"""The headless command of fine-tuning."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from sincnet.console import add_command, named_path, open_recogniser, remark, say

if TYPE_CHECKING:
    from sincnet.finetune import Outcome
    from sincnet.finetuning.figures import Figures
    from sincnet.recogniser import Recogniser
    from sincnet.tunings import Tuning

ROWS = (
    ("held-out windows given to somebody else", "window_error"),
    ("held-out utterances given to somebody else", "utterance_error"),
    ("enrolled people left unknown", "left_unknown"),
    ("strangers named", "strangers_named"),
)


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the subparser."""
    text = "Learn to tell the enrolled people apart better; kept only if what was held out says so."
    parser = add_command(commands, common, "finetune", finetune, text)
    parser.add_argument("--trunk", action="store_true", help="teach the network itself too, which takes minutes")
    parser.add_argument(
        "--out", type=_weights_file, metavar="FILE", help="with --trunk: write the network, do not use it"
    )
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--undo", action="store_true", help="go back to before the last fine-tuning")
    instead.add_argument("--history", action="store_true", help="list what was fine-tuned, the one in use last")


def _weights_file(text: str) -> Path:
    path = named_path(text)
    if path.suffix != ".safetensors":
        raise argparse.ArgumentTypeError(f"{text!r} does not end in .safetensors")
    return path


def finetune(arguments: argparse.Namespace) -> int:
    if (arguments.undo or arguments.history) and (arguments.trunk or arguments.out):
        arguments.usage("--undo and --history stand alone")
    if arguments.out and not arguments.trunk:
        arguments.usage("--out needs --trunk: rows are kept with their people")
    with open_recogniser(arguments) as recogniser:
        if arguments.history:
            if not (kept := recogniser.gallery.tunings.of(recogniser.base.id)):
                remark("Nothing was fine-tuned yet.")
            for tuning in kept:
                _tell(arguments, tuning, f"{tuning.made_at}  {_what(tuning)}")
        elif arguments.undo:
            from sincnet.finetune import undo

            undone = undo(recogniser)
            _tell(arguments, undone, f"Undone: {_what(undone)}, of {undone.made_at}.")
        else:
            _run(arguments, recogniser)
    return 0


def _run(arguments: argparse.Namespace, recogniser: Recogniser) -> None:
    import torch

    from sincnet.finetune import Outcome, finetune

    torch.set_num_threads(os.cpu_count() or 1)  # nobody is listening meanwhile
    tunings, base = recogniser.gallery.tunings, recogniser.base.id
    before = tunings.last(base)
    try:
        with tqdm(unit="step", delay=1, leave=False, disable=None) as bar:
            for event in finetune(recogniser, network=arguments.trunk, out=arguments.out):
                if isinstance(event, Outcome):
                    _report(arguments, event)
                    continue
                bar.set_description(event.stage, refresh=False)
                if event.done == 1:
                    bar.reset(event.total)
                bar.update()
    except KeyboardInterrupt:
        if tunings.last(base) == before:
            remark("Cancelled; everything is as it was.")
        raise


def _report(arguments: argparse.Namespace, outcome: Outcome) -> None:
    before, after = outcome.before, outcome.after
    lines = [f"{'':42}   before    after"]
    lines += [f"{words:42} {getattr(before, key):8.1%} {getattr(after, key):8.1%}" for words, key in ROWS]
    lines.append(f"{'margin to the nearest other':42} {before.margin:8.2f} {after.margin:8.2f}")
    lines.append(_counts(before))
    if outcome.not_judged:
        lines.append(f"Too little speech to hold some out: {', '.join(outcome.not_judged)}.")
    if not outcome.kept:
        lines.append(f"Not kept: {outcome.why}. Everything is as it was.")
    elif arguments.out:
        lines.append(f"Better: written to {arguments.out}; what is in use is as it was.")
    else:
        lines.append("Kept: in use from now on. Go back with: python main.py finetune --undo")
    say(arguments, asdict(outcome), "\n".join(lines))


def _counts(figures: Figures) -> str:
    return (
        f"Judged on {figures.windows} windows, {figures.utterances} utterances of {figures.people} people and "
        f"{figures.strangers} of other voices that were held out."
    )


def _what(tuning: Tuning) -> str:
    report = tuning.report
    what = "network and rows" if tuning.network else "rows"
    before, after = (report[when]["window_error"] for when in ("before", "after"))
    return (
        f"{what} of {report['people']} people; held-out windows given to somebody else: {before:.1%}, then {after:.1%}"
    )


def _tell(arguments: argparse.Namespace, tuning: Tuning, sentence: str) -> None:
    say(arguments, {"made_at": tuning.made_at, "model": tuning.model_id, **tuning.report}, sentence)
