"""Looking people up among up to a million, enrolling one more, deleting one; and galleries of such sizes on disk."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
from threadpoolctl import ThreadpoolController, threadpool_limits
from tqdm import tqdm

from benchmarks._common import (
    add_common_options,
    announce,
    default_corpus,
    held_out_speakers,
    print_table,
    weights_to_time,
)
from benchmarks._crowd import Crowd, Heard, enrolment, person, utterance_windows
from benchmarks._stored import stored_row
from sincnet.changes import Changes
from sincnet.checkpoint import Weights
from sincnet.cohort import impostors, normalised
from sincnet.corpora.dataset import Speaker
from sincnet.events import WhoSpeaksError
from sincnet.identifier import Embedder, Identifier
from sincnet.register import AT_ONCE, SHORTLIST, Register

PEOPLE = (100, 1_000, 10_000, 100_000, 1_000_000)
STORED = (1_000, 10_000, 100_000)
SPEECH_S = 4.0
WARM_UP = 3
BLAS = ThreadpoolController()
BLAS_SPINS_S = 0.05
"""For so long OpenBLAS's second thread spins after a product, and would slow down whatever comes next."""

Utterance = tuple[int, Heard]
"""The number of whose it is, and its d-vectors."""


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def resident_mb() -> float:
    """Memory that this program takes now; not a number where the system does not tell it in /proc."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 / 1e6 if statm.exists() else float("nan")


class Gallery:
    """Synthetic people in a register, and what plain NumPy compares with all of them.

    `rows` float32 (people, d), `fill_s` and `memory_mb` what it took to make the register.
    """

    def __init__(self, weights: Weights, rows: np.ndarray) -> None:
        self.rows, self._cohort = rows, weights.cohort
        everybody = enrolment(rows, everything=True)
        before = resident_mb()
        self.register = Register(weights.cohort)
        self.fill_s = milliseconds(partial(self.register.update, everybody)) / 1000
        self.memory_mb = resident_mb() - before
        blocks = [impostors(rows[start : start + AT_ONCE], self._cohort) for start in range(0, len(rows), AT_ONCE)]
        self._impostors = np.concatenate(blocks)
        self.identifier = Identifier(weights, self.register)

    def nearest(self, heard: Heard) -> int:
        """The baseline: the row of the largest cosine among all, by one product, and nothing else asked."""
        return int((self.rows @ heard.d_vectors.mean(axis=0)).argmax())

    def scores(self, heard: Heard) -> np.ndarray:
        """Everybody's normalised score."""
        mean = heard.d_vectors.mean(axis=0, keepdims=True)
        mean /= np.linalg.norm(mean)
        return normalised((mean @ self.rows.T)[0], self._impostors, impostors(mean, self._cohort))


def ask(gallery: Gallery, utterances: Iterable[Utterance], threads: int) -> tuple[np.ndarray, np.ndarray]:
    """Milliseconds of looking up, of processor time for it and of the baseline, (n, 3); and of the answers, (n, 4),
    whether the best of everybody was on the list, the share of the ten best that was, whether the right one was the
    best of everybody, and of the list."""
    times, answers = [], []
    for number, (truth, heard) in enumerate(utterances):
        with BLAS.limit(limits=threads, user_api="blas"):
            baseline = milliseconds(partial(gallery.nearest, heard))
        time.sleep(BLAS_SPINS_S)
        began, busy = time.perf_counter(), time.thread_time()
        answer = gallery.identifier.identify(np.zeros(0, np.float32), heard)
        lookup, processor = 1000 * (time.perf_counter() - began), 1000 * (time.thread_time() - busy)
        if number < WARM_UP:
            continue
        scores = gallery.scores(heard)
        listed = {candidate.person_id: candidate.score for candidate in answer.candidates}
        ten = [person(int(best)).id for best in np.argsort(-scores)[:10]]
        right = person(truth).id
        times.append((lookup, processor, baseline))
        best_listed = max(listed, key=lambda known: listed[known])
        answers.append((ten[0] in listed, np.mean([n in listed for n in ten]), ten[0] == right, best_listed == right))
    return np.array(times), np.array(answers)


def one_more_one_less(register: Register, crowd: Crowd, times: int) -> tuple[list[float], list[float]]:
    """Milliseconds of enrolling somebody and of deleting them, so many times."""
    rng, enrol, delete = np.random.default_rng(1), [], []
    for number in range(len(register), len(register) + times):
        new = enrolment(crowd.rows(1, rng), first=number)
        gone = Changes(0, False, [number], [], [], new.rows[:0])
        enrol.append(milliseconds(partial(register.update, new)))
        delete.append(milliseconds(partial(register.update, gone)))
    return enrol, delete


