"""What can be done with the utterance that is selected, and what has become of its sound."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import theme
from gui.controls import Button, FittedLabel
from gui.roster import Roster
from sincnet.diary import KeptUtterance


class Actions(QWidget):
    """Buttons, and beneath them a line whose room is always there. `privacy` leads to where it is settled whose sound
    is kept."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.play = Button(self.tr("Play"), "icon", "play")
        self.play.setToolTip(self.tr("Hear it again (Space)"))
        self.why = Button(self.tr("Why?"))
        self.why.setCheckable(True)
        self.why.setToolTip(self.tr("How this name came about (Return)"))
        self.correct = Button(self.tr("No, that was…"))
        self.correct.setToolTip(self.tr("Say who it was (C)"))
        self.learn = Button(self.tr("Learn from this…"))
        self.person = Button(self.tr("Open this person's page"), "icon", "people")
        self.person.setToolTip(self.tr("Open this person's page (P)"))
        self.note = FittedLabel((theme.CAPTION,), QFont.Weight.Normal)
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.note.set_opacity(0.7)
        self.privacy = Button(self.tr("What is kept…"), "flat")
        self.privacy.setToolTip(self.tr("Open the settings about privacy"))
        below = QWidget()
        below.setFixedHeight(self.privacy.sizeHint().height())
        upper, lower = QHBoxLayout(), QHBoxLayout(below)
        for row in (upper, lower):
            row.setSpacing(8)
        for button in (self.play, self.why, self.correct, self.learn):
            upper.addWidget(button)
        upper.addStretch()
        upper.addWidget(self.person)
        lower.setContentsMargins(8, 0, 0, 0)
        lower.addWidget(self.note, 1)
        lower.addWidget(self.privacy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(upper)
        column.addWidget(below)

    def show_utterance(self, utterance: KeptUtterance | None, *, playing: bool) -> None:
        for button in (self.why, self.correct):
            button.setEnabled(utterance is not None)
        self.show_play(utterance, playing=playing)
        unknown = utterance is not None and utterance.person_id is None and utterance.name is None
        self.correct.setText(self.tr("Who was that?") if unknown else self.tr("No, that was…"))
        self.correct.setAccessibleName(self.correct.text())
        known = utterance is not None and self._roster.member(utterance.person_id) is not None
        self.person.setEnabled(known)
        # Only what a person has vouched for is learned from.
        vouched = utterance is not None and utterance.corrected and utterance.name is not None
        audible = utterance is not None and utterance.audible
        self.learn.setVisible(vouched and audible)
        self.privacy.setVisible(vouched and not audible)
        self.note.setText("" if utterance is None else self._about_sound(utterance, vouched=vouched))

    def show_play(self, utterance: KeptUtterance | None, *, playing: bool) -> None:
        self.play.setEnabled(utterance is not None and utterance.audible)
        self.play.setAccessibleName(self.tr("Stop") if playing else self.tr("Play"))
        self.play.show_icon("stop" if playing else "play")

    def _about_sound(self, utterance: KeptUtterance, *, vouched: bool) -> str:
        """Nothing where it is as one expects."""
        if utterance.file is not None:
            return ""
        if utterance.audible:
            return self.tr("Its sound is in memory only, until the next session.")
        if vouched:
            return self.tr("Its sound was not kept, so nothing can be learned from it.")
        return self.tr("Its sound was not kept.")
