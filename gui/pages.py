"""The views of the window, in the order of their tabs. A view is one line here and a room of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.faces_view.page import FacesPage
from gui.files.page import FilesPage
from gui.history.page import HistoryPage
from gui.live.view import LiveView
from gui.model.page import ModelPage
from gui.page import Desk, Page
from gui.people.view import PeopleView
from gui.settings.view import SettingsView
from gui.voicemap.view import MapView


@dataclass(frozen=True, slots=True)
class Entry:
    """A view: the `key` that names it, the tab's `title` and `icon`, and what makes it. A `quiet` one has an icon at
    the right instead of a tab."""

    key: str
    title: str
    icon: str
    make: Callable[[Desk], Page]
    quiet: bool = False


def entries() -> list[Entry]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("Pages", text)

    return [
        Entry("live", tr("Live"), "live", LiveView),
        Entry("people", tr("People"), "people", PeopleView),
        Entry("history", tr("History"), "history", HistoryPage),
        Entry("files", tr("Files"), "files", FilesPage),
        Entry("map", tr("Voices"), "map", MapView),
        Entry("faces", tr("Faces"), "faces", FacesPage),
        Entry("model", tr("Model"), "model", ModelPage),
        Entry("settings", tr("Settings"), "settings", SettingsView, quiet=True),
    ]
