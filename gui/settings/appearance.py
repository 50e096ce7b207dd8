"""How the window looks, and which language it speaks."""

from __future__ import annotations

from PySide6.QtCore import Slot

from gui.page import Desk
from gui.preferences import Choices
from gui.settings.section import Row, Section
from gui.settings.switch import Segments


class Appearance(Section):
    def __init__(self, title: str, desk: Desk) -> None:
        super().__init__(title)
        self._preferences = desk.preferences
        system = self.tr("System")
        self.scheme = Segments(
            self.tr("Colours"), [("system", system), ("dark", self.tr("Dark")), ("light", self.tr("Light"))]
        )
        self.motion = Segments(
            self.tr("Motion"), [("system", system), ("full", self.tr("Full")), ("none", self.tr("None"))]
        )
        # Each language is called what its speakers call it, for whoever cannot read the present one.
        self.language = Segments(self.tr("Language"), [("system", system), ("en", "English"), ("de", "Deutsch")])
        self.add_card(
            Row(self.tr("Colours"), self.tr("Dark suits a projector, light a bright room."), self.scheme),
            Row(self.tr("Motion"), self.tr("Whether faces fade and bars glide, or change at once."), self.motion),
            Row(self.tr("Language"), self.tr("Changes at once; listening goes on meanwhile."), self.language),
        )
        self.end()
        self.scheme.chosen.connect(self._choose_scheme)
        self.motion.chosen.connect(self._choose_motion)
        self.language.chosen.connect(self._choose_language)
        desk.preferences.changed.connect(self._obey)
        self._obey(desk.preferences.now)

    @Slot(Choices)
    def _obey(self, choices: Choices) -> None:
        self.scheme.show_value(choices.scheme)
        self.motion.show_value(choices.motion)
        self.language.show_value(choices.language)

    @Slot(str)
    def _choose_scheme(self, scheme: str) -> None:
        self._preferences.change(scheme=scheme)

    @Slot(str)
    def _choose_motion(self, motion: str) -> None:
        self._preferences.change(motion=motion)

    @Slot(str)
    def _choose_language(self, language: str) -> None:
        self._preferences.change(language=language)
