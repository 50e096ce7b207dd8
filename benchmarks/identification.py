"""How fast, and how well: our identifier against the published loop on the same clips in the same run."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from tqdm import tqdm

from audio.source import RATE
from benchmarks._common import (
    add_common_options,
    announce,
    cast_identifier,
    default_corpus,
    demo_scene,
    held_out_speakers,
    print_table,
    shipped_weights,
    spread,
    weights_to_time,
)
from benchmarks._peers import resemblyzer
from benchmarks._published import PublishedLoop, trained_weights
from sincnet.checkpoint import Weights
from sincnet.config import PUBLISHED
from sincnet.corpora.dataset import Speaker
from sincnet.evaluation.closed_set import ClosedSet
from sincnet.evaluation.protocol import LENGTHS_S, embed
from sincnet.events import WhoSpeaksError

CLIPS_S = (2, 8, 30)
CLASSES = 5  # as many as there are people in the demo


@dataclass(frozen=True, slots=True)
class Timing:
    """One clip identified: seconds of sound, windows that voted (None: it does not say), seconds of compute."""

    audio_s: float
    windows: int | None
    compute_s: float

    @property
    def real_time_factor(self) -> float:
        return self.compute_s / self.audio_s


def voices(speakers: Sequence[Speaker], wanted: int) -> list[np.ndarray]:
    """Speech to cut clips from, each at least as long as the longest: the demo's turns, then held-out speakers."""
    longest = max(CLIPS_S) * RATE
    conversation, turns = demo_scene()
    spoken = np.concatenate([conversation[round(t.start_s * RATE) : round(t.end_s * RATE)] for t in turns])
    found = [spoken[at : at + longest] for at in range(0, len(spoken) - longest + 1, longest)]
    print(f"Clips of {len(found)} stretches of the demo conversation", end="")
    demo = len(found)
    for speaker in speakers:
        if len(found) - demo == wanted:
            break
        speech = np.concatenate([recording.samples() for recording in speaker.recordings()])
        if len(speech) >= longest:
            found.append(speech[:longest])
    print(f" and of {len(found) - demo} held-out speakers.")
    return found


def timed(identify: Callable[[np.ndarray], int | None], clip: np.ndarray) -> Timing:
    """`identify` returns the number of windows that voted, if it knows."""
    began = time.perf_counter()
    windows = identify(clip)
    return Timing(len(clip) / RATE, windows, time.perf_counter() - began)


def speed(weights: Weights, speech: Sequence[np.ndarray], repetitions: int) -> None:
    """Prints the table of speed. The systems take turns on every clip, and in who goes first."""
    identifier = cast_identifier(weights)
    loop = PublishedLoop(CLASSES)
    peer = resemblyzer()

    def embed_by_peer(clip: np.ndarray) -> None:
        peer.embed(clip)  # the few cosines with its people are no time at all

    systems: dict[str, Callable[[np.ndarray], int | None]] = {
        "published loop": lambda clip: loop.identify(clip)[1],
        peer.name: embed_by_peer,
        "WhoSpeaks": lambda clip: identifier.identify(clip).windows,
    }
    for identify in systems.values():
        identify(speech[0][: 2 * RATE])
    rows = []
    for seconds in CLIPS_S:
        taken: dict[str, list[Timing]] = {name: [] for name in systems}
        clips = [voice[: seconds * RATE] for voice in islice(cycle(speech), repetitions)]
        for number, clip in enumerate(tqdm(clips, desc=f"{seconds} s", unit="clip", delay=2, disable=None)):
            for name in sorted(systems, reverse=number % 2 == 0):
                taken[name].append(timed(systems[name], clip))
        rows += [
            [
                f"{name}, {seconds} s",
                f"{sum(t.audio_s for t in timings):.0f}",
                *_windows(timings),
                f"{np.median([t.real_time_factor for t in timings]):.4f}",
                *(times_faster(timings, taken[baseline]) for baseline in ("published loop", peer.name)),
            ]
            for name, timings in taken.items()
        ]
    header = ["system, clip", "audio s", "windows", "windows/s", "real-time factor", "x published loop"]
    print_table([*header, f"x {peer.name}"], rows)
    ours, published = weights.model.config.windows, PUBLISHED.windows
    print(
        "Real-time factor: seconds of compute per second of audio; the last columns say how many times less a system\n"
        f"needs than the two others. Windows do not compare: ours are {ours.window_ms} ms long and come every "
        f"{ours.hop_ms} ms,\npublished ones {published.window_ms} ms every {published.hop_ms} ms.\n"
        f"Medians of {repetitions} clips; the range of the ratio is over clips. Goals: 10 x the published loop\n"
        f"and 2 x {peer.name}, real-time factor 0.05."
    )


