"""The SincNet paper's claim, checked: beside free filters, filter banks and MFCC it converges faster and ends better.

Four networks, by the published recipe, on the same batches of the same speakers; measured on other sentences of theirs
as the published script does. Goes on where it was stopped.
"""

from __future__ import annotations

import csv
import io
import sys
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from tqdm import tqdm

from benchmarks._common import add_common_options, announce, default_corpus, print_table
from sincnet.events import WhoSpeaksError
from sincnet.model import SincNet
from sincnet.paths import assets, write_durably
from sincnet.training.config import TrainConfig
from sincnet.training.train import divided, train
from sincnet.training.tuning import tune

CONFIGS = assets().parent / "sincnet" / "configs"
FRONT_ENDS = {
    "SincNet": "published",
    "CNN, free filters": "published_cnn",
    "CNN on FBANK": "published_fbank",
    "DNN on MFCC": "published_mfcc",
}
COLOURS = ("#1f6fb4", "#d1603d", "#4a8f5c", "#8a6fae")
RECORDINGS = 8
"""Of a speaker, so that five train and three measure."""

LOGS_PER_JUDGEMENT = 5


@dataclass(frozen=True, slots=True)
class Curve:
    """One network's course; `rows` are those of its log: step, seconds, loss, accuracy and, where measured, errors."""

    name: str
    config: TrainConfig
    rows: list[dict[str, float]]

    @property
    def judged(self) -> list[dict[str, float]]:
        return [row for row in self.rows if "frame_error" in row]

    @property
    def windows_per_second(self) -> float:
        """Of training alone: over stretches of the log that do not end in a measurement."""
        stretches = zip(self.rows, self.rows[1:], strict=False)
        speeds = [
            self.config.batch * (after["step"] - before["step"]) / (after["seconds"] - before["seconds"])
            for before, after in stretches
            if "frame_error" not in after
        ]
        return float(np.median(speeds)) if speeds else float("nan")

    def reached(self, frame_error: float) -> str:
        """The first measurement at which it was as good as that."""
        return next((f"{row['step']:.0f}" for row in self.judged if row["frame_error"] <= frame_error), "never")


def narrowed(recipe: TrainConfig, corpus: Path, speakers: int) -> TrainConfig:
    """The recipe for so many speakers of the corpus of which most have recordings enough; the others are set apart."""
    training, _, _ = divided(recipe, corpus)
    rich = Counter(s.corpus for s in training if len(s.recordings()) >= RECORDINGS)
    if not rich or max(rich.values()) < speakers:
        raise WhoSpeaksError(f"There are no {speakers} speakers with {RECORDINGS} recordings in {corpus}; take fewer.")
    apart = Counter(speaker.corpus for speaker in training)
    apart[rich.most_common(1)[0][0]] -= speakers
    return replace(recipe, development=dict(apart))


