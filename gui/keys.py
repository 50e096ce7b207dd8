"""The keys that work wherever one is in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from gui.pages import Entry
    from gui.window import MainWindow


def add_keys(window: MainWindow, views: Sequence[Entry]) -> None:
    """Alt and a digit for each of the `views`, and what else has a key."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Keys", text)

    keys: list[tuple[str, str, Callable[[], object]]] = [
        (tr("Enrol someone"), "Ctrl+E", window.enrolment.open_for_anybody),
        (tr("Enrol the new voice"), "Ctrl+Shift+E", window.live.enrol_stranger),
        (tr("Listen to a recording"), "Ctrl+O", window.listener.choose_file),
        (tr("Stage for an audience"), "F5", window.stage.toggle),
        (tr("Stage for an audience"), "Ctrl+Shift+S", window.stage.toggle),
        (tr("Full screen"), "F11", window.toggle_full_screen),
        (tr("Settings"), "Ctrl+,", partial(window.pages.show_page, "settings")),
        (tr("Keys"), "F1", window.show_keys),
        (tr("Keys"), "?", window.show_keys),
        (tr("Quit"), "Ctrl+Q", window.close),
    ]
    keys += [(view.title, f"Alt+{n}", partial(window.pages.show_page, view.key)) for n, view in enumerate(views, 1)]
    for text, key, what in keys:
        action = QAction(text, window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(what)
        window.addAction(action)
