"""The views of the window, in the order of their tabs. A view is one line here and a room of its own.

What a view is made of is loaded when it is first wanted, or behind the window once that is up: together they take as
long to load as everything else before the first picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from gui.page import Desk, Page

Maker: TypeAlias = "Callable[[Desk], Page]"


@dataclass(frozen=True, slots=True)
class Entry:
    """A view: the `key` that names it, the tab's `title` and `icon`, and what loads the class that makes it. A `quiet`
    one has an icon at the right instead of a tab."""

    key: str
    title: str
    icon: str
    load: Callable[[], Maker]
    quiet: bool = False


def entries() -> list[Entry]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("Pages", text)

    return [
        Entry("live", tr("Live"), "live", _live),
        Entry("people", tr("People"), "people", _people),
        Entry("history", tr("History"), "history", _history),
        Entry("files", tr("Files"), "files", _files),
        Entry("map", tr("Voices"), "map", _map),
        Entry("faces", tr("Faces"), "faces", _faces),
        Entry("model", tr("Model"), "model", _model),
        Entry("settings", tr("Settings"), "settings", _settings, quiet=True),
    ]


def load_rest(wanted: Callable[[], bool]) -> None:
    """Load what the window opens later, the views, the enrolment and the stage, for as long as it is `wanted`. Makes no
    widget: it is for a thread."""
    loads = [*(entry.load for entry in entries()), _enrolment, _stage]
    for load in loads:
        if wanted():
            load()


def _enrolment() -> object:
    from gui.enrol.dialog import EnrolDialog

    return EnrolDialog


def _stage() -> object:
    from gui.stage.window import StageWindow

    return StageWindow


def _live() -> Maker:
    from gui.live.view import LiveView

    return LiveView


def _people() -> Maker:
    from gui.people.view import PeopleView

    return PeopleView


def _history() -> Maker:
    from gui.history.page import HistoryPage

    return HistoryPage


def _files() -> Maker:
    from gui.files.page import FilesPage

    return FilesPage


def _map() -> Maker:
    from gui.voicemap.view import MapView

    return MapView


def _faces() -> Maker:
    from gui.faces_view.page import FacesPage

    return FacesPage


def _model() -> Maker:
    from gui.model.page import ModelPage

    return ModelPage


def _settings() -> Maker:
    from gui.settings.view import SettingsView

    return SettingsView
