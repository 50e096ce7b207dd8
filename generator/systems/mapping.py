"""The lab thesis's mapping network: from the voice into a space of face features, and our decoder out of it."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from generator.gan.networks import VoiceEmbedding
from generator.imagined import System, Traits
from generator.mapping.feature_decoder import FeatureDecoder
from generator.mapping.network import MappingNetwork
from generator.systems.hearing import ALL_OF_IT, embedded
from generator.systems.shelf import Shelf
from generator.voice import Voice

MAPPING = System(
    "mapping",
    "Mapping network",
    ("voice",),
    128,
    correctable=False,
    about="A network that learned where in a space of faces a voice belongs, and a decoder that draws what is there "
    "(the lab thesis).",
)


class MappingSystem:
    """See `MAPPING`."""

    artistic = ALL_OF_IT

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.system = shelf.list(MAPPING, "voice_embedding", "mapping", "feature_decoder")

    @torch.inference_mode()
    def draw(self, voice: Voice, traits: Traits, model: str, variation: int) -> NDArray[np.uint8]:
        """uint8 (128, 128, 3). Raises `WhoSpeaksError` where a network cannot be loaded."""
        heard = embedded(self._shelf.get("voice_embedding", VoiceEmbedding), voice, variation)
        mapped = self._shelf.get("mapping", MappingNetwork)(heard)
        drawn: NDArray[np.uint8] = self._shelf.get("feature_decoder", FeatureDecoder).draw(mapped)[0].numpy()
        return drawn
