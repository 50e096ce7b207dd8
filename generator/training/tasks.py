"""Which kinds of training there are, and what each is made of."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import asdict
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from audio.errors import WhoSpeaksError
from generator.training.course import Course, Task
from generator.training.decoders import DecoderTask, DecoderTaskConfig
from generator.training.face_embedding import FaceEmbeddingConfig, FaceEmbeddingTask
from generator.training.gan import GanTask, GanTaskConfig
from generator.training.mapping import MappingTask, MappingTaskConfig
from generator.training.material import Material
from generator.training.speech2face import Speech2FaceConfig, Speech2FaceTask
from generator.training.voice_embedding import VoiceEmbeddingConfig, VoiceEmbeddingTask
from generator.training.voices import Progress
from sincnet.training.settings import assignments, build, merge
from sincnet.training.team import Team


class Kind(NamedTuple):
    """The settings of one kind of training, how its task is made of them, and the setting that says how large a batch
    is."""

    settings: type[Any]
    task: Callable[[Any, Material, Team], Task]
    batch: str = "batch"


KINDS = {
    "voice_embedding": Kind(VoiceEmbeddingConfig, VoiceEmbeddingTask),
    "gan": Kind(GanTaskConfig, GanTask, "gan.batch"),
    "face_embedding": Kind(FaceEmbeddingConfig, FaceEmbeddingTask),
    "decoder": Kind(DecoderTaskConfig, DecoderTask),
    "mapping": Kind(MappingTaskConfig, MappingTask),
    "speech2face": Kind(Speech2FaceConfig, Speech2FaceTask, "encoder.batch"),
}


def read(path: Path, words: Iterable[str] = ()) -> Any:
    """The settings in a TOML file whose `kind` is one of these, with `key=value` words laid over it.

    Raises `WhoSpeaksError` for what cannot be read, is no setting or is of the wrong type.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WhoSpeaksError(f"{path} is not a readable training configuration ({error}).") from error
    kind = KINDS.get(data.get("kind", ""))
    if kind is None:
        raise WhoSpeaksError(f"{path} has to say kind = one of {', '.join(KINDS)}.")
    return build(kind.settings, merge(data, assignments(words)))


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
        task = KINDS[config.kind].task(config, material, team)
    return task, config.course, asdict(config)