def synthetic(gallery: Gallery, crowd: Crowd, weights: Weights, probes: int) -> Iterator[Utterance]:
    rng = np.random.default_rng(2)
    windows = utterance_windows(weights.model.config.windows, SPEECH_S)
    for truth in rng.integers(len(gallery.rows), size=WARM_UP + probes):
        yield int(truth), Heard(weights, crowd.utterance_of(gallery.rows[truth], windows, rng), SPEECH_S)


def real(weights: Weights, speakers: Iterable[Speaker], wanted: int) -> tuple[np.ndarray, list[Utterance]]:
    """Rows of some held-out speakers from 20 s of each, and up to five other recordings of each as utterances."""
    rows: list[np.ndarray] = []
    utterances: list[Utterance] = []
    for speaker in tqdm(speakers, desc="held-out speakers", unit="speaker", delay=2, disable=None):
        if len(rows) == wanted:
            break
        embedded = [Embedder(weights).embed(recording.samples()) for recording in speaker.recordings()]
        heard = [Heard(weights, d_vectors, speech_s) for d_vectors, speech_s in embedded if len(d_vectors)]
        needed = int(np.searchsorted(np.cumsum([one.speech_s for one in heard]), 20.0)) + 1
        if needed < len(heard):
            total = np.concatenate([one.d_vectors for one in heard[:needed]]).sum(axis=0)
            utterances += [(len(rows), one) for one in heard[needed : needed + 5]]
            rows.append(total / np.linalg.norm(total))
    return np.array(rows, np.float32).reshape(len(rows), -1), utterances


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.gallery", description=__doc__)
    parser.add_argument("--probes", type=int, default=100, metavar="N", help="utterances looked up (default: 100)")
    parser.add_argument("--most", type=int, default=PEOPLE[-1], metavar="N", help="people (default: a million)")
    parser.add_argument("--speakers", type=int, default=20, metavar="N", help="real ones among them (default: 20)")
    parser.add_argument("--corpus", type=Path, default=default_corpus(), metavar="DIR", help="default: $SPEECH_CORPUS")
    add_common_options(parser)
    arguments = parser.parse_args()
    try:
        announce(arguments.threads)
        threadpool_limits(limits=1, user_api="blas")  # as the app does; the baseline has all
        weights = weights_to_time()
        speakers = [speaker for speaker in held_out_speakers(arguments.corpus) if len(speaker.recordings()) > 1]
    except WhoSpeaksError as error:
        sys.exit(str(error))
    crowd, speed, quality = Crowd.like(weights.cohort), [], []
    sizes = [people for people in PEOPLE if people <= arguments.most]
    for people in tqdm(sizes, unit="gallery", delay=2, disable=None):
        gallery = Gallery(weights, crowd.rows(people, np.random.default_rng(people)))
        times, answers = ask(gallery, synthetic(gallery, crowd, weights, arguments.probes), arguments.threads)
        changes = one_more_one_less(gallery.register, crowd, arguments.probes)
        lookup, processor, baseline = times.T
        figures = [np.median(lookup), np.percentile(lookup, 95), np.median(processor), np.median(baseline)]
        figures += [np.median(baseline / lookup), *map(np.median, changes), gallery.fill_s]
        speed.append([f"{people:,}", *(f"{figure:.2f}" for figure in figures), f"{gallery.memory_mb:.0f}"])
        quality.append([f"{people:,}", *(f"{share:.1%}" for share in answers.mean(axis=0))])
    if speakers:
        rows, utterances = real(weights, speakers, arguments.speakers)
        others = crowd.rows(min(100_000, arguments.most), np.random.default_rng(0))
        everybody = Gallery(weights, np.concatenate([rows, others]))
        _, answers = ask(everybody, [*utterances[:WARM_UP], *utterances], arguments.threads)
        name = f"{len(others):,} and {len(rows)} real"
        quality.append([name, *(f"{share:.1%}" for share in answers.mean(axis=0))])
    header = ["people", "lookup ms", "p95", "CPU ms", "brute force ms", "times", "enrol ms", "delete ms", "fill s"]
    print_table([*header, "memory MB"], speed)
    print(
        f"A lookup is what identifying {SPEECH_S:g} s of speech takes without the network: whom to compare with,\n"
        "votes, scores, probabilities. Brute force is one NumPy product with all rows and the largest, nothing more.\n"
        f"Medians of {arguments.probes}. Goals: lookup under 5 ms at 100,000 and 20 ms at 1,000,000 people."
    )
    print_table(["people", "best of all is listed", "ten best are", "right of all", "right of the list"], quality)
    print(f"The list has the {SHORTLIST} nearest. 'Right': whose utterance it is has the highest score.")
    header = ["people on disk", "open s", "fill s", "enrol ms", "delete ms", "database MB"]
    print_table(header, [stored_row(weights, crowd, people) for people in STORED if people <= arguments.most])
    print(
        "Enrolled and deleted on disk, with one utterance of 5 s, until the next lookup knows; durable, files synced."
    )


if __name__ == "__main__":
    main()
