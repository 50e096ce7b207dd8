"""Where a voice is mapped to in the space of face features, before anything is drawn: systems that have such a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch

from generator.faces.network import FaceEmbedding
from generator.frontends.spectrogram import notebook, spectrogram
from generator.gan.networks import VoiceEmbedding
from generator.mapping.network import MappingNetwork
from generator.speech2face.encoder import VoiceEncoder
from generator.systems.hearing import embedded
from generator.systems.shelf import Shelf
from generator.training.material import Material
from generator.training.sitters import pictures
from generator.voice import Voice

MOMENTS, DRAWN_PX = 8, 128
"""Of the mean feature that the networks aim at, as `generator.training.mapping` has it."""


def aims(material: Material, faces: FaceEmbedding) -> np.ndarray:
    """The mean face feature of each held-out speaker, float32 (people, d)."""
    sat = pictures(material.cache, material.sitters(material.held_out), MOMENTS, DRAWN_PX, material.progress)
    return np.stack([faces.of_pictures(of_one).mean(0) for of_one in sat])


@torch.inference_mode()
def by_mapping(shelf: Shelf, voice: Voice) -> np.ndarray:
    """The thesis's mapping network: float32 (d,)."""
    heard = embedded(shelf.get("voice_embedding", VoiceEmbedding), voice, 0)
    feature: np.ndarray = shelf.get("mapping", MappingNetwork)(heard)[0].numpy()
    return feature


@torch.inference_mode()
def by_speech2face(shelf: Shelf, voice: Voice) -> np.ndarray:
    """Speech2Face's encoder: float32 (d,)."""
    encoder = shelf.get("speech2face", VoiceEncoder)
    heard = (notebook if encoder.settings["notebook"] else spectrogram)(voice.speech)
    feature: np.ndarray = encoder(torch.from_numpy(heard)[None])[0].numpy()
    return feature


MAPPED: Mapping[str, Callable[[Shelf, Voice], np.ndarray]] = {
    "mapping": by_mapping,
    "speech2face": by_speech2face,
}
"""By the key of the system."""