def settled(stem: str, corpus: Path, speakers: int, batches: int, judgements: int, hop_ms: int) -> TrainConfig:
    """A front end's recipe, for the budget."""
    recipe = narrowed(TrainConfig.read(CONFIGS / f"{stem}.toml"), corpus, speakers)
    every = max(batches // judgements, 1)
    windows = replace(recipe.model.windows, hop_ms=hop_ms)
    return replace(
        recipe,
        model=replace(recipe.model, windows=windows),
        bf16=True,
        steps=batches,
        judge_every=every,
        save_every=every,
        log_every=max(every // LOGS_PER_JUDGEMENT, 1),
    )


def trained(name: str, config: TrainConfig, corpus: Path, folder: Path) -> Curve:
    """Trains to the end, or reads what a finished run has left."""
    with tqdm(total=config.steps, desc=name, unit="batch", disable=None) as bar:
        for step in train(config, corpus, folder, folder.parent / "cache", progress=tqdm):
            bar.update(step.step - bar.n)
            bar.set_postfix(loss=f"{step.loss:.2f}", right=f"{step.accuracy:.0%}", **step.judged or {}, refresh=False)
    with (folder / "log.csv").open(newline="", encoding="utf-8") as file:
        rows = [{key: float(value) for key, value in row.items() if value} for row in csv.DictReader(file)]
    return Curve(name, config, rows)


def write_csv(path: Path, curves: list[Curve]) -> None:
    table = io.StringIO(newline="")
    columns = ["front_end", "step", "seconds", "loss", "accuracy", "frame_error", "sentence_error"]
    writer = csv.DictWriter(table, columns, lineterminator="\n")
    writer.writeheader()
    for curve in curves:
        writer.writerows({"front_end": curve.name, **row, "step": int(row["step"])} for row in curve.rows)
    write_durably(path, table.getvalue().encode())


def draw(path: Path, curves: list[Curve], speakers: int) -> None:
    figure = Figure(figsize=(10, 4), layout="constrained")
    panels = figure.subplots(1, 2, sharex=True)
    for axes, key, title in zip(panels, ("frame_error", "sentence_error"), ("Frames", "Sentences"), strict=True):
        for curve, colour in zip(curves, COLOURS, strict=True):
            x, y = zip(*((row["step"], 100 * row[key]) for row in curve.judged), strict=True)
            axes.plot(x, y, "o-", color=colour, label=curve.name, markersize=3, linewidth=1.5)
        axes.axhline(100 * (1 - 1 / speakers), color="#b0b0b0", linestyle=":", label="chance")
        axes.set(title=title, xlabel="batches of 128", ylabel="error in %", ylim=(0, 100))
        axes.spines[["top", "right"]].set_visible(False)
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=5, frameon=False)
    image = io.BytesIO()
    figure.savefig(image, format="png", dpi=130)
    write_durably(path, image.getvalue())


def report(curves: list[Curve]) -> None:
    free = next(curve for curve in curves if curve.name == "CNN, free filters").judged[-1]["frame_error"]
    every = curves[0].judged
    shown = sorted({round(at) for at in np.linspace(0, len(every) - 1, 4)})
    rows = []
    for curve in curves:
        parameters = sum(p.numel() for p in SincNet(curve.config.model).parameters() if p.requires_grad)
        errors = [f"{curve.judged[at]['frame_error']:.1%} / {curve.judged[at]['sentence_error']:.1%}" for at in shown]
        speed = f"{curve.windows_per_second:.0f}"
        rows.append([curve.name, f"{parameters / 1e6:.1f} M", speed, *errors, curve.reached(free)])
    after = [f"after {every[at]['step']:.0f} batches" for at in shown]
    print_table(["front end", "parameters", "windows/s", *after, "as good as the CNN at its end after"], rows)
    print("Errors: frames / sentences, on sentences of the same speakers that were not trained on. Training in bf16.")


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.front_ends", description=__doc__)
    parser.add_argument("--batches", type=int, default=800, metavar="N", help="of each network (default: 800)")
    parser.add_argument("--speakers", type=int, default=24, metavar="N", help="to tell apart (default: 24)")
    parser.add_argument("--judgements", type=int, default=8, metavar="N", help="over a training (default: 8)")
    parser.add_argument("--hop-ms", type=int, default=100, metavar="MS", help="between measured windows (default: 100)")
    parser.add_argument("--corpus", type=Path, default=default_corpus(), metavar="DIR", help="default: $SPEECH_CORPUS")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="(default: runs/front_ends-SPEAKERS-BATCHES)")
    parser.add_argument("--out", type=Path, metavar="STEM", help="of .csv and .png (default: front_ends in --runs)")
    add_common_options(parser)
    given = parser.parse_args()
    folder: Path = given.runs or Path("runs") / f"front_ends-{given.speakers}-{given.batches}"
    out: Path = given.out or folder / "front_ends"
    tune()
    if not given.corpus.is_dir():
        print(f"No front ends are trained: there is no corpus at {given.corpus}; name one with --corpus.")
        return
    try:
        announce(given.threads)
        budget = (given.corpus, given.speakers, given.batches, given.judgements, given.hop_ms)
        configs = {name: settled(stem, *budget) for name, stem in FRONT_ENDS.items()}
        curves = [trained(name, config, given.corpus, folder / FRONT_ENDS[name]) for name, config in configs.items()]
        write_csv(out.with_suffix(".csv"), curves)
        draw(out.with_suffix(".png"), curves, given.speakers)
        report(curves)
    except WhoSpeaksError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
