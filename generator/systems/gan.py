"""The GAN of Wen, Singh and Raj (NeurIPS 2019): our general, male and female generators, and published weights."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from generator.gan.networks import SIZE, Generator, VoiceEmbedding
from generator.gan.published import read_generator, read_voice_embedding
from generator.gan.tone import pixels
from generator.imagined import MODELS, System, Traits
from generator.systems.hearing import ALL_OF_IT, embedded
from generator.systems.shelf import Shelf, lacking
from generator.voice import Voice

EVEN = 0.5
"""From this probability of a man on, "voice" takes the male generator."""

GENERATORS = {"general": "gan-general", "male": "gan-male", "female": "gan-female"}

GAN = System(
    "gan",
    "GAN",
    MODELS,
    SIZE,
    correctable=False,
    about="A generator that learned from a discriminator to draw faces and from a classifier whose they are "
    "(Wen, Singh and Raj). Small pictures; one generator each for everybody, men and women.",
)
PUBLISHED = System(
    "published",
    "Published GAN",
    ("general",),
    SIZE,
    correctable=False,
    about="The same kind of generator with the weights that its authors published, learned from photos of celebrities.",
)


class GanSystem:
    """With "voice" the generator of the sex that was inferred draws; the general one where none was, as of children."""

    artistic = ALL_OF_IT

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.system = shelf.list(GAN, "voice_embedding", *GENERATORS.values())

    def draw(self, voice: Voice, traits: Traits, model: str, variation: int) -> NDArray[np.uint8]:
        """uint8 (64, 64, 3). Raises `WhoSpeaksError` where a network cannot be loaded."""
        if model == "voice":
            model = "general" if traits.male is None else "male" if traits.male >= EVEN else "female"
        embedding = self._shelf.get("voice_embedding", VoiceEmbedding)
        return painted(embedding, self._shelf.get(GENERATORS[model], Generator), voice, variation)


class PublishedGan:
    """Published weights in `folder`, where the user has them: in either layout, see `generator.gan.published`."""

    artistic = ALL_OF_IT

    def __init__(self, folder: Path) -> None:
        self._embedding, self._generator = folder / "voice_embedding.pth", folder / "generator.pth"
        self.system = lacking(PUBLISHED, folder, [self._embedding.name, self._generator.name])
        self._lock = threading.Lock()
        self._networks: tuple[VoiceEmbedding, Generator] | None = None

    def draw(self, voice: Voice, traits: Traits, model: str, variation: int) -> NDArray[np.uint8]:
        """uint8 (64, 64, 3). Raises `WhoSpeaksError` for files that hold anything else."""
        with self._lock:
            if self._networks is None:
                self._networks = (
                    read_voice_embedding(self._embedding).network,
                    read_generator(self._generator).network,
                )
        return painted(*self._networks, voice, variation)


@torch.inference_mode()
def painted(embedding: VoiceEmbedding, generator: Generator, voice: Voice, variation: int) -> NDArray[np.uint8]:
    """What a generator draws of a voice, uint8 (64, 64, 3)."""
    drawn: NDArray[np.uint8] = pixels(generator(embedded(embedding, voice, variation)))[0]
    return drawn
