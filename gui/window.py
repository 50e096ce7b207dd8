"""The main window: wires the session, the sources and the views together. It decides nothing and computes nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow, QVBoxLayout

from gui.ask import DeleteDialog, RenameDialog
from gui.backdrop import Backdrop
from gui.drops import dropped_files
from gui.enrol.dialog import EnrolDialog
from gui.live.view import LiveView
from gui.roster import Roster
from gui.session import Session, State
from gui.sources import Choice, SourceList, Sources
from gui.top_bar import TopBar
from gui.worker import Outcome


class MainWindow(QMainWindow):
    """`closing` comes when the user closes the window, `closed` every thread has ended.

    `start_with` is listened to as soon as the recogniser is open: "microphone", "demo", a file, or None for nothing.
    """

    closing = Signal()
    closed = Signal()

    def __init__(self, session: Session, sources: Sources, start_with: str | Path | None = None) -> None:
        super().__init__()
        self._session = session
        self._list_devices = sources.devices
        self._open_demo = sources.open_demo
        self._start_with = start_with
        self._source_list = SourceList(sources, self.tr("Demo conversation"))
        self._no_microphone: str | None = None
        self._closing = False
        self.roster = Roster(self)
        self.top_bar = TopBar()
        self.live = LiveView(session, self.roster)
        self.enrolment: EnrolDialog | None = None
        self.setWindowTitle(self.tr("WhoSpeaks"))
        self.setAcceptDrops(True)
        self.resize(1366, 768)
        self.setMinimumSize(960, 640)
        centre = Backdrop()
        centre.light(self.live.stage.face)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.live, 1)
        self.setCentralWidget(centre)
        self._connect()
        self._make_actions()
        self._show_choices()
        self.live.setFocus()

    def _connect(self) -> None:
        self._session.state_changed.connect(self._state_changed)
        self._session.people_changed.connect(self.roster.update)
        self._session.closed.connect(self._session_closed)
        self.top_bar.toggle_wanted.connect(self.toggle)
        self.top_bar.file_wanted.connect(self.choose_file)
        self.top_bar.full_screen_wanted.connect(self.toggle_full_screen)
        self.top_bar.source_changed.connect(self._source_changed)
        self.live.enrol_button.clicked.connect(self.enrol)
        self.live.stage.enrol_wanted.connect(self.enrol)
        self.live.stage.demo_wanted.connect(self.play_demo)
        self.live.people.rename_wanted.connect(partial(self._ask_about, RenameDialog))
        self.live.people.delete_wanted.connect(partial(self._ask_about, DeleteDialog))

    def _make_actions(self) -> None:
        for text, keys, what in (
            (self.tr("Enrol someone"), "Ctrl+E", self.enrol),
            (self.tr("Open audio file"), "Ctrl+O", self.choose_file),
            (self.tr("Full screen"), "F11", self.toggle_full_screen),
            (self.tr("Quit"), "Ctrl+Q", self.close),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(what)
            self.addAction(action)

    def load(self) -> None:
        """Begin the slow work behind the window: the recogniser and the list of devices."""
        self._session.load()
        self._session.submit(self._list_devices, self._devices_listed)

    # What to listen to

    @Slot(Outcome)
    def _devices_listed(self, outcome: Outcome) -> None:
        self._no_microphone = outcome.error
        if outcome.value:
            self._source_list.show_devices(outcome.value, self.tr("{0} · system default"))
        elif outcome.error is None:
            self._no_microphone = self.tr("No microphone was found. Connect one, or open an audio file.")
        self._show_choices()
        self._start_when_ready()

    def _show_choices(self) -> None:
        self.top_bar.show_choices(self._source_list.choices)

    def play_file(self, path: Path) -> None:
        """Listen to a recording."""
        self._play(self._source_list.add_file(path))

    @Slot()
    def play_demo(self) -> None:
        if self._source_list.demo is not None:
            self._play(self._source_list.demo)
        else:
            self._open_demo()
            self.live.banner.news(self.tr("The demo opens in a window of its own."))

    def _play(self, choice: Choice) -> None:
        self._show_choices()
        self.top_bar.choose(choice.label)
        self._session.listen(choice.open)

    @Slot()
    def choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open an audio file"))
        if path:
            self.play_file(Path(path))

    @Slot()
    def _source_changed(self) -> None:
        if self._session.state in (State.LISTENING, State.STOPPING):
            self.listen()

    # Start and stop

    @Slot()
    def toggle(self) -> None:
        if self._session.state is State.LISTENING:
            self._session.stop()
        elif self._session.state is State.IDLE:
            self.listen()

    @Slot()
    def listen(self) -> None:
        """Listen to the chosen source."""
        choice = self.top_bar.choice
        if choice is not None:
            self._session.listen(choice.open)

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        self.top_bar.show_state(state)
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
            case "microphone" if self._source_list.microphones:
                self.listen()
            case "microphone" if self._no_microphone is not None:
                self.live.banner.trouble(self._no_microphone)
            case _:
                return  # nothing was asked for, or the devices are still being listed
        self._start_with = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not a shortcut: that would take the space bar away from a button that has the focus.
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.toggle_full_screen()
        else:
            super().keyPressEvent(event)

    @Slot()
    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # People

    @Slot()
    def enrol(self) -> None:
        if self.enrolment is not None:
            return
        self.enrolment = EnrolDialog(self._session, self.roster, self.listen, self)
        self.enrolment.recording_changed.connect(self._recording_changed)
        self.enrolment.enrolled.connect(self._enrolled)
        self.enrolment.finished.connect(self._enrolment_finished)
        self.enrolment.open()

    @Slot(bool)
    def _recording_changed(self, recording: bool) -> None:
        self.live.aside = recording

    @Slot(str)
    def _enrolled(self, name: str) -> None:
        self.live.banner.news(self.tr("{0} is enrolled and will be recognised from now on.").format(name))

    @Slot()
    def _enrolment_finished(self) -> None:
        assert self.enrolment is not None
        self.enrolment.deleteLater()
        self.enrolment = None

    def _ask_about(self, question: type[RenameDialog] | type[DeleteDialog], person_id: str) -> None:
        member = self.roster.member(person_id)
        if member is not None:
            dialog: QDialog = question(member, self._session, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    # Files dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.play_file(dropped_files(event.mimeData())[0])

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide at once, then end in order: the event loop runs on until the last thread has ended."""
        event.accept()
        if not self._closing:
            self._closing = True
            self.closing.emit()
            self._session.close()

    @Slot()
    def _session_closed(self) -> None:
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.top_bar.full_screen.setAccessibleName(
                self.tr("Leave full screen (F11)") if self.isFullScreen() else self.tr("Full screen (F11)")
            )
