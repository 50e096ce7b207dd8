"""Listens to the chosen microphone for its level only, while the program listens to nobody."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from audio.level import Level
from audio.levels import levels
from audio.source import AudioSource, Notice
from gui.listening import Listening
from gui.notices import sentence
from gui.page import Desk
from gui.session import State
from gui.worker import Outcome
from sincnet.events import Heard


class LevelTest(QObject):
    """`level` comes with every block, also while the program really listens; None when neither does any more.

    `changed` comes when the test began or ended, `trouble` is one sentence why it could not go on.
    """

    level = Signal(object)
    changed = Signal()
    trouble = Signal(str)
    _measured = Signal(Level)
    _noticed = Signal(Notice)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._listening: Listening | None = None
        self._again = False
        self._measured.connect(self._pass_on)
        self._noticed.connect(self._notice)
        desk.session.heard.connect(self._heard)
        desk.session.state_changed.connect(self._state_changed)
        desk.session.closing.connect(self.stop)

    @property
    def running(self) -> bool:
        return self._listening is not None

    @property
    def possible(self) -> bool:
        """Not while the program listens: the level is shown then anyway."""
        return self._desk.session.state not in (State.LISTENING, State.STOPPING)

    def start(self) -> None:
        """Open the microphone that the preferences name; the system's default one if it is not there."""
        if self.running or not self.possible:
            return
        wanted = self._desk.preferences.now.microphone
        there = any(device.label == wanted for device in self._desk.devices.microphones)
        microphone = partial(self._desk.sources.microphone, wanted if there else None)
        self._listening = listening = Listening(microphone)
        self._desk.session.submit(partial(self._work, listening), self._ended)
        self.changed.emit()

    @Slot()
    def stop(self) -> None:
        self._again = False
        if self._listening is not None:
            self._listening.stop()

    def restart(self) -> None:
        """Go over to the microphone that is chosen now, if the test runs."""
        if self.running:
            self.stop()
            self._again = True

    def _work(self, listening: Listening) -> None:
        """In a thread of its own."""
        source: AudioSource = listening.open()
        for measured in levels(source):
            if isinstance(measured, Level):
                self._measured.emit(measured)
            else:
                self._noticed.emit(measured)

    @Slot(Outcome)
    def _ended(self, outcome: Outcome) -> None:
        self._listening = None
        if outcome.error is not None:
            self.trouble.emit(outcome.error)
        if self.possible:
            self.level.emit(None)
        self.changed.emit()
        if self._again:
            self._again = False
            self.start()

    @Slot(Level)
    def _pass_on(self, level: Level) -> None:
        if self.running and self.possible:
            self.level.emit(level)

    @Slot(Notice)
    def _notice(self, notice: Notice) -> None:
        if notice.kind not in ("recovered", "unmuted"):
            self.trouble.emit(sentence(notice))

    @Slot(Heard)
    def _heard(self, heard: Heard) -> None:
        self.level.emit(heard.level)

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if state is State.LISTENING:
            self.stop()
        elif self.possible:
            self.level.emit(None)
        self.changed.emit()
