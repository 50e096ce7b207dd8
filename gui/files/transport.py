"""Play, the time, who speaks at the playhead, and how close one looks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui import theme, words
from gui.controls import Button, FittedLabel
from gui.faces import face_of
from gui.roster import Roster
from sincnet.turn_sheet import Who

FACE_PX = 28


class Transport(QWidget):
    """Its signals say which button was pressed."""

    toggled = Signal()
    closer_wanted = Signal()
    farther_wanted = Signal()
    fit_wanted = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.play = Button(self.tr("Play (Space)"), "icon", "play")
        self.time = QLabel()
        self.time.setFont(theme.font(theme.BODY))
        self.time.setAccessibleName(self.tr("Time in the recording"))
        longest = QFontMetricsF(self.time.font()).horizontalAdvance("00:00:00 / 00:00:00")
        self.time.setMinimumWidth(int(longest) + 4)  # nothing moves when the hours come
        self._face = QLabel()
        self._face.setFixedSize(FACE_PX, FACE_PX)
        self.speaker = FittedLabel((theme.LEAD,), QFont.Weight.DemiBold)
        self.speaker.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.speaker.setAccessibleName(self.tr("Who speaks at the playhead"))
        self.farther = Button(self.tr("See more (-)"), "icon", "farther")
        self.closer = Button(self.tr("See closer (+)"), "icon", "closer")
        self.fit = Button(self.tr("See all of it (0)"), "icon", "fit")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.play, self.time, self._face):
            row.addWidget(widget)
        row.addWidget(self.speaker, 1)
        row.addSpacing(8)
        for button in (self.farther, self.closer, self.fit):
            row.addWidget(button)
        self.play.clicked.connect(self.toggled)
        self.closer.clicked.connect(self.closer_wanted)
        self.farther.clicked.connect(self.farther_wanted)
        self.fit.clicked.connect(self.fit_wanted)

    def show_playing(self, playing: bool) -> None:
        text = self.tr("Stop (Space)") if playing else self.tr("Play (Space)")
        self.play.show_icon("stop" if playing else "play")
        self.play.setAccessibleName(text)
        self.play.setToolTip(text)

    def show_time(self, time_s: float, total_s: float) -> None:
        self.time.setText(f"{words.clock(time_s)} / {words.clock(total_s)}")

    def show_speaker(self, speaker: Who | None, name: str) -> None:
        """None while nobody speaks."""
        self.speaker.setText(name)
        if speaker is not None:
            self._face.setPixmap(face_of(speaker, self._roster, FACE_PX, self.devicePixelRatioF()))
        else:
            self._face.clear()
