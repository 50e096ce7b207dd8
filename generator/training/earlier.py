"""Networks that were trained before and are built on."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

from audio.errors import WhoSpeaksError
from generator.gan.networks import VoiceEmbedding
from generator.gan.published import read_voice_embedding
from generator.weights import Network, Stored, load

N = TypeVar("N", bound=Network)


def trained(place: str, network: type[N]) -> Stored[N]:
    """The network at `place`; a voice embedding network may be the published one, voice_embedding.pth, to which the
    Ain Shams report trained its GANs. Raises `WhoSpeaksError` where there is none, or anything else."""
    path = Path(place)
    if not path.exists():
        raise WhoSpeaksError(f"There is no {network.KIND} at {path}; train it first, or name another file.")
    if path.suffix == ".pth" and network is VoiceEmbedding:
        found = read_voice_embedding(path)
        return cast("Stored[N]", Stored(found.sha256[:16], found.network, {}))
    if path.suffix != ".safetensors":
        raise WhoSpeaksError(
            f"{path.name} is not loaded: a {network.KIND} is a file .safetensors with a card beside it, and others may "
            "hold code."
        )
    return load(path, network)
