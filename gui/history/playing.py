"""Plays what was kept of an utterance: read behind the window, then heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from audio.source import RATE
from gui.session import Session
from gui.worker import Outcome
from sincnet.diary import KeptUtterance

if TYPE_CHECKING:
    from gui.player import Player


class Playing(QObject):
    """`moved` carries the id of what is heard and the share of it that was; `ended` its id; `trouble` a sentence."""

    moved = Signal(str, float)
    ended = Signal(str)
    trouble = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._player: Player | None = None
        self._wanted: str | None = None
        self._length_s = 1.0

    @property
    def utterance_id(self) -> str | None:
        """What is heard, or about to be."""
        return self._wanted

    def play(self, utterance: KeptUtterance) -> None:
        self.stop()
        if not utterance.audible:
            return
        utterance_id, sound = utterance.id, utterance.sound
        self._wanted = utterance_id
        self.moved.emit(utterance_id, 0.0)
        self._session.submit(lambda: (utterance_id, sound()), self._was_read)

    @Slot()
    def stop(self) -> None:
        wanted, self._wanted = self._wanted, None
        if self._player is not None:
            self._player.stop()
        if wanted is not None:
            self.ended.emit(wanted)

    @Slot(Outcome)
    def _was_read(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._give_up(outcome.error)
            return
        utterance_id, samples = outcome.value
        if utterance_id == self._wanted:
            self._begin(samples)

    def _begin(self, samples: np.ndarray) -> None:
        self._length_s = max(len(samples) / RATE, 1e-3)
        player = self._open()
        player.play(samples)

    def _open(self) -> Player:
        if self._player is None:
            from gui.player import Player  # Qt Multimedia takes its time, and few sessions are listened to

            self._player = Player(self)
            self._player.moved.connect(self._moved)
            self._player.ended.connect(self.stop)
            self._player.trouble.connect(self._give_up)
        return self._player

    @Slot(float)
    def _moved(self, time_s: float) -> None:
        if self._wanted is not None:
            self.moved.emit(self._wanted, min(1.0, time_s / self._length_s))

    @Slot(str)
    def _give_up(self, sentence: str) -> None:
        self.stop()
        self.trouble.emit(sentence)
