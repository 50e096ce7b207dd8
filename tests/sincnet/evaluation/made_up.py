"""Held-out speakers with d-vectors made up so that every decision about them is known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sincnet.corpora.dataset import Speaker
from sincnet.evaluation.protocol import LENGTHS_S, Embedded, HeldOut

SIZE = 16


def utterance(speaker: int, windows: Sequence[int]) -> Embedded:
    """Windows that sound exactly like the speakers of these numbers."""
    return Embedded(speaker, f"{speaker}.wav", np.eye(SIZE, dtype=np.float32)[list(windows)], 2.0)


def held_out(said: dict[int, list[list[int]]], strangers: dict[int, list[list[int]]] | None = None) -> HeldOut:
    """Speakers by number, each with probes as lists of whom their windows sound like; the same for every length."""
    probes = [utterance(s, windows) for s, all_ in {**said, **(strangers or {})}.items() for windows in all_]
    cohort = np.random.default_rng(0).normal(size=(30, SIZE)).astype(np.float32)
    cohort /= np.linalg.norm(cohort, axis=1, keepdims=True)
    return HeldOut({s: [utterance(s, [s])] for s in said}, dict.fromkeys(LENGTHS_S, probes), cohort)


def speakers(groups: str) -> list[Speaker]:
    """One for each letter: f, m; upper case for somebody under 16, a dash for somebody of whom nothing is known."""
    ages = {"-": None} | dict.fromkeys("fm", 30) | dict.fromkeys("FM", 9)
    return [
        Speaker(f"s{number}", "made up", Path("none"), group.lower().strip("-"), ages[group])
        for number, group in enumerate(groups)
    ]
