"""From page to page: what one of them, or whoever drops a file, asks for, and where that is answered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QWidget

from gui.ask import DeleteDialog, RenameDialog
from gui.banner import Banner
from gui.drops import kind_of
from gui.enrol.door import EnrolDoor
from gui.listener import Listener
from gui.navigation import Pages
from gui.page import Desk


class Routes(QObject):
    """Answers the `Bus` of the desk with the window's pages, its banner, the enrolment and the listener."""

    def __init__(
        self, desk: Desk, pages: Pages, banner: Banner, enrolment: EnrolDoor, listener: Listener, window: QWidget
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._roster = window, desk.session, desk.roster
        self._pages, self._banner, self._listener = pages, banner, listener
        bus = desk.bus
        bus.news.connect(banner.news)
        bus.trouble.connect(banner.trouble)
        bus.undoable.connect(banner.undoable)
        bus.go.connect(pages.show_page)
        bus.enrol.connect(enrolment.open)
        bus.enrol_heard.connect(enrolment.open_with_heard)
        bus.show_person.connect(self._show_person)
        bus.show_privacy.connect(self._show_privacy)
        bus.analyse.connect(self._analyse)
        bus.dropped.connect(self.take)
        bus.listen.connect(listener.listen)
        listener.begun.connect(self._to_live)

    @Slot(list)
    def take(self, files: list[Path]) -> None:
        """Files were dropped: they go to the page in front, and what it has no use for to where it belongs."""
        if not files or self._pages.front.take(files):
            return
        match kind_of(files):
            case "people":
                self._pages.show_page("people")
                self._pages.front.take(files)
            case "pictures":
                hint = self.tr("A picture is somebody's: drop it on their card or page under People, or enrol them.")
                self._banner.trouble(hint)
            case "recordings":
                self._analyse(files)
            case "recording":
                self._listener.play_file(files[0])

    @Slot(str)
    def rename(self, person_id: str) -> None:
        """Ask for another name."""
        self._ask_about(person_id, RenameDialog)

    @Slot(str)
    def delete(self, person_id: str) -> None:
        """Ask whether somebody is to be deleted."""
        self._ask_about(person_id, DeleteDialog)

    def _ask_about(self, person_id: str, question: type[RenameDialog] | type[DeleteDialog]) -> None:
        member = self._roster.member(person_id)
        if member is not None:
            dialog: QDialog = question(member, self._session, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    @Slot()
    def _to_live(self) -> None:
        self._pages.show_page("live")

    @Slot(str)
    def _show_person(self, person_id: str) -> None:
        from gui.people.view import PeopleView  # after the window is up

        people = self._pages.page("people")
        assert isinstance(people, PeopleView)
        people.show_person(person_id)
        self._pages.show_page("people")

    @Slot()
    def _show_privacy(self) -> None:
        from gui.settings.view import SettingsView  # after the window is up

        settings = self._pages.page("settings")
        assert isinstance(settings, SettingsView)
        settings.show_section(settings.privacy)
        self._pages.show_page("settings")

    @Slot(list)
    def _analyse(self, recordings: list[Path]) -> None:
        self._pages.show_page("files")
        self._pages.front.take(recordings)
