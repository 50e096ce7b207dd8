"""How long after somebody's last sample the name stands, in the live loop on the demo conversation."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from audio.segmenter import SegmenterConfig, Utterance
from audio.source import RATE, ArraySource, Block, Notice
from benchmarks._common import (
    Turn,
    add_common_options,
    announce,
    cast_identifier,
    demo_scene,
    print_table,
    spread,
    weights_to_time,
)
from sincnet.events import Identified, WhoSpeaksError
from sincnet.identifier import Identifier
from sincnet.live import live


class HandedOver(ArraySource):
    """An array that notes where its last block ends, `end_s`, and when that was there to be heard, `at` by the clock.

    In real time that is when its last sample is spoken, even if the listener was still busy with what came before.
    """

    at = 0.0
    end_s = 0.0

    def __iter__(self) -> Iterator[Block | Notice]:
        began = time.perf_counter()
        for block in super().__iter__():
            if isinstance(block, Block):
                self.end_s = block.end / RATE
                self.at = began + self.end_s if self._realtime else time.perf_counter()
            yield block


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One utterance answered in the live loop: `live_ms` from the last sample of the block that closed it to the event.

    `compute_ms` is the identifier's part of that; `afterwards_ms` the time to identify the same utterance with nothing
    done while it was spoken; `stands_s` when the name stands, in the stream's time.
    """

    utterance: Utterance
    live_ms: float
    compute_ms: float
    afterwards_ms: float
    stands_s: float


def listen(conversation: np.ndarray, identifier: Identifier, *, realtime: bool) -> Iterator[Answer]:
    """Runs the live loop once; the baseline takes its turn right after each answer."""
    source = HandedOver(conversation, realtime=realtime)
    for event in live(source, identifier):
        if not isinstance(event, Identified):
            continue
        answered = time.perf_counter()
        identifier.identify(event.utterance.samples)
        afterwards = time.perf_counter()
        yield Answer(
            event.utterance,
            live_ms=(answered - source.at) * 1000,
            compute_ms=event.identification.compute_ms,
            afterwards_ms=(afterwards - answered) * 1000,
            stands_s=source.end_s + answered - source.at,
        )


def waits(answers: Sequence[Answer], turns: Sequence[Turn]) -> list[float]:
    """Seconds from the end of each turn to its name: that of the last utterance which is mostly this turn's."""

    def shared(answer: Answer, turn: Turn) -> float:
        return min(answer.utterance.end / RATE, turn.end_s) - max(answer.utterance.start / RATE, turn.start_s)

    last: dict[Turn, float] = {}
    for answer in answers:
        turn = max(turns, key=lambda t: shared(answer, t))
        if shared(answer, turn) > 0:
            last[turn] = answer.stands_s - turn.end_s
    return list(last.values())


def statistics(name: str, values: Sequence[float], unit: str, goal: str) -> list[str]:
    digits = 1 if unit == "ms" else 3
    figures = [np.median(values), np.percentile(values, 95), max(values)]
    return [f"{name}, {unit}", *(f"{figure:.{digits}f}" for figure in figures), str(len(values)), goal]


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.latency", description=__doc__)
    parser.add_argument("--repetitions", type=int, default=5, metavar="N", help="of the conversation (default: 5)")
    parser.add_argument("--realtime", action="store_true", help="play it at the speed of life: 90 s each time")
    add_common_options(parser)
    arguments = parser.parse_args()
    try:
        announce(arguments.threads)
        identifier = cast_identifier(weights_to_time())
    except WhoSpeaksError as error:
        sys.exit(str(error))
    conversation, turns = demo_scene()
    answers: list[Answer] = []
    waited: list[float] = []
    for _ in tqdm(range(arguments.repetitions), unit="conversation", delay=2, disable=None):
        heard = list(listen(conversation, identifier, realtime=arguments.realtime))
        answers += heard
        waited += waits(heard, turns)
    print_table(
        ["from the last sample to the name", "median", "p95", "max", "n", "goal"],
        [
            statistics("live loop, block to event", [a.live_ms for a in answers], "ms", "30, p95 60"),
            statistics("  of that, the identifier", [a.compute_ms for a in answers], "ms", "-"),
            statistics("baseline: whole utterance afterwards", [a.afterwards_ms for a in answers], "ms", "-"),
            statistics("end of speech to the name, hang-over and all", waited, "s", "0.5"),
        ],
    )
    ratios = [answer.afterwards_ms / answer.live_ms for answer in answers]
    print(
        f"Working while they speak answers {spread(ratios, 0)} times as fast as starting at the end does.\n"
        f"The end of speech is the ground truth's; {SegmenterConfig().hang_over_ms} ms of hang-over follow it. "
        f"{len(waited)} of {arguments.repetitions * len(turns)} turns were answered."
    )


if __name__ == "__main__":
    main()
