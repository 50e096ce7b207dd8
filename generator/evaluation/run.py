"""One run: hears everybody, lets every system draw, and measures all of it alike."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from audio.errors import WhoSpeaksError
from generator.evaluation.compared import Faces, Truth, figures, recognised
from generator.evaluation.drawn import Column, columns, drawn
from generator.evaluation.fid import Fid
from generator.evaluation.judge import Judge
from generator.evaluation.mapped import MAPPED, aims
from generator.evaluation.pictures import Seen, strangers
from generator.evaluation.sheet import contact_sheet
from generator.evaluation.speech import Heard
from generator.faces.network import FaceEmbedding
from generator.figures.intervals import Figure, mean_of
from generator.figures.likeness import angles
from generator.imagine import Imaginer
from generator.systems.shelf import Shelf
from generator.training.material import HELD_OUT, Material
from generator.training.sitters import Sitter
from generator.voice import WEIGHTS
from generator.weights import load
from sincnet.checkpoint import load as load_voice
from sincnet.corpora.dataset import Speaker
from sincnet.progress import Progress
from sincnet.training.settings import assignments, build, merge

CHANCE = Column("chance", "", "by chance")
"""Somebody drawn by chance in place of a system: what a figure is worth without a voice."""


@dataclass(frozen=True, slots=True)
class FiguresConfig:
    """`networks` is the folder of the systems' networks, `faces` the face embedding network (.safetensors) in which
    faces are compared, `inception` Inception's weights for the FID (.pth), "" for none. Up to so many `recordings` of
    each held-out speaker, and `recordings_of_training` of each training speaker, are heard. The judge learns from
    `judges` drawn people and is tried on `tried` others, in `moments` each. `shown` people are on the contact sheet."""

    kind: str = "figures"
    held_out: dict[str, int] = field(default_factory=lambda: dict(HELD_OUT))
    networks: str = "assets/models/faces"
    faces: str = "assets/models/faces/face_embedding.safetensors"
    inception: str = ""
    recordings: int = 4
    recordings_of_training: int = 2
    judges: int = 1200
    tried: int = 400
    moments: int = 2
    shown: int = 16
    resamples: int = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """`found` holds the figures of each column that could be measured, by its key; `sheet` is the contact sheet, uint8
    (h, w, 3)."""

    config: FiguresConfig
    columns: tuple[Column, ...]
    found: dict[str, dict[str, Figure]]
    judge: dict[str, Figure]
    heard: Heard
    known: Heard
    faces_id: str
    sheet: np.ndarray

    def record(self) -> dict[str, Any]:
        """All of it, as JSON takes it."""
        return {
            "held out": {"speakers": len(self.heard.speakers), "recordings": len(self.heard.who)},
            "left out": self.heard.refused,
            "training": {"speakers": len(self.known.speakers), "recordings": len(self.known.who)},
            "faces": self.faces_id,
            "judge": _plain(self.judge),
            "systems": {
                column.key: {
                    "title": column.title,
                    "why_not": column.why_not,
                    "figures": _plain(self.found.get(column.key, {})),
                }
                for column in self.columns
            },
        }


def _plain(figures: Mapping[str, Figure]) -> dict[str, Any]:
    """Those that there are: of nobody there is no value, and JSON has no NaN."""
    return {key: asdict(figure) for key, figure in figures.items() if np.isfinite(figure.value)}


def read(path: Path, words: Iterable[str] = ()) -> FiguresConfig:
    """From a TOML file, with `key=value` words laid over it. Raises `WhoSpeaksError` for what cannot be read."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WhoSpeaksError(f"{path} is not a readable configuration ({error}).") from error
    return build(FiguresConfig, merge(data, assignments(words)))


def measure(config: FiguresConfig, corpus: Path, home: Path | None, cache: Path, progress: Progress) -> Measured:
    """Everything. `home` is the user's data folder, where published weights are looked for (default: as everywhere).

    Raises `WhoSpeaksError` without a corpus, without anybody held out, and without the face embedding network.
    """
    network = load(Path(config.faces), FaceEmbedding)
    material = Material.read(corpus, config.held_out, cache, progress)
    if not material.held_out or not material.training:
        raise WhoSpeaksError("Nobody of this corpus is held out, or everybody; give the corpus of the configuration.")
    voice, networks = load_voice(WEIGHTS), Path(config.networks)
    imaginer, shelf = Imaginer.open(home, networks), Shelf(networks)

    def hear(people: Sequence[Speaker], most: int) -> Heard:
        return Heard.of(voice, material.shard(people), people, most, cache, progress)

    def seen(sitters: Sequence[Sitter], moments: int) -> Seen:
        return Seen.of(sitters, moments, network.network, cache, progress)

    def drawing(pictures: np.ndarray) -> Faces:
        return Faces(pictures, network.network.of_pictures(pictures))

    heard, known = hear(material.held_out, config.recordings), hear(material.training, config.recordings_of_training)
    sitters = material.sitters(material.held_out)
    truth = Truth(seen(sitters, 1), seen(material.sitters(material.training), 1))
    anybody = seen(strangers(config.tried, seed=4), config.moments)
    judge = Judge.fitted(seen(strangers(config.judges, seed=3), config.moments), anybody)
    fid = Fid(Path(config.inception), truth.people.pictures) if config.inception else None

    def measured(unknown: Faces, familiar: Faces) -> dict[str, Figure]:
        return {
            **figures(unknown, heard, truth, judge, config.resamples),
            **recognised(familiar.features, known, config.resamples),
            **({"fid": fid.of(unknown.pictures, heard)} if fid else {}),
        }

    listed, found = tuple(columns(imaginer)), {}
    shown = [column for column in listed if not column.why_not]
    for column in shown:
        unknown, familiar = (drawing(drawn(imaginer, column, whom, cache, progress)) for whom in (heard, known))
        found[column.key] = measured(unknown, familiar)
        if mapped := MAPPED.get(column.system):
            features = np.stack([mapped(shelf, voice) for voice in heard.voices])
            away = angles(features, aims(material, network.network)[heard.who])
            found[column.key]["mapped_angle"] = mean_of(away, heard.who, config.resamples)
    rng = np.random.default_rng(0)
    by_chance = [drawing(anybody.pictures[rng.integers(len(anybody.who), size=len(w.who))]) for w in (heard, known)]
    found[CHANCE.key] = measured(*by_chance)
    sheet = contact_sheet(config.shown, heard, sitters, imaginer, shown)
    return Measured(config, (*listed, CHANCE), found, judge.figures, heard, known, network.id, sheet)
