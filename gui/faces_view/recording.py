"""A voice recorded for its face: collects what the session hears, and whose it says it is."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from audio.source import RATE
from gui.page import Desk
from gui.session import State
from sincnet.events import Heard, Identified, Provisional

WANTED_S = 10.0
"""Of speech: from about here on a face hardly changes any more. Then recording ends by itself."""

LONGEST_S = 60.0


class Recording(QObject):
    """`changed` comes as it goes on; `ended` when it has ended with something to hear.

    `samples` float32 (n,) at 16 kHz of all that was heard, `speech_s` of it speech, `people` who said so much of it as
    is known by now: ids, None for a stranger.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._bus = desk.session, desk.bus
        self.on = False
        self._begun = False
        self._blocks: list[np.ndarray] = []
        self._speech = 0
        self._named: list[str | None] = []
        self._guess: str | None = None
        self._session.heard.connect(self._heard)
        self._session.provisional.connect(self._guessed)
        self._session.identified.connect(self._identified)
        self._session.state_changed.connect(self._state_changed)

    @property
    def samples(self) -> np.ndarray:
        return np.concatenate(self._blocks) if self._blocks else np.zeros(0, np.float32)

    @property
    def speech_s(self) -> float:
        return self._speech / RATE

    @property
    def people(self) -> list[str | None]:
        return self._named or [self._guess]

    @Slot()
    def toggle(self) -> None:
        """Begin, listening to the chosen source if nothing is listened to; or end."""
        if self.on:
            self._end()
            return
        self._blocks, self._speech, self._named, self._guess = [], 0, [], None
        self.on, self._begun = True, self._session.state is State.LISTENING
        if not self._begun:
            self._bus.listen.emit()
        self.changed.emit()

    def cancel(self) -> None:
        """End without a result."""
        if self.on:
            self.on = False
            self.changed.emit()

    def _end(self) -> None:
        self.on = False
        self.changed.emit()
        self.ended.emit()

    @Slot(Heard)
    def _heard(self, event: Heard) -> None:
        if not self.on:
            return
        self._blocks.append(event.block.samples)
        if event.level.activity == "speech":
            self._speech += len(event.block.samples)
        self.changed.emit()
        if self.speech_s >= WANTED_S or sum(map(len, self._blocks)) >= LONGEST_S * RATE:
            self._end()

    @Slot(Provisional)
    def _guessed(self, event: Provisional) -> None:
        if self.on:
            self._guess = event.identification.person_id

    @Slot(Identified)
    def _identified(self, event: Identified) -> None:
        if self.on:
            self._named.append(event.identification.person_id)

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if not self.on:
            return
        if state is State.LISTENING:
            self._begun = True
        elif self._begun and state is not State.STOPPING:
            self._end()
