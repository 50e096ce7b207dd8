"""Whom is asked, and how: this program through its command line, a peer through its vectors; both answer alike."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import numpy as np
from tqdm import tqdm

from audio.files import read_audio
from benchmarks._peers import Memory, Peer
from benchmarks._scene import Scene
from sincnet.events import WhoSpeaksError
from sincnet.paths import assets


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """To every probe of a scene, with some people enrolled: scores (probes, people), whom it puts first (probes,), and
    whether it would name that person (probes,), or None where the system has no such decision."""

    people: tuple[str, ...]
    scores: np.ndarray
    first: np.ndarray
    named: np.ndarray | None


class System(Protocol):
    """Something that answers."""

    name: str

    def answer(self, scene: Scene, people: Sequence[str]) -> Answers:
        """All of the scene's probes, with `people` enrolled."""


class Program:
    """This program, as a user has it: `enrol --from`, then `identify --whole --json`."""

    name = "WhoSpeaks"

    def answer(self, scene: Scene, people: Sequence[str]) -> Answers:
        """Raises `WhoSpeaksError` when a command fails."""
        with TemporaryDirectory() as temporary:
            chosen, home = Path(temporary) / "people", Path(temporary) / "home"
            for person in people:
                shutil.copytree(scene.folder / "people" / person, chosen / person)
            _run("enrol", "--from", chosen, "--data-dir", home)
            lines = _run("identify", scene.folder / "probes", "--whole", "--json", "--data-dir", home)
        found = {answer["file"]: answer for answer in map(json.loads, lines)}
        answers = [found[str(probe.file)] for probe in scene.probes]
        place = {person: number for number, person in enumerate(people)}
        return Answers(
            tuple(people),
            np.array([[answer["scores"][person] for person in people] for answer in answers]),
            np.array([place[next(iter(answer["scores"]))] if answer["windows"] else -1 for answer in answers]),
            np.array([answer["speaker"] is not None for answer in answers]),
        )


class Cosines:
    """A peer: a person is the mean of the vectors of the enrolment clips, the closest person comes first."""

    def __init__(self, peer: Peer, cache: Path) -> None:
        self.name = peer.name
        self._memory = Memory(peer, cache)
        self._vectors: dict[Path, np.ndarray] = {}

    def answer(self, scene: Scene, people: Sequence[str]) -> Answers:
        enrolment = {person: scene.enrolment(person) for person in people}
        probes = [probe.file for probe in scene.probes]
        self._hear([*chain.from_iterable(enrolment.values()), *probes])
        rows = np.stack([np.mean([self._vectors[file] for file in files], axis=0) for files in enrolment.values()])
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        scores = np.stack([self._vectors[file] for file in probes]) @ rows.T
        return Answers(tuple(people), scores, scores.argmax(axis=1), None)

    def _hear(self, files: Sequence[Path]) -> None:
        new = [file for file in files if file not in self._vectors]
        for file in tqdm(new, desc=self.name, unit="clip", delay=2, leave=False, disable=None):
            self._vectors[file] = self._memory.embed(read_audio(file))
        if new:
            self._memory.save()


def _run(*words: str | Path) -> list[str]:
    """The lines that a command of the program prints; what it says on stderr is seen."""
    root = assets().parent
    done = subprocess.run(
        [sys.executable, root / "main.py", *words], stdout=subprocess.PIPE, cwd=root, text=True, encoding="utf-8"
    )
    if done.returncode:
        raise WhoSpeaksError(f"main.py {words[0]} failed; its own message is above.")
    return done.stdout.splitlines()
