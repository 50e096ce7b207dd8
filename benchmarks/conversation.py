"""Who speaks when, in conversations of held-out people who follow each other without a pause."""

from __future__ import annotations

import hashlib
import sys
import time
import warnings
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, cast

import torch
from tqdm import tqdm

from audio.source import RATE
from benchmarks._common import add_common_options, announce, default_corpus, held_out_speakers, print_table
from benchmarks._conversations import Conversation, changes, conversations, halves, voice
from sincnet.checkpoint import Weights, load
from sincnet.events import Identified, WhoSpeaksError
from sincnet.identifier import Identifier
from sincnet.live import Follower
from sincnet.model import SincNet
from sincnet.recogniser import DEFAULT_MODEL
from sincnet.speaker_changes import FITTED, TurnConfig

UNSPLIT = TurnConfig(change=1e9, breath=0.0)
NEAR_S = 0.25
UNKNOWN = "Unknown"
CHOICES: dict[str, tuple[float, ...]] = {
    "weight": (0.2, 0.3, 0.4, 0.5),
    "change": (5.0, 6.0, 7.0, 8.0),
    "breath": (2.0, 3.0, 4.0),
    "reach_ms": (300, 400, 500),
}
"""What `--tune` tries, one number after the other, the others staying at their best so far.

A change costs at least 1 even at the deepest breath. Free ones would lower the error of these conversations a little,
but two clips of one person in a row would be split more than twice as often, and here few are.
"""

Said = tuple[int, int, str | None]
"""An answer: start and stop in samples, and the name."""


@dataclass(frozen=True, slots=True)
class Errors:
    """Shares of the speech time, and where the changes of speaker were found."""

    confusion: float
    missed: float
    false_alarm: float
    speech_s: float
    changes: int
    located: int
    named_strangers: float
    unnamed: float

    @property
    def rate(self) -> float:
        return self.confusion + self.missed + self.false_alarm


class Remembering(torch.nn.Module):
    """A network that computes no window twice, so that many settings can be tried."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.config, self.embedding_size, self._model = model.config, model.embedding_size, model
        self._heard: dict[bytes, torch.Tensor] = {}

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        keys = [hashlib.blake2b(window.tobytes(), digest_size=16).digest() for window in windows.numpy()]
        new = [place for place, key in enumerate(keys) if key not in self._heard]
        if new:
            self._heard.update(zip([keys[place] for place in new], self._model(windows[new]), strict=True))
        return torch.stack([self._heard[key] for key in keys])


def answered(weights: Weights, conversation: Conversation, config: TurnConfig) -> list[Said]:
    """What `identify` says of it."""
    follower = Follower(Identifier(weights, conversation.enrolled(weights.cohort)), config)
    events = (event for utterance in conversation.utterances for event in follower.take(utterance))
    return [
        (event.utterance.start, event.utterance.end, event.identification.speaker)
        for event in events
        if isinstance(event, Identified)
    ]


def told(weights: Weights, conversation: Conversation) -> list[Said]:
    """The answers if it were known who speaks when: what is left is the recogniser's."""
    identifier = Identifier(weights, conversation.enrolled(weights.cohort))
    return [
        (turn.start, turn.stop, identifier.identify(conversation.samples[turn.start : turn.stop]).speaker)
        for turn in conversation.turns
    ]


