"""The page of imagined faces: what that is and the switch, as long as it is off; then a voice, its face, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from audio.files import SUFFIXES
from gui.faces_view.intro import Intro
from gui.faces_view.workshop import Workshop
from gui.page import Desk, Page


class FacesPage(Page):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.intro, self.workshop = Intro(desk.preferences), Workshop(desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.intro)
        self._stack.addWidget(self.workshop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._stack)
        desk.imagination.changed.connect(self._show)
        self._show()

    def arrive(self) -> None:
        self.setFocus()  # or the first control would be lit though nobody chose it
        self.workshop.look()

    def leave(self) -> None:
        self.workshop.voices.recording.cancel()

    def take(self, files: Sequence[Path]) -> bool:
        sounds = [path for path in files if path.suffix.lower() in SUFFIXES]
        if not sounds:
            return False
        if self._desk.imagination.on:
            self.workshop.sitting.use_file(sounds[0])
        else:
            self._desk.bus.trouble.emit(self.tr("No face is imagined before that is switched on, here on this page."))
        return True

    @Slot()
    def _show(self) -> None:
        self._stack.setCurrentWidget(self.workshop if self._desk.imagination.on else self.intro)
        if self.isVisible():
            self.workshop.look()
