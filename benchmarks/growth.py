"""How times grow: identifying with the length of a recording, enrolling with the speech, looking up with people and
windows."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from audio.files import find_audio, read_audio
from audio.source import RATE
from benchmarks._common import add_common_options, announce, cast_identifier, print_table, weights_to_time
from benchmarks._crowd import Crowd, Heard, enrolment
from sincnet import enrolment as enrolling
from sincnet.checkpoint import Weights
from sincnet.events import WhoSpeaksError
from sincnet.identifier import Identifier
from sincnet.paths import assets
from sincnet.register import Register

AUDIO_S = (2, 8, 30, 120)
ENROLMENT_S = (5, 20, 60)
PEOPLE = (100, 1_000, 10_000, 100_000)
WINDOWS = (2, 8, 32, 128)
AMONG = 10_000
"""People among whom utterances of different lengths are looked up."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Median milliseconds of `what` at each of `sizes`, which are counted in `unit`."""

    what: str
    unit: str
    sizes: Sequence[int]
    milliseconds: Sequence[float]

    def rows(self) -> list[list[str]]:
        """Of the table: what, size, time, and how both grew since the size before."""
        found = [[self.what, f"{self.sizes[0]:,} {self.unit}", f"{self.milliseconds[0]:.2f}", "-", "-"]]
        for number in range(1, len(self.sizes)):
            (size_before, size), (before, now) = self.sizes[number - 1 :][:2], self.milliseconds[number - 1 :][:2]
            grown = [f"{size / size_before:.1f}", f"{now / before:.1f}"]
            found.append([self.what, f"{size:,} {self.unit}", f"{now:.2f}", *grown])
        return found


def curve(what: str, unit: str, work: dict[int, Callable[[], object]], repetitions: int) -> Curve:
    """Times the `work` of each size; sizes take turns, so that a slow moment of the machine is not one size's."""
    taken: dict[int, list[float]] = {size: [] for size in work}
    for turn in tqdm(range(repetitions + 1), desc=what, delay=2, disable=None):
        for size, run in work.items():
            began = time.perf_counter()
            run()
            if turn:  # the first one warms up
                taken[size].append(1000 * (time.perf_counter() - began))
    return Curve(what, unit, list(work), [float(np.median(times)) for times in taken.values()])


def curves(weights: Weights, repetitions: int) -> list[Curve]:
    rng, crowd = np.random.default_rng(0), Crowd.like(weights.cohort)
    cast = cast_identifier(weights)
    speech = np.concatenate([read_audio(path) for path in find_audio([assets() / "demo" / "people"])])
    speech = np.resize(speech, max(AUDIO_S) * RATE)
    rows = crowd.rows(max(PEOPLE), rng)
    identifiers = {people: _among(weights, rows[:people]) for people in PEOPLE}

    def looking_up(identifier: Identifier, windows: int) -> Callable[[], object]:
        """A new utterance each time, made before the clock runs, or the memory that it needs would be at hand."""
        utterances = iter([crowd.utterance_of(rows[rng.integers(100)], windows, rng) for _ in range(repetitions + 1)])
        return lambda: identifier.identify(np.zeros(0, np.float32), Heard(weights, next(utterances), windows / 2))

    return [
        curve(
            "identifying, 5 people",
            "seconds of audio",
            {s: partial(cast.identify, speech[: s * RATE]) for s in AUDIO_S},
            repetitions,
        ),
        curve(
            "enrolling, without the disk",
            "seconds of speech",
            {s: partial(enrolling.prepare, weights, [speech[: s * RATE]]) for s in ENROLMENT_S},
            repetitions,
        ),
        curve(
            "looking up 6 windows",
            "people",
            {people: looking_up(identifier, 6) for people, identifier in identifiers.items()},
            repetitions,
        ),
        curve(
            f"looking up among {AMONG:,}",
            "windows",
            {windows: looking_up(identifiers[AMONG], windows) for windows in WINDOWS},
            repetitions,
        ),
    ]


def _among(weights: Weights, rows: np.ndarray) -> Identifier:
    register = Register(weights.cohort)
    register.update(enrolment(rows, everything=True))
    return Identifier(weights, register)


def plot(found: Sequence[Curve], path: Path) -> None:
    """Each curve in a panel of its own, both axes logarithmic, with the line of proportional growth."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, panels = plt.subplots(1, len(found), figsize=(3.1 * len(found), 2.9), layout="constrained")
    for panel, one in zip(panels, found, strict=True):
        sizes = np.array(one.sizes)
        panel.loglog(sizes, one.milliseconds[-1] * sizes / sizes[-1], ":", color="0.6", label="in proportion")
        panel.loglog(sizes, one.milliseconds, "o-", color="#1f6f8b", label="measured")
        panel.set(title=one.what, xlabel=one.unit)
        panel.grid(alpha=0.3)
    panels[0].set_ylabel("milliseconds (median)")
    panels[0].legend(frameon=False)
    figure.savefig(path, dpi=130)
    plt.close(figure)


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--repetitions", type=int, default=15, metavar="N", help="of each size (default: 15)")
    parser.add_argument("--plot", type=Path, metavar="PNG", help="draw them here too, for instance docs/growth.png")
    add_common_options(parser)
    parser.set_defaults(threads=1)  # as in the app
    arguments = parser.parse_args()
    try:
        announce(arguments.threads)
        threadpool_limits(limits=1, user_api="blas")  # as the app does
        found = curves(weights_to_time(), arguments.repetitions)
    except WhoSpeaksError as error:
        sys.exit(str(error))
    header = ["what", "size", "ms", "times the size", "times the time"]
    print_table(header, [row for one in found for row in one.rows()])
    print(f"Medians of {arguments.repetitions}.")
    if arguments.plot:
        plot(found, arguments.plot)


if __name__ == "__main__":
    main()
