"""Which kinds of training there are, and what each is made of."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields, is_dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from audio.errors import WhoSpeaksError
from generator.mapping.feature_decoder import SIZES
from generator.training.course import Course, Task
from generator.training.decoders import DecoderTask, DecoderTaskConfig
from generator.training.face_embedding import FaceEmbeddingConfig, FaceEmbeddingTask
from generator.training.gan import GanTask, GanTaskConfig
from generator.training.mapping import MappingTask, MappingTaskConfig
from generator.training.material import Material
from generator.training.speech2face import Speech2FaceConfig, Speech2FaceTask
from generator.training.voice_embedding import VoiceEmbeddingConfig, VoiceEmbeddingTask
from sincnet.progress import Progress
from sincnet.training.settings import assignments, build, merge
from sincnet.training.team import Team


class Kind(NamedTuple):
    """The settings of one kind of training, how its task is made of them, the setting that says how large a batch is,
    and whether it hears speakers, some of whom are to be held out."""

    settings: type[Any]
    task: Callable[[Any, Material, Team], Task]
    batch: str = "batch"
    hears: bool = True


KINDS = {
    "voice_embedding": Kind(VoiceEmbeddingConfig, VoiceEmbeddingTask),
    "gan": Kind(GanTaskConfig, GanTask, "gan.batch"),
    "face_embedding": Kind(FaceEmbeddingConfig, FaceEmbeddingTask, hears=False),
    "decoder": Kind(DecoderTaskConfig, DecoderTask, hears=False),
    "mapping": Kind(MappingTaskConfig, MappingTask),
    "speech2face": Kind(Speech2FaceConfig, Speech2FaceTask, "encoder.batch"),
}


def read(path: Path, words: Iterable[str] = ()) -> Any:
    """The settings in a TOML file whose `kind` is one of these, with `key=value` words laid over it.

    Raises `WhoSpeaksError` for what cannot be read, is no setting, is of the wrong type or can be trained with by none.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WhoSpeaksError(f"{path} is not a readable training configuration ({error}).") from error
    kind = KINDS.get(data.get("kind", ""))
    if kind is None:
        raise WhoSpeaksError(f"{path} has to say kind = one of {', '.join(KINDS)}.")
    config = build(kind.settings, merge(data, assignments(words)))
    _check(config)
    return config


COUNTED = ("batch", "moments", "crops", "people", "decay_every")
LEAST_PX, STEP_PX = 32, 8
"""Of pictures: smaller ones vanish in the networks that look at them, whose layers halve them three times."""


def _check(config: Any, table: str = "") -> None:
    """Raises `WhoSpeaksError` for a number with which no network can be trained, by the names that all kinds share."""

    def check(name: str, good: bool, wanted: str) -> None:
        if not good:
            value = getattr(config, name)
            told = list(value) if isinstance(value, tuple) else value
            raise WhoSpeaksError(f"{table}{name} has to be {wanted}, not {told}.")

    for name in (field.name for field in fields(config)):
        value = getattr(config, name)
        if is_dataclass(value):
            _check(value, f"{name}.")
        elif name in COUNTED and isinstance(value, int):
            check(name, value >= 1, "at least 1")
        elif name == "lr":
            check(name, value > 0, "above 0")
        elif name == "width":
            check(name, 0 < value <= 1, "above 0 and at most 1")
        elif name == "speeds":
            check(name, bool(value) and all(0.5 <= speed <= 2 for speed in value), "a list of numbers from 0.5 to 2")
        elif name in ("frames", "crop_frames"):
            check(name, 0 < value[0] <= value[1], "a shortest and a longest length")
        elif name in ("size", "least"):
            check(name, value >= LEAST_PX and value % STEP_PX == 0, f"a multiple of {STEP_PX} from {LEAST_PX} on")
    if hasattr(config, "least"):
        check("least", config.least <= config.size, "at most as large as size")
    if getattr(config, "decoder", "") == "feature":
        check("size", config.size in SIZES, f"one of {', '.join(map(str, SIZES))}")


def _check_division(material: Material, corpus: Path) -> None:
    """Raises `WhoSpeaksError` where nobody is left to learn from, or to measure on."""
    shown = " of whom there is a photograph" if material.photographs is not None else ""
    if not material.training:
        raise WhoSpeaksError(f"Nobody in {corpus}{shown} is left to learn from; hold fewer out.")
    if not material.held_out:
        name, people = Counter(speaker.corpus for speaker in material.training).most_common(1)[0]
        raise WhoSpeaksError(
            f"Nobody in {corpus}{shown} is held out to measure on; add held_out.{name}={max(1, people // 10)} to the "
            "command."
        )


def batch_of(config: Any) -> tuple[str, int]:
    """The name of the setting that says how large a batch is, and what it says."""
    name = KINDS[config.kind].batch
    return name, attrgetter(name)(config)


def begun(
    config: Any, corpus: Path, cache: Path, team: Team, progress: Progress
) -> tuple[Task, Course, dict[str, Any]]:
    """The task, its course and all its settings; what it learns from is made first, by one process.

    Raises `WhoSpeaksError` for a batch that the team cannot share evenly, and for what is missing to learn from.
    """
    name, batch = batch_of(config)
    if batch < 1 or batch % team.size:
        raise WhoSpeaksError(f"{name}={batch} cannot be shared evenly by {team.size} processes; choose another number.")
    with team.first_one_first():
        material = Material.read(corpus, config.held_out, cache, progress, getattr(config, "photographs", ""))
        if KINDS[config.kind].hears:
            _check_division(material, corpus)
        task = KINDS[config.kind].task(config, material, team)
    return task, config.course, asdict(config)
