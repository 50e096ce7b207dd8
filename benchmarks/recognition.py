"""How well people are told apart whom no training heard, beside the goals and Resemblyzer on the same clips."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._common import (
    add_common_options,
    announce,
    default_corpus,
    held_out_speakers,
    print_table,
    weights_to_time,
)
from benchmarks._figures import Figures, measure
from benchmarks._peers import resemblyzer
from benchmarks._scene import ELSEWHERE, KITCHEN, ONE, ONLY_RECORDING_S, PIECES_S, TWO, WHOLE, Scene, stage
from benchmarks._systems import Cosines, Program, System
from sincnet.corpora.dataset import Speaker
from sincnet.events import WhoSpeaksError
from sincnet.paths import assets, write_durably

BUILD = assets().parent / "build"
QUICK_EVERY, QUICK_TESTS, QUICK_ROUNDS = 4, 4, 1
AT_LEAST = ("dir_at_far1",)  # of these more is better

NAMES = {
    "error": "error",
    "eer": "EER",
    "dir_at_far1": "DIR@FAR1",
    "strangers_named": "strangers named",
    "enrolled_left_unknown": "enrolled left unknown",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One corpus of held-out speakers, and the goals in percent that were set for people like them."""

    corpus: str
    goals: dict[tuple[str, str], float]


COLUMNS = (
    Column(
        "speechocean762",
        {
            (WHOLE, "error"): 1.3,
            (WHOLE, "eer"): 1.9,
            (WHOLE, "dir_at_far1"): 80,
            (TWO, "error"): 3.3,
            (TWO, "eer"): 2.5,
            (TWO, "dir_at_far1"): 65,
            (ONE, "error"): 10,
            (ONE, "eer"): 5,
            (KITCHEN, "error"): 8,
            (WHOLE, "strangers_named"): 2,
            (WHOLE, "enrolled_left_unknown"): 10,
            (ELSEWHERE, "error"): 0,
            (ELSEWHERE, "eer"): 1,
        },
    ),
    Column(
        "librispeech",
        {
            (WHOLE, "error"): 0,
            (WHOLE, "eer"): 0,
            (WHOLE, "dir_at_far1"): 100,
            (TWO, "error"): 0,
            (TWO, "eer"): 0.6,
            (TWO, "dir_at_far1"): 99,
            (ONE, "error"): 3,
            (ONE, "eer"): 3,
            (KITCHEN, "error"): 1.5,
            (WHOLE, "strangers_named"): 2,
            (WHOLE, "enrolled_left_unknown"): 5,
            (ELSEWHERE, "error"): 0,
            (ELSEWHERE, "eer"): 1,
        },
    ),
)


def show(column: Column, scene: Scene, found: dict[str, dict[str, Figures]]) -> None:
    """Prints a corpus's table; `found` by system, then condition."""
    rows = []
    for (condition, figure), goal in column.goals.items():
        sign = "≥" if figure in AT_LEAST else "≤"
        cells = [_cell(by_condition[condition], figure) for by_condition in found.values()]
        ours = 100 * found[Program.name][condition][figure]
        reached = ours >= goal if figure in AT_LEAST else ours <= goal
        clips = found[Program.name][condition]["clips"]
        rows.append([condition, NAMES[figure], str(clips), f"{sign} {goal:g} %", *cells, "yes" if reached else "no"])
    print_table([f"{len(scene.speakers)} of {column.corpus}", "figure", "clips", "goal", *found, "reached"], rows)
    microphones = found[Program.name][ELSEWHERE]["by_microphone"]
    rows = [
        [name, str(figures["clips"]), *(_cell(f[ELSEWHERE]["by_microphone"][name], "error") for f in found.values())]
        for name, figures in microphones.items()
    ]
    print_table(["error by microphone", "clips", *found], rows)


def _cell(figures: Figures, figure: str) -> str:
    if figure not in figures:
        return "-"
    value = f"{100 * figures[figure]:.1f} %"
    if (bounds := figures.get(f"{figure}_interval")) is None:
        return value
    return f"{value} ({100 * bounds[0]:.1f} to {100 * bounds[1]:.1f})"


def compare(speakers: Sequence[Speaker], systems: Sequence[System], rounds: int, most_probes: int | None) -> Figures:
    """Measures and prints each corpus; returns all figures by corpus, system and condition."""
    report: Figures = {}
    for column in COLUMNS:
        with TemporaryDirectory() as temporary:
            chosen = [speaker for speaker in speakers if speaker.corpus == column.corpus]
            scene = stage(Path(temporary), chosen, most_probes)
            found = {system.name: measure(system, scene, rounds) for system in systems}
        show(column, scene, found)
        report[column.corpus] = {"speakers": len(scene.speakers), "systems": found}
    return report


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.recognition", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=default_corpus(), metavar="DIR", help="default: $SPEECH_CORPUS")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="divisions into halves (default: 3)")
    parser.add_argument("--quick", action="store_true", help="every fourth speaker, few clips, one division")
    add_common_options(parser)
    arguments = parser.parse_args()
    try:
        announce(arguments.threads)
        weights = weights_to_time()
        speakers = held_out_speakers(arguments.corpus)
        if not speakers:
            print(f"There is no corpus in {arguments.corpus}, so nothing can be compared; name one with --corpus DIR.")
            return
        systems: list[System] = [Program(), Cosines(resemblyzer(), BUILD / "peers")]
        if arguments.quick:
            report = compare(speakers[::QUICK_EVERY], systems, QUICK_ROUNDS, QUICK_TESTS)
        else:
            report = compare(speakers, systems, arguments.rounds, None)
        file = BUILD / ("recognition-quick.json" if arguments.quick else "recognition.json")
        write_durably(file, json.dumps({"weights": weights.id, "corpora": report}, indent=1).encode())
    except WhoSpeaksError as error:
        sys.exit(str(error))
    print(
        "95 % intervals by bootstrap over speakers. Open set: half enrolled, half strangers, both ways. A LibriSpeech\n"
        f"speaker is one recording here: enrolled from its first {ONLY_RECORDING_S:g} s, tested on pieces of "
        f"{PIECES_S[0]:g} to {PIECES_S[1]:g} s of the rest.\nAll figures: {file}"
    )


if __name__ == "__main__":
    main()
