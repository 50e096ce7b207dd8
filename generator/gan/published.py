"""Weights as published: `voice_embedding.pth` and `generator.pth` of Wen, Singh and Raj, and the Ain Shams ones.

They are pickled state dicts, the first of them in torch's old format. Only tensors are unpickled; every key and shape
has to be that of the network. What no key tells is whether a tanh comes last: a JSON file beside the weights may say
`{"tanh": true}`. Without one, networks with batch norm have it (the Ain Shams report) and plain ones do not (Wen).
"""

from __future__ import annotations

import hashlib
import json
import pickle
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Generic, TypeVar

import torch

from audio.errors import WhoSpeaksError
from generator import weights
from generator.gan.networks import FaceNetwork, Generator, VoiceEmbedding

N = TypeVar("N", bound=weights.Network)
Layout = tuple[type[weights.Network], dict[str, float]]

MOST_BYTES = 256 * 2**20
"""The larger of the published files has 49 MB."""

ZIP = b"PK\x03\x04"
LEGACY = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
"""How torch's files begin: since 1.6 a zip archive, before that a pickled magic number."""

SIGNS_OF_CODE = ("GLOBAL", "call reduce", "Can only create", "Can only build")
"""How torch says that a pickle asks for more than arrays."""

COUNTER = "num_batches_tracked"
"""Younger than the first checkpoints, and only counts."""

LAYOUTS: tuple[Layout, ...] = (
    (VoiceEmbedding, {}),
    (Generator, {}),
    (Generator, {"batch_norm": True}),
    (FaceNetwork, {}),
    (FaceNetwork, {"batch_norm": True}),
)
"""What a file may hold. Face networks were saved by the training and never published: they are known, to be named."""


@dataclass(frozen=True, slots=True, eq=False)
class Published(Generic[N]):
    """A network ready for use, frozen, and the file that it is from: its name and SHA-256."""

    network: N
    name: str
    sha256: str


def read_voice_embedding(path: Path) -> Published[VoiceEmbedding]:
    """Raises `WhoSpeaksError`, one sentence about what is wrong, for a file that is no published one of these."""
    return _File(path).build(VoiceEmbedding)


def read_generator(path: Path, tanh: bool | None = None) -> Published[Generator]:
    """Either layout. `tanh` overrules the JSON file beside it. Raises as `read_voice_embedding`."""
    return _File(path).build(Generator, _says_tanh(path) if tanh is None else tanh)


def read_tensors(path: Path) -> dict[str, torch.Tensor]:
    """The arrays of a state dict (.pth) by name, whatever network they are of. Raises as `read_voice_embedding`."""
    return _tensors(path.name, _bytes(path))


def _says_tanh(path: Path) -> bool | None:
    """What the JSON file beside the weights says; None without one."""
    sidecar = path.with_suffix(".json")
    if not sidecar.exists():
        return None
    try:
        tanh = json.loads(sidecar.read_text(encoding="utf-8"))["tanh"]
    except (OSError, ValueError, KeyError, TypeError):
        tanh = None
    if not isinstance(tanh, bool):
        raise WhoSpeaksError(
            "{name} has to read {yes} or {no}; correct it.",
            name=sidecar.name,
            yes='{"tanh": true}',
            no='{"tanh": false}',
        )
    return tanh


