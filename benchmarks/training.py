"""How fast training goes: our trainer against the published loop, on the same speech in the same run."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from tqdm import tqdm

from audio.source import RATE
from benchmarks._common import add_common_options, announce, print_table, spread
from benchmarks._plain_loop import plain_loop
from sincnet.corpora.dataset import Shard, read_speakers
from sincnet.paths import assets
from sincnet.training.batches import Batches, loader
from sincnet.training.config import TrainConfig
from sincnet.training.run import Run

CONFIGS = assets().parent / "sincnet" / "configs"
WARM_UP = 5

PLAIN = "published loop"
SYSTEMS: dict[str, tuple[str, list[str]]] = {
    # name: configuration, and settings over it
    "WhoSpeaks, published network": ("published.toml", ["bf16=true"]),
    "WhoSpeaks, shipped recipe": ("default.toml", []),
    "  sinc filters frozen": ("default.toml", ["sinc_lr=0"]),
    "  32 a batch": ("default.toml", ["batch=32"]),
    "  128 a batch": ("default.toml", ["batch=128"]),
}

Step = tuple[int, float, float]
"""Windows, seconds of sound in them, and seconds that the step took, the wait for its batch included."""


def steps(name: str, shard: Shard, folder: Path) -> Iterator[Step]:
    """Trains for ever."""
    if name == PLAIN:
        sentences = [shard.samples(clip) for clip in range(len(shard.labels))]
        for windows, samples, seconds in plain_loop(sentences, shard.labels.tolist(), len(shard.classes)):
            yield windows, windows * samples / RATE, seconds
        return
    file, settings = SYSTEMS[name]
    config = TrainConfig.read(CONFIGS / file, settings)
    run = Run(config, shard.classes, folder)
    started = time.perf_counter()
    for batch in loader(Batches(shard, config)):
        run.advance(batch)
        now = time.perf_counter()
        yield len(batch.crops), batch.crops.numel() / RATE, now - started
        started = now


def measure(name: str, folder: Path, count: int) -> Step:
    """The sums over `count` steps, after the first few."""
    shard = Shard.build(folder / "cache", read_speakers(folder), TrainConfig().model.windows)
    taken = list(islice(steps(name, shard, folder / "run"), WARM_UP, WARM_UP + count))
    windows, audio_s, seconds = (sum(values) for values in zip(*taken, strict=True))
    return int(windows), audio_s, seconds


def demo_corpus(folder: Path) -> None:
    """Makes the demo's voices a corpus: speed does not depend on who is heard."""
    people = sorted(path for path in (assets() / "demo" / "people").iterdir() if path.is_dir())
    with (folder / "speakers.csv").open("w", newline="", encoding="utf-8") as file:
        rows = [[path.name, "demo", str(path), "", ""] for path in people]
        csv.writer(file).writerows([["speaker", "corpus", "folder", "sex", "age"], *rows])


def report(name: str, folder: str, count: int, threads: int) -> None:
    """What a process of its own does for `measured`."""
    torch.set_num_threads(threads)
    print(json.dumps(measure(name, Path(folder), count)))


def measured(name: str, folder: Path, count: int, threads: int) -> Step:
    """`measure` in a process of its own: memory and waiting are tuned for ours, and as they are for the plain loop."""
    code = f"from benchmarks.training import report; report({name!r}, {str(folder)!r}, {count}, {threads})"
    if name != PLAIN:
        code = f"from sincnet.training.tuning import tune; tune(); {code}"
    done = subprocess.run([sys.executable, "-c", code], cwd=CONFIGS.parents[1], stdout=subprocess.PIPE, check=True)
    windows, audio_s, seconds = json.loads(done.stdout)
    return windows, audio_s, seconds


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.training", description=__doc__)
    parser.add_argument("--steps", type=int, default=20, metavar="N", help="timed of each, every round (default: 20)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="of all of them in turn (default: 3)")
    add_common_options(parser)
    arguments = parser.parse_args()
    announce(arguments.threads)
    found: dict[str, list[Step]] = {name: [] for name in (PLAIN, *SYSTEMS)}
    with TemporaryDirectory() as folder:
        demo_corpus(Path(folder))
        for name in tqdm([*found] * arguments.rounds, unit="system", disable=None):
            found[name].append(measured(name, Path(folder), arguments.steps, arguments.threads))
    rates = {name: [windows / seconds for windows, _, seconds in rounds] for name, rounds in found.items()}
    heard = {name: [audio_s / seconds for _, audio_s, seconds in rounds] for name, rounds in found.items()}
    print_table(
        ["training", "windows a second", "times", "seconds of speech a second", "times"],
        [
            [name, spread(rates[name], 0), _times(rates, name), spread(heard[name], 0), _times(heard, name)]
            for name in found
        ],
    )
    print(
        f"Medians of {arguments.rounds} rounds of {arguments.steps} steps, and their ranges; times the {PLAIN}'s of "
        "the same round. Its windows are of 200 ms, those of the shipped recipe of 800 to 2000."
    )


def _times(rates: dict[str, list[float]], name: str) -> str:
    return spread([ours / plain for ours, plain in zip(rates[name], rates[PLAIN], strict=True)])


if __name__ == "__main__":
    main()
