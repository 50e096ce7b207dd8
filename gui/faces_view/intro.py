"""Before anything is imagined: what it is, what it is not, and one switch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import theme
from gui.controls import card, label
from gui.icons import icon
from gui.imagined.picture import caption
from gui.preferences import Choices, Preferences
from gui.settings.section import Row
from gui.settings.switch import Switch

WIDEST_PX, ICON_PX = 920, 64


class Intro(QWidget):
    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.switch = Switch(self.tr("Imagine faces"))
        self._sign = QLabel()
        self._sign.setFixedSize(ICON_PX, ICON_PX)
        heading = label(self.tr("A face, imagined from a voice"), "heading")
        lead = label(self.tr("Who sounds like this: what might they look like? A drawing, and a play."), "lead")
        for line in (heading, lead):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setWordWrap(True)
        what = _side(
            self.tr("What it is"),
            (
                self.tr("A drawing. The voice decides how old it looks and, of adults, which sex, with probabilities."),
                self.tr("Everything else, such as hair, eyes and skin, is artistic: the same voice, the same face."),
                self.tr("Made on this computer, and of people enrolled only if they agreed to it."),
            ),
        )
        not_this = _side(
            self.tr("What it is not"),
            (
                self.tr("Not a likeness: nobody can be found or recognised by it."),
                self.tr("Not evidence of anything, least of all of where somebody comes from: that is never inferred."),
                self.tr("Nothing from less than 3 seconds of speech, from noise or from music. Of children no sex is "
                        "inferred, and no picture is saved."),
            ),
        )  # fmt: skip
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(what)
        both.addWidget(not_this)
        turn_on = card()
        inside = QHBoxLayout(turn_on)
        inside.setContentsMargins(24, 16, 24, 16)
        under = self.tr("Under every picture stands {0}. Off again at any time under Settings, Privacy.")
        inside.addWidget(Row(self.tr("Imagine faces"), under.format(f"“{caption()}”"), self.switch))
        middle = QWidget()
        middle.setMaximumWidth(WIDEST_PX)
        column = QVBoxLayout(middle)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(heading)
        column.addWidget(lead)
        column.addSpacing(8)
        column.addLayout(both)
        column.addWidget(turn_on)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        self.switch.clicked.connect(self._choose)
        preferences.changed.connect(self._obey)
        self._obey(preferences.now)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._sign.setPixmap(icon("faces", theme.tokens().accent, ICON_PX).pixmap(ICON_PX, ICON_PX))

    @Slot(Choices)
    def _obey(self, choices: Choices) -> None:
        self.switch.setChecked(choices.imagine_faces)

    @Slot()
    def _choose(self) -> None:
        self._preferences.change(imagine_faces=self.switch.isChecked())


def _side(title: str, lines: Sequence[str]) -> QFrame:
    frame = card()
    column = QVBoxLayout(frame)
    column.setContentsMargins(24, 16, 24, 20)
    column.setSpacing(12)
    column.addWidget(label(title, "title"))
    for line in lines:
        words = label(line, "")
        words.setWordWrap(True)
        column.addWidget(words)
    column.addStretch(1)
    return frame
