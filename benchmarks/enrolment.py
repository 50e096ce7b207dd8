"""How long after somebody spoke for twenty seconds the program knows them: cut, embedded, stored for good, in use."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from tqdm import tqdm

from audio.files import find_audio, read_audio
from audio.source import RATE
from benchmarks._common import add_common_options, announce, print_table, weights_to_time
from sincnet import enrolment
from sincnet.checkpoint import Weights
from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery
from sincnet.paths import assets
from sincnet.recogniser import Recogniser

SPEECH_S = 20.0


def spoken() -> list[np.ndarray]:
    """20 s of each of the demo's people, as a microphone gives it: one recording, pauses included."""
    folders = sorted(path for path in (assets() / "demo" / "people").iterdir() if path.is_dir())
    takes = [np.concatenate([read_audio(path) for path in find_audio([folder])]) for folder in folders]
    return [np.resize(take, int(SPEECH_S * RATE)) for take in takes]


def enrolments(weights: Weights, takes: list[np.ndarray], times: int) -> Iterator[dict[str, float]]:
    """Milliseconds of each step, and until the person is known; and whether their next 3 s were given their name."""
    with TemporaryDirectory() as home, Recogniser(weights, Gallery(Path(home))) as recogniser:
        for number, take in enumerate(tqdm(islice(cycle(takes), times + 1), total=times + 1, delay=2, disable=None)):
            began = time.perf_counter()
            clips = enrolment.utterances([take])
            cut = time.perf_counter()
            for clip in clips:
                enrolment.voiceprint(weights, clip)
            heard, busy = time.perf_counter(), time.process_time()
            person = recogniser.enrol(f"Person {number}", [take])
            usable, idle = time.perf_counter(), time.process_time()
            first = recogniser.identify(take[: 3 * RATE]).candidates[0]
            recogniser.delete(person.id)
            if number:  # the first one warms up
                yield {
                    "finding the utterances": 1000 * (cut - began),
                    "voiceprints of them": 1000 * (heard - cut),
                    "all, until they are known": 1000 * (usable - heard),
                    "  of that, processor time": 1000 * (idle - busy),
                    "known": first.person_id == person.id,
                }


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.enrolment", description=__doc__)
    parser.add_argument("--repetitions", type=int, default=20, metavar="N", help="enrolments (default: 20)")
    add_common_options(parser)
    parser.set_defaults(threads=1)  # as in the app
    arguments = parser.parse_args()
    try:
        announce(arguments.threads)
        found = list(enrolments(weights_to_time(), spoken(), arguments.repetitions))
    except WhoSpeaksError as error:
        sys.exit(str(error))
    rows = []
    for step in list(found[0])[:-1]:
        taken = [times[step] for times in found]
        goal = "500" if step.startswith("all") else "-"
        rows.append([step, *(f"{f:.0f}" for f in (np.median(taken), np.percentile(taken, 95), max(taken))), goal])
    print_table([f"enrolment of {SPEECH_S:g} s of speech, ms", "median", "p95", "max", "goal"], rows)
    known = sum(times["known"] for times in found)
    print(
        f"Afterwards {known:.0f} of {len(found)} were put first in what they say. The first two rows are parts of the "
        "third, timed alone;\nthe rest of it is FLAC, the database and the disk."
    )


if __name__ == "__main__":
    main()