class _File:
    """The state dict of a file and what is asked of it."""

    def __init__(self, path: Path) -> None:
        data = _bytes(path)
        self.name, self.sha256 = path.name, hashlib.sha256(data).hexdigest()
        self._tensors = _tensors(path.name, data)

    def build(self, wanted: type[N], tanh: bool | None = None) -> Published[N]:
        found = next((layout for layout in LAYOUTS if self._difference(*layout) is None), None)
        if found is None:
            normed = wanted is Generator and "model.1.running_mean" in self._tensors
            difference = self._difference(wanted, {"batch_norm": True} if normed else {})
            assert difference is not None  # or it would be the layout that was found
            raise difference
        kind, settings = found
        if kind is not wanted:
            raise WhoSpeaksError(
                "{name} holds a {found}, not a {kind}; choose the other file.",
                name=self.name, found=kind.KIND, kind=wanted.KIND,
            )  # fmt: skip
        counters = {key: torch.zeros((), dtype=torch.int64) for key in _shapes(*found) if key.endswith(COUNTER)}
        if wanted is Generator:
            settings = {**settings, "tanh": "batch_norm" in settings if tanh is None else tanh}
        return Published(weights.assembled(wanted, settings, counters | self._tensors), self.name, self.sha256)

    def _difference(self, network: type[weights.Network], settings: dict[str, float]) -> WhoSpeaksError | None:
        """The first thing in which this differs from the network, to be raised; None if it fits."""
        shapes = _shapes(network, settings)
        said = {"name": self.name, "kind": network.KIND}
        for key, shape in shapes.items():
            if key in self._tensors:
                found = tuple(self._tensors[key].shape)
                if found != shape:
                    return WhoSpeaksError(
                        "{name} is no published {kind}: its {key} has the shape {found}, not {shape}.",
                        **said, key=key, found=found, shape=shape,
                    )  # fmt: skip
            elif not key.endswith(COUNTER):
                return WhoSpeaksError("{name} is no published {kind}: it lacks {key}.", **said, key=key)
        for key in self._tensors:
            if key not in shapes:
                return WhoSpeaksError("{name} is no published {kind}: it also has {key}.", **said, key=key)
        return None


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise WhoSpeaksError(
                "{name} has {size} MB, far more than published weights; choose another.",
                name=path.name, size=size >> 20,
            )  # fmt: skip
        return path.read_bytes()
    except OSError as error:
        raise WhoSpeaksError(
            "{name} cannot be read ({reason}); check its permissions.", name=path, reason=error.strerror
        ) from error


def _tensors(name: str, data: bytes) -> dict[str, torch.Tensor]:
    """The state dict in a file, without the prefix of `DataParallel`: real numbers and counters, all finite."""
    if not data.startswith((ZIP, LEGACY)) or _is_other_archive(data):
        raise WhoSpeaksError("{name} is no checkpoint of PyTorch; choose a .pth file as published.", name=name)
    try:
        stored = torch.load(BytesIO(data), map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, EOFError, RuntimeError, ValueError, LookupError, TypeError) as error:
        if any(sign in str(error) for sign in SIGNS_OF_CODE):
            raise WhoSpeaksError("{name} was not loaded: it holds code, which is never run.", name=name) from error
        raise WhoSpeaksError("{name} is damaged or cut short; download it again.", name=name) from error
    if not isinstance(stored, dict) or not stored:
        raise WhoSpeaksError("{name} is no state dict, arrays by name; choose a .pth file as published.", name=name)
    for key, tensor in stored.items():
        if not isinstance(tensor, torch.Tensor) or tensor.layout != torch.strided:
            raise WhoSpeaksError(
                "{name} is no plain state dict: {key} in it is no array of numbers.", name=name, key=key
            )
        if not tensor.is_floating_point() and not str(key).endswith(COUNTER):
            raise WhoSpeaksError(
                "{name} cannot be used: its {key} is {kind}, not real numbers.", name=name, key=key, kind=tensor.dtype
            )
        if not torch.isfinite(tensor).all():
            raise WhoSpeaksError(
                "{name} cannot be used: its {key} holds values that are not numbers.", name=name, key=key
            )
    return {str(key).removeprefix("module."): tensor for key, tensor in stored.items()}


def _is_other_archive(data: bytes) -> bool:
    """Whether it is a whole zip archive, but none of torch's."""
    try:
        return not any(name.endswith("/data.pkl") for name in zipfile.ZipFile(BytesIO(data)).namelist())
    except zipfile.BadZipFile:
        return False


def _shapes(network: type[weights.Network], settings: dict[str, float]) -> dict[str, tuple[int, ...]]:
    with torch.device("meta"):
        return {key: tuple(tensor.shape) for key, tensor in network(**settings).state_dict().items()}