def errors(heard: Sequence[tuple[Conversation, list[Said]]]) -> Errors:
    """Identification error rate as pyannote.metrics has it, no collar, Unknown being a stranger's right name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own imports
        from pyannote.core import Annotation, Segment, Timeline
        from pyannote.metrics.identification import IdentificationErrorRate

    metric = IdentificationErrorRate(collar=0.0, skip_overlap=False)
    seconds: Counter[str] = Counter()
    strangers, named, known, unnamed = 0, 0, 0, 0
    for conversation, said in heard:
        truth, answer = Annotation(), Annotation()
        for number, turn in enumerate(conversation.turns):
            truth[Segment(turn.start / RATE, turn.stop / RATE), number] = turn.speaker or UNKNOWN
        for number, (start, stop, name) in enumerate(said):
            answer[Segment(start / RATE, stop / RATE), number] = name or UNKNOWN
        whole = Timeline([Segment(0, len(conversation.samples) / RATE)])
        seconds.update(cast(dict[str, Any], metric(truth, answer, uem=whole, detailed=True)))
        for turn in conversation.turns:
            for start, stop, name in said:
                shared = max(0, min(stop, turn.stop) - max(start, turn.start))
                strangers += shared * (turn.speaker is None)
                named += shared * (turn.speaker is None and name is not None)
                known += shared * (turn.speaker is not None)
                unnamed += shared * (turn.speaker is not None and name is None)
    total = seconds["total"]
    found = [near for conversation, said in heard for near in located(conversation, said)]
    return Errors(
        seconds["confusion"] / total,
        seconds["missed detection"] / total,
        seconds["false alarm"] / total,
        total,
        len(found),
        sum(found),
        named / max(strangers, 1),
        unnamed / max(known, 1),
    )


def located(conversation: Conversation, said: Sequence[Said]) -> Iterator[bool]:
    """Of every change of speaker, whether an answer ends or begins within `NEAR_S` of it."""
    borders = [border for start, stop, _ in said for border in (start, stop)]
    for stop, start in changes(conversation.turns):
        yield any(stop - NEAR_S * RATE <= border <= start + NEAR_S * RATE for border in borders)


def measured(weights: Weights, scenes: Sequence[Conversation], config: TurnConfig) -> Errors:
    return errors([(scene, answered(weights, scene, config)) for scene in scenes])


def tuned(weights: Weights, scenes: Sequence[Conversation]) -> TurnConfig:
    """The best settings, found one by one."""
    best, least = FITTED, measured(weights, scenes, FITTED).rate
    for name, values in CHOICES.items():
        for value in sorted(set(values) - {getattr(best, name)}):
            tried = replace(best, **cast(Any, {name: value}))
            rate = measured(weights, scenes, tried).rate
            print(f"{name} = {value:g}: {rate:.2%} (best so far {least:.2%})", flush=True)
            if rate < least:
                best, least = tried, rate
    return best


def row(name: str, found: Errors, compute_s: float | None, audio_s: float) -> list[str]:
    shares = (found.rate, found.confusion, found.missed, found.false_alarm, found.named_strangers, found.unnamed)
    return [
        name,
        *(f"{share:.1%}" for share in shares),
        f"{found.located} of {found.changes}",
        "-" if compute_s is None else f"{compute_s / audio_s:.4f}",
    ]


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.conversation", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=default_corpus(), metavar="DIR", help="default: $SPEECH_CORPUS")
    parser.add_argument("--model", type=Path, default=DEFAULT_MODEL, metavar="FILE", help="weights (default: shipped)")
    parser.add_argument("--conversations", type=int, default=40, metavar="N", help="of the half (default: 40)")
    parser.add_argument("--tune", action="store_true", help="fit TurnConfig on the other half of the speakers instead")
    add_common_options(parser)
    arguments = parser.parse_args()
    try:
        announce(arguments.threads)
        speakers = held_out_speakers(arguments.corpus)
        if not speakers:
            print(f"There is no corpus in {arguments.corpus}; name one with --corpus to measure conversations.")
            return
        weights = load(arguments.model)
    except WhoSpeaksError as error:
        sys.exit(str(error))
    half = halves(speakers)[0 if arguments.tune else 1]
    voices = [voice(weights, speaker) for speaker in tqdm(half, desc="enrolment", delay=2, disable=None)]
    scenes = list(conversations(voices, arguments.conversations, seed=int(arguments.tune)))
    audio_s = sum(len(scene.samples) for scene in scenes) / RATE
    if arguments.tune:
        weights = replace(weights, model=cast(SincNet, Remembering(weights.model)))
        best = tuned(weights, tqdm(scenes, delay=2, disable=None, leave=False))
        changed = [f"{f.name}={getattr(best, f.name):g}" for f in fields(best) if getattr(best, f.name) != f.default]
        print("TurnConfig is at its best as it is." if not changed else f"Set in TurnConfig: {', '.join(changed)}")
        return
    systems: dict[str, Callable[[Conversation], list[Said]]] = {
        "turns": lambda scene: answered(weights, scene, FITTED),
        "utterances taken as one speaker's": lambda scene: answered(weights, scene, UNSPLIT),
        "true turns, told": lambda scene: told(weights, scene),
    }
    rows = []
    for name, system in systems.items():
        began = time.perf_counter()
        heard = [(scene, system(scene)) for scene in tqdm(scenes, desc=name, delay=2, disable=None, leave=False)]
        rows.append(row(name, errors(heard), time.perf_counter() - began, audio_s))
    header = ["conversations", "error", "confusion", "missed", "false alarm", "strangers named", "enrolled unnamed"]
    print_table([*header, f"changes within {NEAR_S:g} s", "real-time factor"], rows)
    print(f"{audio_s:.0f} s of {len(scenes)} conversations of {len(voices)} held-out speakers. Goal: an error of 12 %.")


if __name__ == "__main__":
    main()
