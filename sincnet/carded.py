"""Numbers on the disk: safetensors, and beside them a JSON card that says everything else one wants to know.

Data, never code: nothing is unpickled. The card names the SHA-256 of the numbers; a file that differs is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from safetensors import SafetensorError

from audio.errors import WhoSpeaksError, reason
from sincnet.paths import write_durably


def identity(data: bytes) -> str:
    """The id of such numbers, by which other files name them: the beginning of their SHA-256."""
    return _digest(data)[:16]


def card_of(data: bytes, card: Mapping[str, Any], version: int) -> bytes:
    """The card's file: `card`, with the `version` of its format and the hash of the numbers `data`."""
    signed = {"format": version, "sha256": _digest(data)}
    return (json.dumps({**signed, **card, **signed}, indent=2, ensure_ascii=False) + "\n").encode()


def write(path: Path, data: bytes, card: bytes) -> None:
    """Writes `path` (.safetensors) and its card (.json), from `card_of`. Raises OSError when they cannot be written."""
    write_durably(path, data)
    write_durably(path.with_suffix(".json"), card)


def read(path: Path, version: int) -> tuple[bytes, dict[str, Any]]:
    """The numbers, as they are in the file, and their card.

    Raises `WhoSpeaksError` when one is missing, damaged or of another version.
    """
    try:
        data = path.read_bytes()
        card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WhoSpeaksError(
            "The model {name} and its card {stem}.json cannot both be read ({reason}); install them again.",
            name=path.name,
            stem=path.stem,
            reason=reason(error),
        ) from error
    if not isinstance(card, dict) or card.get("format") != version:
        raise WhoSpeaksError(
            "The model {name} was made for another version of WhoSpeaks; use one that fits.", name=path.name
        )
    if _digest(data) != card.get("sha256"):
        raise WhoSpeaksError(
            "The model {name} is damaged, it is not what its card describes; install it again.", name=path.name
        )
    return data, card


@contextmanager
def fitting(path: Path) -> Iterator[None]:
    """For what is made of numbers and card inside: raises `WhoSpeaksError` where they do not belong together."""
    try:
        yield
    except (SafetensorError, KeyError, TypeError, ValueError, RuntimeError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[-1].strip()  # torch says what is wrong at the end
        raise WhoSpeaksError(
            "The numbers in {name} do not fit its card ({reason}); install it again.", name=path.name, reason=reason
        ) from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
