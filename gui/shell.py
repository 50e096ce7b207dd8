"""What outlives a window: the session, the devices, the language. Another language is another window, in its place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from gui.devices import Devices
from gui.log import LogFile
from gui.preferences import Choices, Preferences
from gui.roster import Member
from gui.session import Session
from gui.sources import Sources
from gui.translate import Translation, understood
from gui.window import MainWindow


class Shell(QObject):
    """Makes the window, and makes it anew when the language changes; whoever listens goes on listening meanwhile.

    `closing` comes when the user closes the window, `closed` when every thread has ended, `replaced` carries a new
    window.
    """

    closing = Signal()
    closed = Signal()
    replaced = Signal(MainWindow)
    _other_language = Signal()

    def __init__(
        self,
        app: QApplication,
        session: Session,
        sources: Sources,
        start_with: str | Path | None,
        preferences: Preferences,
        log: LogFile | None = None,
    ) -> None:
        super().__init__(app)
        self._session, self._sources, self._preferences, self._log = session, sources, preferences, log
        self._devices = Devices(session, sources, self)
        self._translation = Translation(app)
        self._asked = preferences.now.language
        self._translation.speak(self._asked)
        self.window = self._make(start_with)
        preferences.changed.connect(self._obey)
        session.people_changed.connect(self._hide_names)
        # Not at once: the window that is to go is just being clicked in.
        self._other_language.connect(self._replace, Qt.ConnectionType.QueuedConnection)

    def _make(self, start_with: str | Path | None) -> MainWindow:
        window = MainWindow(
            self._session, self._sources, start_with, self._preferences, devices=self._devices, log=self._log
        )
        window.closing.connect(self.closing)
        window.closed.connect(self.closed)
        return window

    @Slot()
    def close(self) -> None:
        self.window.close()

    @Slot(list)
    def _hide_names(self, members: list[Member]) -> None:
        if self._log is not None:
            self._log.blotted.hide(member.name for member in members)

    @Slot(Choices)
    def _obey(self, choices: Choices) -> None:
        if choices.language == self._asked:
            return
        if understood(choices.language) != self._translation.language:
            stakes = self.window.at_stake(replaced=True)
            if stakes:
                self._preferences.change(language=self._asked)
                wait = self.tr("The language can change once this is done: {0}").format(" ".join(stakes))
                self.window.banner.trouble(wait)
                return
            self._other_language.emit()
        self._asked = choices.language

    @Slot()
    def _replace(self) -> None:
        before = self.window
        self._translation.speak(self._asked)
        self.window = self._make(before.listener.start_with)
        self.window.take_over(before)
        before.retire()
        self.replaced.emit(self.window)
