"""The main window: wires the session, the sources and the pages together. It decides nothing and computes nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout

from gui.backdrop import Backdrop
from gui.banner import Banner
from gui.devices import Devices
from gui.drops import dropped_files
from gui.enrol.door import EnrolDoor
from gui.imagined.imagination import Imagination
from gui.keys import add_keys
from gui.leaving import LeaveDialog
from gui.listener import Listener
from gui.live.view import LiveView
from gui.log import LogFile
from gui.navigation import Pages
from gui.page import Bus, Desk
from gui.pages import entries, load_rest
from gui.preferences import Choices, Preferences
from gui.roster import Roster
from gui.routes import Routes
from gui.session import Session
from gui.shortcuts import HelpSheet
from gui.sources import Sources
from gui.stage.door import StageDoor
from gui.top_bar import TopBar


class MainWindow(QMainWindow):
    """`closing` comes when the user closes the window, `closed` every thread has ended. Its place and its page are
    those of the last time.

    `start_with` is listened to as soon as the recogniser is open: "microphone", "demo", a file, or None for nothing.
    """

    closing = Signal()
    closed = Signal()

    def __init__(
        self,
        session: Session,
        sources: Sources,
        start_with: str | Path | None = None,
        preferences: Preferences | None = None,
        devices: Devices | None = None,
        log: LogFile | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._closing = False
        self._leaving: LeaveDialog | None = None
        self.roster = Roster(self)
        self.bus = Bus(self)
        self.preferences = preferences or Preferences(parent=self)
        self.devices = devices or Devices(session, sources, self)
        self.imagination = Imagination(session, self.roster, self.preferences, self)
        desk = Desk(session, self.roster, self.preferences, self.bus, self.devices, sources, self.imagination, log)
        views = entries()
        self.top_bar = TopBar(views)
        self.pages = Pages(views, desk)
        live = self.pages.page("live")
        assert isinstance(live, LiveView)
        self.live = live
        self.listener = Listener(desk, sources, self.top_bar, start_with, self)
        self.stage = StageDoor(live.scene, live.visions, self.roster, self)
        self.enrolment = EnrolDoor(desk, self.listener.listen, self)
        self.setWindowTitle(self.tr("WhoSpeaks"))
        self.setAcceptDrops(True)
        self.resize(1366, 768)
        self.setMinimumSize(1120, 640)
        centre = Backdrop()
        centre.light(self.live.stage.face)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.banner = Banner(self)
        self.banner.follow(session)
        self._routes = Routes(desk, self.pages, self.banner, self.enrolment, self.listener, self)
        self._connect()
        add_keys(self, views)
        self.restoreGeometry(QByteArray.fromBase64(self.preferences.now.window.encode()))  # on a screen, if one is gone
        self.roster.update(session.members)
        self.pages.show_page("live")
        self.live.setFocus()
        self.pages.show_page(self.preferences.now.page)

    def _connect(self) -> None:
        self.preferences.changed.connect(self._obey)
        self._obey(self.preferences.now)
        self._session.people_changed.connect(self.roster.update)
        self._session.closed.connect(self._session_closed)
        self.top_bar.stage_wanted.connect(self.stage.toggle)
        self.stage.toggle_wanted.connect(self.listener.toggle)
        self.stage.news.connect(self.banner.news)
        self.top_bar.full_screen_wanted.connect(self.toggle_full_screen)
        self.top_bar.page_wanted.connect(self.pages.show_page)
        self.pages.turned.connect(self.top_bar.show_page)
        self.enrolment.news.connect(self.banner.news)
        self.enrolment.recording_changed.connect(self._recording_changed)
        self.live.enrol_button.clicked.connect(self.enrolment.open_for_anybody)
        self.live.stage.enrol_wanted.connect(self.enrolment.open_for_anybody)
        self.live.stage.demo_wanted.connect(self.listener.play_demo)
        self.live.people.rename_wanted.connect(self._routes.rename)
        self.live.people.delete_wanted.connect(self._routes.delete)

    def load(self) -> None:
        """Begin the slow work behind the window: the other pages, the recogniser and the list of devices."""
        # Before any thread: Qt Multimedia tells the log something while the system's loader is locked for it. Telling
        # lets other threads run, and one that has to load a library then would wait for ever, and so would all.
        self.devices.watch()
        self._session.submit(partial(load_rest, self._stays))
        self._session.load()
        self.devices.look()

    def _stays(self) -> bool:
        return not self._closing

    @Slot(Choices)
    def _obey(self, choices: Choices) -> None:
        self._session.turn(choices.strictness, choices.gate_db)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not a shortcut: that would take the space bar away from a button that has the focus.
        if event.key() == Qt.Key.Key_Space:
            self.listener.toggle()
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.toggle_full_screen()
        else:
            super().keyPressEvent(event)

    @Slot()
    def show_keys(self) -> None:
        HelpSheet(self).open()

    @Slot()
    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # What is recorded, and what is dropped

    @Slot(bool)
    def _recording_changed(self, recording: bool) -> None:
        self.live.aside = recording

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._routes.take(dropped_files(event.mimeData()))

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once if something is under way; then hide at once and end in order: the event loop runs on until the
        last thread has ended."""
        if not self._closing and self._leaving is None and (stakes := self.at_stake()):
            event.ignore()
            self._leaving = LeaveDialog(stakes, self)
            self._leaving.accepted.connect(self.close)
            self._leaving.rejected.connect(self._stay)
            self._leaving.open()
            return
        event.accept()
        if not self._closing:
            self._closing = True
            self.enrolment.close()
            place = self.saveGeometry().toBase64().toStdString()
            self.preferences.change(window=place, page=self.pages.key)
            self.listener.close()
            self.stage.close()
            self.closing.emit()
            self._session.close()

    def at_stake(self, *, replaced: bool = False) -> list[str]:
        """What is lost if the window closes now, or is replaced by one of another language, a sentence each."""
        pages = [page for page in self.pages.made if not (replaced and page.goes_on)]
        return [stake for stake in (self.enrolment.loss, *(page.at_stake() for page in pages)) if stake]

    @Slot()
    def _stay(self) -> None:
        self._leaving = None

    def take_over(self, before: MainWindow) -> None:
        """Stand where another window stood and show what it showed: it spoke another language."""
        self.restoreGeometry(before.saveGeometry())
        self.listener.take_over(before.listener)
        self.imagination.take_over(before.imagination)
        self.pages.take_over(before.pages)
        self.pages.show_page(before.pages.key)
        self.show()

    def retire(self) -> None:
        """Go without ending anything: another window is in the place."""
        self._closing = True
        self.listener.close()
        self.pages.front.leave()
        self.hide()
        self.deleteLater()

    @Slot()
    def _session_closed(self) -> None:
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.top_bar.full_screen.setAccessibleName(
                self.tr("Leave full screen (F11)") if self.isFullScreen() else self.tr("Full screen (F11)")
            )
