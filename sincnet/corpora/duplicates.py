"""Clips that are in a corpus more than once, found by what they sound like when decoded, sample for sample.

Pictures of faces are compared by the same rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from sincnet.corpora.store import Problem

SOUND = "the same sound, sample for sample"


class Item(Protocol):
    """What has a name of its speaker's and the hash of what it holds."""

    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class Duplicates:
    """Which recordings are left out, and `problems` that say so.

    Of the same clip twice under one speaker the first stays. A clip under two speakers is somebody's under a wrong
    name, and nobody can tell whose: all of them are left out. Only what is in `keep` (full names) always stays, such as
    what a published list of trials names.
    """

    def __init__(self, recordings: Iterable[tuple[str, Item]], keep: Collection[str] = (), same: str = SOUND) -> None:
        """`same` says in words what a copy and its original share."""
        self.problems: list[Problem] = []
        self._of: dict[str, str] = {}
        firsts: dict[str, tuple[str, str]] = {}
        for speaker, recording in recordings:
            name = f"{speaker}/{recording.name}"
            first_speaker, first = firsts.setdefault(recording.sha256, (speaker, name))
            if first == name:
                continue
            found = [(name, first)] if speaker == first_speaker else [(name, first), (first, name)]
            for copy, original in found:
                if copy not in keep and copy not in self._of:
                    self._of[copy] = original
            left_out = " and ".join(copy for copy, _ in found if copy in self._of) or "nothing"
            text = f"It is {same}, as {first}; left out: {left_out}."
            self.problems.append(Problem("duplicate", name, text))

    def of(self, speaker: str, recording: Item) -> str:
        """The full name of what a recording is a copy of; nothing for one that stays."""
        return self._of.get(f"{speaker}/{recording.name}", "")
