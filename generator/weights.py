"""A network of this room on disk: safetensors for its numbers, a JSON card beside them for all else.

The card says what kind of network it is, with which settings, and the SHA-256 of the numbers. Nothing is unpickled.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import torch
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import nn

from audio.errors import WhoSpeaksError
from sincnet import carded

FORMAT = 1


class Network(nn.Module):
    """A network that its class makes again from its `settings`: the arguments, plain numbers and flags."""

    KIND: ClassVar[str]
    """What it is, in words."""

    def __init__(self, **settings: float) -> None:
        super().__init__()
        self.settings = settings


N = TypeVar("N", bound=Network)


@dataclass(frozen=True, slots=True, eq=False)
class Stored(Generic[N]):
    """A network ready for use, in float32 and frozen, and its card; `id` begins the SHA-256 of its numbers."""

    id: str
    network: N
    card: dict[str, Any]


def save(path: Path, network: Network, card: dict[str, Any], dtype: torch.dtype = torch.float32) -> None:
    """Writes `path` (.safetensors) and its card (.json), to which `card` adds what the numbers do not tell.

    float16 halves the file. Raises OSError when it cannot be written.
    """
    tensors = {
        name: tensor.detach().to("cpu", dtype if tensor.is_floating_point() else tensor.dtype).contiguous()
        for name, tensor in network.state_dict().items()
    }
    data = save_tensors(tensors)
    carded.write(path, data, carded.card_of(data, {"kind": network.KIND, "settings": network.settings, **card}, FORMAT))


def load(path: Path, network: type[N]) -> Stored[N]:
    """Reads a network of that class. Raises `WhoSpeaksError` where numbers or card are missing, damaged or others."""
    data, card = carded.read(path, FORMAT)
    if card.get("kind") != network.KIND:
        raise WhoSpeaksError(
            "{name} holds a {found}, not a {kind}; choose another file.",
            name=path.name, found=card.get("kind"), kind=network.KIND,
        )  # fmt: skip
    with carded.fitting(path):
        made = assembled(network, card["settings"], load_tensors(data))
    return Stored(carded.identity(data), made, card)


def assembled(network: type[N], settings: dict[str, float], tensors: dict[str, torch.Tensor]) -> N:
    """The network of these settings with these numbers, in float32, frozen, for use and not for training.

    Nothing is allocated before the shapes are known to fit. Raises TypeError, ValueError and RuntimeError.
    """
    with torch.device("meta"):
        made = network(**settings)
    tensors = {name: t.float() if t.is_floating_point() else t for name, t in tensors.items()}
    made.load_state_dict(tensors, assign=True)
    return made.eval().requires_grad_(False)
