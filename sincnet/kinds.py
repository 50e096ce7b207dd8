"""Configurations of other kinds than a network that tells speakers apart: another room trains and measures those.

Such a file says `kind = "…"`; SincNet's own say nothing of it.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sincnet.events import WhoSpeaksError

Run = Callable[[argparse.Namespace], int]
"""A command: of the parsed arguments, the exit status."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What `train CONFIG.toml` and `evaluate CONFIG.toml` do with a configuration of this kind."""

    train: Run
    evaluate: Run


def kind_of(path: Path, kinds: Mapping[str, Kind]) -> Kind | None:
    """The kind that the configuration at `path` says it is of.

    None for SincNet's own, and for what cannot be read, for whoever reads it next says why. Raises `WhoSpeaksError`
    for a kind that there is not.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    name = data.get("kind")
    if name is None:
        return None
    if name not in kinds:
        raise WhoSpeaksError(f"{path.name} is of the kind {name!r}; it has to be one of {', '.join(sorted(kinds))}.")
    return kinds[name]
