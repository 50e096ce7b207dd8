"""What is listened to, and when: the top bar's source and button, recordings, the demo, what was asked at the start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.page import Desk
from gui.session import State
from gui.sources import Choice, SourceList, Sources
from gui.top_bar import TopBar
from gui.worker import Outcome


class Listener(QObject):
    """Stands between the top bar and the session. `start_with` is listened to as soon as the recogniser is open:
    "microphone", "demo", a file, or None for nothing. `begun` comes when something was chosen to be listened to."""

    begun = Signal()

    def __init__(
        self, desk: Desk, sources: Sources, top_bar: TopBar, start_with: str | Path | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._session, self._bus = desk.session, desk.bus
        self._sources, self._top_bar = sources, top_bar
        self._start_with = start_with
        self._list = SourceList(sources, self.tr("Demo conversation"))
        self._no_microphone: str | None = None
        self._closing = False
        self._session.state_changed.connect(self._state_changed)
        top_bar.toggle_wanted.connect(self.toggle)
        top_bar.file_wanted.connect(self.choose_file)
        top_bar.source_changed.connect(self._source_changed)
        desk.bus.play.connect(self.play_file)
        self._show_choices()

    def load(self) -> None:
        """Look for microphones; behind the window, for the system may take its time."""
        self._session.submit(self._sources.devices, self._devices_listed)

    def close(self) -> None:
        """Begin nothing any more."""
        self._closing = True

    @Slot(Outcome)
    def _devices_listed(self, outcome: Outcome) -> None:
        self._no_microphone = outcome.error
        if outcome.value:
            self._list.show_devices(outcome.value, self.tr("{0} · system default"))
        elif outcome.error is None:
            self._no_microphone = self.tr("No microphone was found. Connect one, or open an audio file.")
        self._show_choices()
        self._start_when_ready()

    def _show_choices(self) -> None:
        self._top_bar.show_choices(self._list.choices)

    @Slot(Path)
    def play_file(self, path: Path) -> None:
        """Listen to a recording."""
        self._play(self._list.add_file(path))

    @Slot()
    def play_demo(self) -> None:
        if self._list.demo is not None:
            self._play(self._list.demo)
        else:
            self._sources.open_demo()
            self._bus.news.emit(self.tr("The demo opens in a window of its own."))

    def _play(self, choice: Choice) -> None:
        self._show_choices()
        self._top_bar.choose(choice.label)
        self._session.listen(choice.open)
        self.begun.emit()

    @Slot()
    def choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Listen to a recording"))
        if path:
            self.play_file(Path(path))

    @Slot()
    def _source_changed(self) -> None:
        if self._session.state in (State.LISTENING, State.STOPPING):
            self.listen()

    @Slot()
    def toggle(self) -> None:
        if self._session.state is State.LISTENING:
            self._session.stop()
        elif self._session.state is State.IDLE:
            self.listen()

    @Slot()
    def listen(self) -> None:
        """Listen to the chosen source."""
        choice = self._top_bar.choice
        if choice is not None:
            self._session.listen(choice.open)

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        self._top_bar.show_state(state)
        if state is State.IDLE:
            self._start_when_ready()

    def _start_when_ready(self) -> None:
        """Listen to what the user asked for at the start, once recogniser and devices are there."""
        if self._session.state is not State.IDLE or self._closing:
            return
        match self._start_with:
            case Path() as path:
                self.play_file(path)
            case "demo":
                self.play_demo()
            case "microphone" if self._list.microphones:
                self.listen()
            case "microphone" if self._no_microphone is not None:
                self._bus.trouble.emit(self._no_microphone)
            case _:
                return  # nothing was asked for, or the devices are still being listed
        self._start_with = None
