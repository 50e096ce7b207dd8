"""Other people's recognisers, each behind one function from an utterance to a unit vector, and what they answered."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import numpy as np

from sincnet.events import WhoSpeaksError
from sincnet.paths import write_durably


@dataclass(frozen=True, slots=True)
class Peer:
    """A recogniser: `embed` makes of float32 (n,) at 16 kHz a unit vector float32 (d,); cosines are its scores.

    `name` carries the version, since what it has embedded is remembered under it.
    """

    name: str
    embed: Callable[[np.ndarray], np.ndarray]


def resemblyzer() -> Peer:
    """The GE2E encoder of L. Wan et al. (ICASSP 2018) with the weights in the package, used as its README says.

    Raises `WhoSpeaksError` when it is not installed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # it imports from an old place in SciPy
            from resemblyzer import VoiceEncoder, preprocess_wav
    except ImportError as error:
        raise WhoSpeaksError(
            f"Resemblyzer, which is compared with, cannot be imported ({error}); install it with: make bench"
        ) from error
    encoder = VoiceEncoder("cpu", verbose=False)
    return Peer(
        f"Resemblyzer {version('resemblyzer')}", lambda samples: encoder.embed_utterance(preprocess_wav(samples))
    )


class Memory:
    """What a peer has embedded, kept in `folder` by the content of the clip: a peer never changes, our weights do."""

    def __init__(self, peer: Peer, folder: Path) -> None:
        self._peer = peer
        self._path = folder / f"{peer.name.replace(' ', '-')}.npz"
        self._known: dict[bytes, np.ndarray] = {}
        if self._path.exists():
            with np.load(self._path) as kept:
                self._known = dict(zip((key.tobytes() for key in kept["keys"]), kept["vectors"], strict=True))

    def embed(self, samples: np.ndarray) -> np.ndarray:
        """As the peer does, float32 (n,) to (d,)."""
        key = hashlib.sha256(samples.tobytes()).digest()
        if key not in self._known:
            self._known[key] = np.asarray(self._peer.embed(samples), np.float32)
        return self._known[key]

    def save(self) -> None:
        file = BytesIO()
        keys = np.frombuffer(b"".join(self._known), np.uint8).reshape(len(self._known), -1)
        np.savez(file, keys=keys, vectors=np.stack(list(self._known.values())))
        write_durably(self._path, file.getvalue())
