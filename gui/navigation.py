"""The tabs of the top bar, and the place where the page in front is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from gui.controls import Button
from gui.focus import has_focus
from gui.page import Desk, Page
from gui.pages import Entry


class Tabs(QWidget):
    """One button a page; Alt and a digit do the same. `wanted` carries a page's key."""

    wanted = Signal(str)

    def __init__(self, entries: list[Entry], *, quiet: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, entry in enumerate(entries, 1):
            if entry.quiet != quiet:
                continue
            button = Button(entry.title, "icon" if quiet else "tab", entry.icon if quiet else "")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(self.tr("{0} (Alt+{1})").format(entry.title, number))
            button.setProperty("key", entry.key)
            button.clicked.connect(self._clicked)
            self._group.addButton(button)
            self.buttons[entry.key] = button
            row.addWidget(button)

    @property
    def focused(self) -> bool:
        """Whether keys go to one of the tabs."""
        return any(has_focus(button) for button in self.buttons.values())

    def show_current(self, key: str) -> None:
        self._group.setExclusive(key in self.buttons)  # or the last one could not be unchecked
        for name, button in self.buttons.items():
            button.setChecked(name == key)
            # Tab leads to the page in front, and the arrows from there on; Qt sees to it where one clicks only.
            reached = name == key or key not in self.buttons
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if reached else Qt.FocusPolicy.NoFocus)

    @Slot()
    def _clicked(self) -> None:
        key, by_key = self.sender().property("key"), self.focused
        self.wanted.emit(key)
        if by_key:  # a page may take the focus when it comes to the front; the arrows go on from tab to tab
            self.buttons[key].setFocus()


class Pages(QStackedWidget):
    """Makes each page when it is first wanted, so that the window is up before any but the first exists.

    `turned` carries the key of the page that is in front from now on.
    """

    turned = Signal(str)

    def __init__(self, entries: list[Entry], desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = {entry.key: entry for entry in entries}
        self._desk = desk
        self._made: dict[str, Page] = {}
        self.key = ""

    @property
    def made(self) -> list[Page]:
        return list(self._made.values())

    @property
    def front(self) -> Page:
        return self._made[self.key]

    def page(self, key: str) -> Page:
        """The page of that key, made now if it was not yet. Raises KeyError for a key that no page has."""
        if key not in self._made:
            self._made[key] = self._entries[key].load()(self._desk)
            self.addWidget(self._made[key])
        return self._made[key]

    def take_over(self, before: Pages) -> None:
        """Have the pages that another window had, showing what they showed: what goes on in one is at stake unseen."""
        for key in [key for key in before._made if key in self._entries]:
            self.page(key).take_over(before._made[key])

    @Slot(str)
    def show_page(self, key: str) -> None:
        if key == self.key or key not in self._entries:
            return
        page = self.page(key)
        if self.key:
            self.front.leave()
        self.key = key
        self.setCurrentWidget(page)
        page.arrive()
        self.turned.emit(key)