def times_faster(timings: Sequence[Timing], baseline: Sequence[Timing]) -> str:
    """How many times less compute than the baseline on the same clips: median and range."""
    if timings is baseline:
        return "1"
    return spread([b.real_time_factor / t.real_time_factor for b, t in zip(baseline, timings, strict=True)])


def _windows(timings: Sequence[Timing]) -> tuple[str, str]:
    """How many windows voted, and how many in a second of compute."""
    counted = [(t.windows, t.compute_s) for t in timings if t.windows is not None]
    if not counted:
        return "-", "-"
    return str(sum(n for n, _ in counted)), f"{np.median([n / seconds for n, seconds in counted]):.0f}"


def error_row(name: str, weights: Weights, speakers: Sequence[Speaker]) -> list[str]:
    """The system's errors on `speakers`, all enrolled."""
    held_out = embed(weights, speakers, progress=partial(tqdm, desc=name, delay=2, disable=None))
    everyone = np.ones(len(speakers))
    found = [ClosedSet(held_out, length) for length in LENGTHS_S]
    rates = [f"{decided.figures(everyone, everyone)['error']:.2%}" for decided in found]
    return [name, str(len(found[0].speakers)), str(len(found[0].truths)), *rates]


def errors(speakers: Sequence[Speaker], published: Weights | None) -> None:
    """Prints the table of closed-set errors (the vote's) for people who were never trained on."""
    lengths = ["whole" if length is None else f"{length:g} s" for length in LENGTHS_S]
    nothing = ["-"] * (2 + len(lengths))
    rows = []
    shipped = shipped_weights()
    if shipped is None:
        rows.append(["WhoSpeaks: no shipped weights here", *nothing])
    else:
        figures = [shipped.card["figures"]["clean"]["by_length"][length] for length in lengths]
        card = [str(figures[0]["speakers"]), str(figures[0]["probes"]), *(f"{f['error']:.2%}" for f in figures)]
        rows.append(["WhoSpeaks, from its model card", *card])
        if speakers:
            rows.append(error_row("WhoSpeaks, measured now", shipped, speakers))
        else:
            rows.append(["WhoSpeaks, now: no corpus here", *nothing])
    if published is None:
        rows.append(["published network: not trained here", *nothing])
    elif speakers:
        rows.append(error_row("published network, measured now", published, speakers))
    else:
        rows.append(["published network: no corpus here", *nothing])
    print_table(["closed-set error on held-out speakers", "speakers", "probes", *lengths], rows)
    print("20 s enrolment of several recordings, every other recording a probe: whole, and its first seconds.")


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.identification", description=__doc__)
    parser.add_argument("--repetitions", type=int, default=6, metavar="N", help="clips of each length (default: 6)")
    parser.add_argument("--voices", type=int, default=4, metavar="N", help="held-out speakers to time (default: 4)")
    parser.add_argument("--speakers", type=int, default=12, metavar="N", help="to measure errors on (default: 12)")
    parser.add_argument("--corpus", type=Path, default=default_corpus(), metavar="DIR", help="default: $SPEECH_CORPUS")
    parser.add_argument(
        "--published-run",
        type=Path,
        metavar="DIR",
        help="a training run (last.pt) of the published configuration without the held-out speakers: prints its error "
        "too, which takes about as long as the speech that it hears",
    )
    add_common_options(parser)
    arguments = parser.parse_args()
    try:
        announce(arguments.threads)
        weights = weights_to_time()
        published = trained_weights(arguments.published_run) if arguments.published_run else None
        # A single recording, such as a LibriSpeech speaker here, is too short to enrol from.
        speakers = [s for s in held_out_speakers(arguments.corpus) if len(s.recordings()) > 1]
        speed(weights, voices(speakers, arguments.voices), arguments.repetitions)
        errors(speakers[: arguments.speakers], published)
    except WhoSpeaksError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
