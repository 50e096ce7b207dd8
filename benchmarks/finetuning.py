"""How long fine-tuning takes, and what it gives: six people, 20 s each, judged on other recordings and by strangers."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from tqdm import tqdm

from audio.source import RATE
from benchmarks._common import (
    add_common_options,
    announce,
    default_corpus,
    held_out_speakers,
    print_table,
    spread,
    weights_to_time,
)
from sincnet.checkpoint import Weights
from sincnet.corpora.dataset import Speaker
from sincnet.events import Identification, WhoSpeaksError
from sincnet.finetune import Outcome, finetune, undo
from sincnet.gallery import Gallery
from sincnet.recogniser import Recogniser
from sincnet.training.augment import Augmenter
from sincnet.windows import trim

PEOPLE = 6
STRANGERS = 20
ENROLMENT_S = 20.0
PROBES = 6
NOISE_DB = 10.0
GOALS_S = {False: 20, True: 180}
WHAT = {False: "rows", True: "network"}


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """A speaker's first recordings, of 20 s in all, and some of the others, clean and in noise; float32 (n,) each."""

    name: str
    enrolment: list[np.ndarray]
    probes: dict[str, list[np.ndarray]]


def voices(speakers: Sequence[Speaker], augmenter: Augmenter) -> Iterator[Voice]:
    for number, speaker in enumerate(speakers):
        rng = np.random.default_rng(number)
        clips = []
        for recording in speaker.recordings():
            samples = recording.samples()
            start, stop = trim(samples, 35.0)
            clips.append(samples[start:stop])
        needed = int(np.searchsorted(np.cumsum([len(clip) / RATE for clip in clips]), ENROLMENT_S)) + 1
        probes = clips[needed : needed + PROBES]
        noisy = [augmenter.background(clip, NOISE_DB, rng) for clip in probes]
        if probes:
            yield Voice(speaker.id, clips[:needed], {"clean": probes, "10 dB": noisy})


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares in percent: enrolled people's probes named wrongly or not at all, strangers' probes named; and the mean
    distance of the right person's score from the next."""

    wrong: float
    unknown: float
    strangers: float
    margin: float


def measure(recogniser: Recogniser, enrolled: Sequence[Voice], strangers: Sequence[Voice], kind: str) -> Figures:
    answers = [(voice.name, recogniser.identify(clip)) for voice in enrolled for clip in voice.probes[kind]]
    others = [recogniser.identify(clip) for voice in strangers for clip in voice.probes[kind]]

    def margin(name: str, answer: Identification) -> float:
        scores = {candidate.name: candidate.score for candidate in answer.candidates}
        return scores.pop(name) - max(scores.values())

    return Figures(
        100 * float(np.mean([answer.candidates[0].name != name for name, answer in answers])),
        100 * float(np.mean([answer.speaker is None for _, answer in answers])),
        100 * float(np.mean([answer.speaker is not None for answer in others])),
        float(np.mean([margin(name, answer) for name, answer in answers])),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One fine-tuning of one gallery."""

    seconds: float
    outcome: Outcome
    before: dict[str, Figures]
    after: dict[str, Figures]


def tune(weights: Weights, enrolled: Sequence[Voice], strangers: Sequence[Voice]) -> dict[bool, Run]:
    """Rows, then, from the start again, the network."""
    runs = {}
    kinds = list(enrolled[0].probes)
    with TemporaryDirectory() as home, Recogniser(weights, Gallery(Path(home))) as recogniser:
        for voice in enrolled:
            recogniser.enrol(voice.name, voice.enrolment)
        before = {kind: measure(recogniser, enrolled, strangers, kind) for kind in kinds}
        for network in (False, True):
            began = time.perf_counter()
            *_, outcome = finetune(recogniser, network=network)
            seconds = time.perf_counter() - began
            assert isinstance(outcome, Outcome)
            after = {kind: measure(recogniser, enrolled, strangers, kind) for kind in kinds}
            runs[network] = Run(seconds, outcome, before, after)
            if outcome.kept:
                undo(recogniser)
    return runs


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.finetuning", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=default_corpus(), metavar="DIR")
    parser.add_argument("--galleries", type=int, default=3, metavar="N", help="of six people each (default: 3)")
    add_common_options(parser)
    arguments = parser.parse_args()
    try:
        announce(arguments.threads)
        weights = weights_to_time()
        speakers = held_out_speakers(arguments.corpus)[1::2]  # the others were looked at while this was made
        if len(speakers) <= PEOPLE:
            sys.exit(f"There are too few held-out speakers in {arguments.corpus}; name a corpus with --corpus.")
        heard = list(voices(speakers, Augmenter(1, rooms=1, noises=40)))
    except WhoSpeaksError as error:
        sys.exit(str(error))
    rng = np.random.default_rng(1)
    runs = []
    for _ in tqdm(range(arguments.galleries), unit="gallery", disable=None):
        order = [heard[number] for number in rng.permutation(len(heard))]
        runs.append(tune(weights, order[:PEOPLE], order[PEOPLE : PEOPLE + STRANGERS]))
    print_table(
        ["fine-tuning of six people", "seconds", "goal", "kept", "held-out windows wrong, %", "their margin"],
        [
            [
                WHAT[network],
                spread([run[network].seconds for run in runs]),
                str(GOALS_S[network]),
                f"{sum(run[network].outcome.kept for run in runs)} of {len(runs)}",
                " → ".join(
                    f"{100 * np.mean([getattr(run[network].outcome, when).window_error for run in runs]):.1f}"
                    for when in ("before", "after")
                ),
                " → ".join(
                    f"{np.mean([getattr(run[network].outcome, when).margin for run in runs]):.2f}"
                    for when in ("before", "after")
                ),
            ]
            for network in (False, True)
        ],
    )
    stages = [("imprinted", False, "before"), ("rows", False, "after"), ("network", True, "after")]
    print_table(
        ["other recordings", "probes", "wrong, %", "left unknown, %", "strangers named, %", "margin"],
        [
            [name, kind, *(f"{value:.1f}" for value in _mean([getattr(run[network], when)[kind] for run in runs]))]
            for kind in heard[0].probes
            for name, network, when in stages
        ],
    )


def _mean(figures: Sequence[Figures]) -> list[float]:
    return np.mean([[f.wrong, f.unknown, f.strangers, f.margin] for f in figures], axis=0).tolist()


if __name__ == "__main__":
    main()
