"""The keys that do something."""

from __future__ import annotations

from gui.settings.section import Section
from gui.shortcuts import groups, sheet


class Shortcuts(Section):
    def __init__(self, title: str) -> None:
        super().__init__(title)
        for group in groups():
            self.add_card(sheet(group))
        self.end()
