"""The GAN of Wen et al., on speech and drawn faces of the same people: general, male and female models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

import numpy as np
import torch
from matplotlib.figure import Figure
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from audio.errors import WhoSpeaksError
from generator.frontends.log_mel import repeated
from generator.gan.batches import UnpairedBatches
from generator.gan.config import GanConfig
from generator.gan.networks import SIZE, Generator, VoiceEmbedding
from generator.gan.step import Gan, GanStep, Losses
from generator.gan.tone import pixels
from generator.training.course import Course
from generator.training.earlier import trained
from generator.training.material import HELD_OUT, SPEEDS, Material
from generator.training.pictures import grid
from generator.training.sitters import NEUTRAL, Sitter
from generator.training.voices import Voices
from generator.weights import save
from sincnet.corpora.dataset import Speaker
from sincnet.training.team import Team

SHOWN = 40
"""People never heard whose faces are shown."""


@dataclass(frozen=True, slots=True)
class GanTaskConfig:
    """`voice` is the trained voice embedding network (.safetensors); `people` are those of whom the model is made.

    Everybody is heard at each of `speeds`, as somebody else. Every person sits for `moments` pictures, or comes out of
    a prepared folder of `photographs`. `gan` holds what was published.

    What is judged and released is a running average of the generator's numbers, which forgets with `ema` (Yazici et
    al., ICLR 2019), for the last step of a short training draws grain; 0 is the generator itself, as published.
    """

    kind: str = "gan"
    held_out: dict[str, int] = field(default_factory=lambda: dict(HELD_OUT))
    course: Course = field(default_factory=lambda: Course(steps=10_000, schedule="constant", warmup=1))
    voice: str = "runs/voice_embedding/voice_embedding.safetensors"
    photographs: str = ""
    people: Literal["general", "male", "female"] = "general"
    speeds: tuple[float, ...] = SPEEDS
    moments: int = 12
    ema: float = 0.0
    gan: GanConfig = field(default_factory=GanConfig)


class GanTask:
    """See `generator.training.course.Task`."""

    figures = Losses._fields
    judged = ("fooled",)

    def __init__(self, config: GanTaskConfig, material: Material, team: Team) -> None:
        torch.manual_seed(config.course.seed)
        self.config, self.team = config, team
        voice = trained(config.voice, VoiceEmbedding)
        training = of_model(material.training, config.people)
        drawn = material.faces(training, config.speeds, config.moments, SIZE)
        self.voices = material.voices(training, config.speeds)
        names = [f"{speaker.id} {speed}" for speed in config.speeds for speaker in training]
        self._batches = UnpairedBatches(
            Whole(self.voices),
            [names[number] for number in self.voices.speakers],
            drawn.reshape(-1, SIZE, SIZE, 3),
            [name for name in names for _ in range(config.moments)],
            config.gan,
            config.course.seed,
            team,
        )
        self.unheard = material.voices(of_model(material.held_out, config.people))
        self.voice_id = voice.id
        self.gan = Gan(config.gan, len(names), voice.network).to(team.device)
        for parameter in self.gan.parameters():
            if parameter.ndim == 4:  # a third faster so on a CPU
                parameter.data = parameter.data.contiguous(memory_format=torch.channels_last)
        self.stepper = GanStep(self.gan, config.gan, team)
        gan = self.gan
        self.networks: dict[str, nn.Module] = {
            "generator": gan.generator, "face": gan.face, "d": gan.discriminator, "c": gan.classifier
        }  # fmt: skip
        self.average = AveragedModel(gan.generator, multi_avg_fn=get_ema_multi_avg_fn(config.ema), use_buffers=True)
        if config.ema:
            self.networks["average"] = self.average
        self.optimisers = self.stepper.optimisers

    def step(self, number: int) -> dict[str, torch.Tensor]:
        noise = torch.Generator().manual_seed(_seed(self.config.course.seed, number))
        self.gan.train()
        losses = self.stepper(self._batches.batch(number).to(self.team.device), noise)
        if self.config.ema:
            self.average.update_parameters(self.gan.generator)
        return losses._asdict()

    @property
    def artist(self) -> Generator:
        """What is judged and released, ready to draw."""
        return cast(Generator, self.average.module if self.config.ema else self.gan.generator).eval()

    @torch.inference_mode()
    def drawn(self, numbers: Sequence[int]) -> torch.Tensor:
        """The faces of utterances never heard, float32 (n, 3, 64, 64)."""
        self.gan.eval()
        voices = [torch.from_numpy(repeated(self.unheard.whole(number)))[None] for number in numbers]
        faces = [self.artist(self.gan.embed(voice.to(self.team.device))) for voice in voices]
        return torch.cat(faces).float().cpu()

    def judge(self) -> dict[str, float]:
        """The share of faces of unheard voices that the discriminator takes for real."""
        faces = self.drawn(range(min(len(self.unheard.speakers), 4 * SHOWN))).to(self.team.device)
        with torch.inference_mode():
            odds = self.gan.discriminator(self.gan.face(faces))
        return {"fooled": float((odds > 0).float().mean())}

    def show(self) -> Figure | None:
        """One face each of people never heard."""
        firsts = np.searchsorted(self.unheard.speakers, np.unique(self.unheard.speakers))[:SHOWN]
        return grid(pixels(self.drawn(firsts.tolist())))

    def release(self, folder: Path, steps: int) -> Path:
        path = folder / f"gan-{self.config.people}.safetensors"
        card = {"steps": steps, "people": self.config.people, "voice": self.voice_id, "figures": self.judge()}
        save(path, self.artist, card, torch.float16)
        return path


def of_model(speakers: Sequence[Speaker], people: str) -> list[Speaker]:
    """Those of whom a model is made: everybody, or the adults of one sex (children are in the general model alone)."""
    if people == "general":
        return list(speakers)
    wanted = float(people == "male")
    nothing = np.zeros(0)
    chosen = [speaker for speaker in speakers if Sitter.of(speaker, nothing).male == wanted != NEUTRAL]
    if not chosen:
        raise WhoSpeaksError(f'There is no adult of whom the corpus says {people}; choose people = "general".')
    return chosen


def _seed(*numbers: int) -> int:
    return int(np.random.default_rng(numbers).integers(2**62))


class Whole(Sequence[np.ndarray]):
    """Utterances of at least 10 s, float32 (64, frames) each, read as they are wanted."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices

    def __len__(self) -> int:
        return len(self._voices.speakers)

    def __getitem__(self, number):  # type: ignore[no-untyped-def]  # slices are of no use here
        return repeated(self._voices.whole(number))
