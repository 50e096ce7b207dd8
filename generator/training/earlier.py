"""Networks that were trained before and are built on."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from audio.errors import WhoSpeaksError
from generator.weights import Network, Stored, load

N = TypeVar("N", bound=Network)


def trained(place: str, network: type[N]) -> Stored[N]:
    """The network at `place`. Raises `WhoSpeaksError` where there is none, or anything else."""
    path = Path(place)
    if not path.exists():
        raise WhoSpeaksError(f"There is no {network.KIND} at {path}; train it first, or name another file.")
    if path.suffix != ".safetensors":
        raise WhoSpeaksError(
            f"{path.name} is not loaded: a {network.KIND} is a file .safetensors with a card beside it, and others may "
            "hold code."
        )
    return load(path, network)
