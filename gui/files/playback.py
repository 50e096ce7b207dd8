"""Plays a recording from any place, a minute at a time: two hours are never in memory at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from audio.files import read_stretch
from audio.source import RATE
from gui.session import Session
from gui.worker import Outcome

if TYPE_CHECKING:
    from gui.player import Player

STRETCH_S = 60.0

SLACK_S = 0.1
"""So near to its end, a stretch has been heard, and a recording is over."""


def make_player() -> Player:
    from gui.player import Player  # Qt Multimedia takes its time, and the window is up before anybody plays anything

    return Player()


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Some seconds of a recording, asked for by the `number`th start of playing."""

    number: int
    start_s: float
    samples: np.ndarray

    @property
    def end_s(self) -> float:
        return self.start_s + len(self.samples) / RATE


class Playback(QObject):
    """`moved` carries the time in the recording, `changed` whether it plays now, `trouble` a sentence.

    While one stretch is heard the next is read. `cut_at` may move the seam between two to where nobody speaks.
    """

    moved = Signal(float)
    changed = Signal(bool)
    trouble = Signal(str)

    def __init__(
        self, session: Session, make_player: Callable[[], Player] = make_player, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._make_player = session, make_player
        self._player: Player | None = None
        self._path = Path()
        self._cut_at: Callable[[float], float] = lambda time_s: time_s
        self._number = 0
        self._stop_s = 0.0
        self._now: Stretch | None = None
        self._next: Stretch | None = None
        self._heard_s = 0.0
        self.playing = False

    def play(self, path: Path, from_s: float, to_s: float, cut_at: Callable[[float], float]) -> None:
        """Play from there to there, or to where the recording ends."""
        self.stop()
        self._path, self._stop_s, self._cut_at = path, to_s, cut_at
        self._number += 1
        self._enter(True)
        self._read(from_s)

    def stop(self) -> None:
        self._number += 1  # what is still being read is not wanted any more
        self._now = self._next = None
        if self._player is not None:
            self._player.stop()
        self._enter(False)

    def _read(self, from_s: float) -> None:
        number, path = self._number, self._path
        to_s = min(self._stop_s, self._cut_at(from_s + STRETCH_S))
        self._session.submit(lambda: Stretch(number, from_s, read_stretch(path, from_s, to_s)), self._was_read)

    @Slot(Outcome)
    def _was_read(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            if self.playing:
                self._trouble(outcome.error)
            return
        stretch: Stretch = outcome.value
        if stretch.number != self._number:
            return
        self._next = stretch
        if self._now is None:
            self._go_on()

    def _go_on(self) -> None:
        self._now, self._next = self._next, None
        if self._now is None:
            return  # it is still being read, and begins when it is there
        if not len(self._now.samples):
            self.stop()
            return
        self._heard_s = 0.0
        if self._player is None:
            self._player = self._make_player()
            self._player.setParent(self)
            self._player.moved.connect(self._moved)
            self._player.ended.connect(self._ended)
            self._player.trouble.connect(self._trouble)
        self._player.play(self._now.samples)
        if self._now is not None and self._now.end_s < self._stop_s - SLACK_S:
            self._read(self._now.end_s)

    @Slot(float)
    def _moved(self, time_s: float) -> None:
        if self._now is not None:
            self._heard_s = time_s
            self.moved.emit(self._now.start_s + time_s)

    @Slot()
    def _ended(self) -> None:
        if self._now is None:
            return
        heard_it_out = self._heard_s >= len(self._now.samples) / RATE - SLACK_S
        if heard_it_out and self._now.end_s < self._stop_s - SLACK_S:
            self._go_on()
        else:
            self.stop()

    @Slot(str)
    def _trouble(self, sentence: str) -> None:
        self.stop()
        self.trouble.emit(sentence)

    def _enter(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.changed.emit(playing)
