"""The settings: a list of sections at the left, the chosen one beside it. Whatever is chosen holds at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QWidget

from gui.page import Desk, Page
from gui.reading import Reading
from gui.settings.about import About
from gui.settings.appearance import Appearance
from gui.settings.level_test import LevelTest
from gui.settings.privacy import Privacy
from gui.settings.processing import Processing
from gui.settings.section import Section
from gui.settings.shortcuts import Shortcuts
from gui.settings.sound import Sound

LIST_PX = 232


class SettingsView(Page):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._test = LevelTest(desk, self)
        self.sound = Sound(self.tr("Sound"), desk, self._test)
        self.processing = Processing(self.tr("Processing"), desk, self._test)
        self.appearance = Appearance(self.tr("Appearance"), desk)
        self.privacy = Privacy(self.tr("Privacy"), desk)
        self.shortcuts = Shortcuts(self.tr("Keys"))
        self.about = About(self.tr("About and diagnostics"), desk)
        sections: list[tuple[str, Section]] = [
            (self.tr("Sound"), self.sound),
            (self.tr("Processing"), self.processing),
            (self.tr("Appearance"), self.appearance),
            (self.tr("Privacy"), self.privacy),
            (self.tr("Keys"), self.shortcuts),
            (self.tr("About and diagnostics"), self.about),
        ]
        self.sections = QListWidget()
        self.sections.setProperty("role", "sections")
        self.sections.setAccessibleName(self.tr("Sections of the settings"))
        self.sections.setFixedWidth(LIST_PX)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        for title, section in sections:
            self.sections.addItem(title)
            self._stack.addWidget(Reading(title, section))
        self.sections.currentRowChanged.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 8, 8)
        row.setSpacing(16)
        row.addWidget(self.sections)
        row.addWidget(self._stack, 1)
        self.sections.setCurrentRow(0)

    def show_section(self, section: Section) -> None:
        """Open that one."""
        for row in range(self._stack.count()):
            if (page := self._stack.widget(row)) is not None and page.isAncestorOf(section):
                self.sections.setCurrentRow(row)

    def arrive(self) -> None:
        self.sections.setFocus()
        self._look()

    def leave(self) -> None:
        self._test.stop()

    @Slot(int)
    def _show(self, section: int) -> None:
        self._stack.setCurrentIndex(section)
        self._look()

    def _look(self) -> None:
        """Bring what the section shows up to date."""
        front = self._stack.currentWidget()
        for section in (self.sound, self.processing, self.about):
            if front is not None and front.isAncestorOf(section):
                section.look()
