"""What is listened to, and when: the top bar's source and button, recordings, the demo, what was asked at the start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.page import Desk
from gui.preferences import Choices
from gui.session import State
from gui.sources import Choice, SourceList, Sources
from gui.top_bar import TopBar


class Listener(QObject):
    """Stands between the top bar and the session. `start_with` is listened to as soon as the recogniser is open:
    "microphone", "demo", a file, or None for nothing. `begun` comes when something was chosen to be listened to."""

    begun = Signal()

    def __init__(
        self, desk: Desk, sources: Sources, top_bar: TopBar, start_with: str | Path | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._session, self._bus, self._devices = desk.session, desk.bus, desk.devices
        self._preferences = desk.preferences
        self._wanted = desk.preferences.now.microphone
        self._sources, self._top_bar = sources, top_bar
        self.start_with = start_with
        self._list = SourceList(sources, self.tr("Demo conversation"))
        self._closing = False
        self._session.state_changed.connect(self._state_changed)
        top_bar.toggle_wanted.connect(self.toggle)
        top_bar.file_wanted.connect(self.choose_file)
        top_bar.source_changed.connect(self._source_chosen)
        desk.bus.play.connect(self.play_file)
        desk.devices.changed.connect(self._devices_changed)
        desk.preferences.changed.connect(self._obey)
        if desk.devices.listed:
            self._devices_changed()
        else:
            self._show_choices()
        top_bar.show_state(desk.session.state)

    def close(self) -> None:
        """Begin nothing any more."""
        self._closing = True

    def take_over(self, before: Listener) -> None:
        """Offer what another listener offered, and have the same chosen."""
        chosen = before._top_bar.choice
        at = before._list.choices.index(chosen) if chosen is not None else -1
        self._list.take_files_of(before._list)
        self._show_choices()
        if 0 <= at < len(self._list.choices):
            self._top_bar.choose(self._list.choices[at].label)

    @Slot()
    def _devices_changed(self) -> None:
        in_use = self._top_bar.choice if self._session.state is State.LISTENING else None
        self._list.show_devices(self._devices.microphones, self.tr("{0} · system default"), in_use)
        self._show_choices()
        if in_use is None:
            self._choose_wanted()
        self._start_when_ready()

    def _choose_wanted(self) -> bool:
        """Make the microphone that the user prefers the current one, unless they chose something that is none."""
        now, wanted = self._top_bar.choice, self._list.of_microphone(self._wanted)
        if wanted is None or now is None or now.microphone in (None, self._wanted):
            return False
        self._top_bar.choose(wanted.label)
        return True

    @Slot(Choices)
    def _obey(self, choices: Choices) -> None:
        if choices.microphone == self._wanted:
            return
        self._wanted = choices.microphone
        if self._choose_wanted():
            self._source_changed()

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
    def _source_chosen(self) -> None:
        """The user chose in the top bar; a microphone is remembered."""
        choice = self._top_bar.choice
        if choice is not None and choice.microphone is not None:
            self._wanted = choice.microphone
            self._preferences.change(microphone=choice.microphone)
        self._source_changed()

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
        match self.start_with:
            case Path() as path:
                self.play_file(path)
            case "demo":
                self.play_demo()
            case "microphone" if self._list.microphones:
                self.listen()
            case "microphone" if self._devices.listed:
                nothing = self.tr("No microphone was found. Connect one, or open an audio file.")
                self._bus.trouble.emit(self._devices.problem or nothing)
            case _:
                return  # nothing was asked for, or the devices are still being listed
        self.start_with = None
