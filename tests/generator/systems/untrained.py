"""A folder of small networks that have learned nothing, as the systems want them: quick, and each draws otherwise."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

from generator.gan.networks import Generator, VoiceEmbedding
from generator.mapping.feature_decoder import FeatureDecoder
from generator.mapping.network import MappingNetwork
from generator.speech2face.decoder import FaceDecoder
from generator.speech2face.encoder import VoiceEncoder
from generator.weights import Network, save

FEATURES = 512


def lively(network: nn.Module) -> nn.Module:
    """With weights so large that what goes in shows in what comes out; fresh ones draw a grey square of everybody."""
    with torch.no_grad():
        for layer in network.modules():
            if isinstance(layer, nn.ConvTranspose2d | nn.Conv2d | nn.Linear | nn.Conv1d):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="linear")
                layer.weight *= 2
    return network


def fill(folder: Path) -> Path:
    """Writes them all, in half precision as they are shipped; the same ones every time."""
    torch.manual_seed(5)
    made: dict[str, Network] = {
        "voice_embedding": VoiceEmbedding(0.1),
        **{f"gan-{people}": Generator(0.1, tanh=True) for people in ("general", "male", "female")},
        "mapping": MappingNetwork(outputs=FEATURES),
        "feature_decoder": FeatureDecoder(FEATURES),
        "speech2face": VoiceEncoder(0.05, FEATURES),
        "speech2face_decoder": FaceDecoder(0.05, FEATURES),
    }
    for name, network in made.items():
        lively(network)
        save(folder / f"{name}.safetensors", network, {}, torch.float16)
    return folder
