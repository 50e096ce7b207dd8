"""A gallery with real recordings for the people's page, and a player that makes no sound."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from sincnet.gallery import Person, Voiceprint
from tests.gui.fake_recogniser import FakeRecogniser, silence, speech

SIZE = 16
_RNG = np.random.default_rng(11)


def unit(vector: np.ndarray) -> np.ndarray:
    return (vector / np.linalg.norm(vector)).astype(np.float32)


class PeopleRecogniser(FakeRecogniser):
    """Knows people by random voiceprints, of a network that only ever says the same of a recording."""

    weights: Any = SimpleNamespace(id="fake", cohort=np.stack([unit(_RNG.standard_normal(SIZE)) for _ in range(99)]))
    tuning = None

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.caught_up = 0

    def person(self, name: str, utterances: int = 3, face: bytes | None = None, seed: int | None = None) -> Person:
        rng = np.random.default_rng(len(self.gallery.people()) if seed is None else seed)
        voice = unit(rng.standard_normal(SIZE))
        clips = [
            np.concatenate([silence(0.3), speech(1.0 + 0.5 * number, number), silence(0.3)])
            for number in range(utterances)
        ]
        prints = [Voiceprint(4 * unit(voice + 0.2 * unit(rng.standard_normal(SIZE))), 4) for _ in clips]
        return self.gallery.add(name, clips, prints, "fake", face)

    def add_speech(
        self, person_id: str, speech: Any, face: bytes | None = None, consent_at: str | None = None
    ) -> Person:
        clips: Sequence[np.ndarray] = speech
        return self.gallery.add_utterances(person_id, clips, [self._heard() for _ in clips], "fake")

    def catch_up(self) -> None:
        self.caught_up += 1
        missing = [utterance_id for utterance_id, _ in self.gallery.unprinted("fake")]
        self.gallery.put_prints("fake", {utterance_id: self._heard() for utterance_id in missing})

    @staticmethod
    def _heard() -> Voiceprint:
        return Voiceprint(np.ones(SIZE, np.float32), 4)


class SilentPlayer(QObject):
    """Takes what is to be played, and ends when it is told to."""

    moved = Signal(float)
    ended = Signal()
    trouble = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.playing = False
        self.heard: list[np.ndarray] = []

    def play(self, samples: np.ndarray, from_s: float = 0.0) -> None:
        self.heard.append(samples)
        self.playing = True

    def stop(self) -> None:
        if self.playing:
            self.playing = False
            self.ended.emit()
