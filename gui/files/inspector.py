"""The turn that is selected: who, how sure, when; and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import theme, words
from gui.controls import Button, FittedLabel, label
from gui.faces import face_of
from gui.files import telling
from gui.files.job import Job
from gui.roster import Roster
from sincnet.turn_sheet import Who, who

FACE_PX, HEIGHT_PX = 48, 80


class Inspector(QFrame):
    """Signals say what is wanted of the turn shown; `stepped` carries -1 or 1."""

    stepped = Signal(int)
    play_wanted = Signal()
    correct_wanted = Signal()
    learn_wanted = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedHeight(HEIGHT_PX)
        self._roster = roster
        self._job: Job | None = None
        self._number = -1
        self._face = QLabel()
        self._face.setFixedSize(FACE_PX, FACE_PX)
        self.sentence = FittedLabel((theme.LEAD, theme.BODY), QFont.Weight.DemiBold)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.details = label("", "caption")
        self.details.setFont(theme.font(theme.CAPTION))
        self.before = Button(self.tr("The turn before (Up)"), "icon", "back")
        self.after = Button(self.tr("The next turn (Down)"), "icon", "forward")
        self.play = Button(self.tr("Play"), "", "play")
        self.play.setToolTip(self.tr("Play this turn"))
        self.correct = Button(self.tr("No, that was…"))
        self.correct.setToolTip(self.tr("Say who it was (Return)"))
        self.learn = Button("")
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addStretch()
        text.addWidget(self.sentence)
        text.addWidget(self.details)
        text.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        row.addWidget(self._face)
        row.addSpacing(4)
        row.addLayout(text, 1)
        for button in (self.before, self.after, self.play, self.correct, self.learn):
            row.addWidget(button)
        self.before.clicked.connect(self._step_back)
        self.after.clicked.connect(self._step_on)
        self.play.clicked.connect(self.play_wanted)
        self.correct.clicked.connect(self.correct_wanted)
        self.learn.clicked.connect(self.learn_wanted)
        roster.changed.connect(self.refresh)

    def show_turn(self, job: Job, number: int) -> None:
        """A turn by its number, -1 for none."""
        self._job, self._number = job, number
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        job = self._job
        if job is None:
            return
        some = self._number >= 0
        for button in (self.play, self.correct):
            button.setVisible(some)
        for button in (self.before, self.after):
            button.setEnabled(bool(job.sheet.entries))
        self._face.setVisible(some)
        self.learn.setVisible(False)
        if not some:
            self.sentence.setText(self.tr("Choose a turn to see who it was"))
            self.details.setText(
                self.tr(
                    "By a click, or Up and Down. A double click plays from there, the wheel zooms; F1 lists all keys."
                )
            )
            return
        entry, sheet = job.sheet.entries[self._number], job.sheet
        speaker, corrected = who(entry), sheet.corrected(self._number)
        name = telling.name_of(speaker, entry.name, self._roster)
        self._face.setPixmap(face_of(speaker, self._roster, FACE_PX, self.devicePixelRatioF()))
        sentence = telling.sentence(entry, name, corrected=corrected)
        self.sentence.setText(sentence)
        parts = [
            self.tr("{0} to {1}").format(telling.moment(entry.start_s), telling.moment(entry.end_s)),
            words.seconds(entry.duration_s),
            "" if corrected else words.percent(entry.confidence),
        ]
        self.details.setText(" · ".join(part for part in parts if part))
        self.setAccessibleName(f"{sentence}, {self.details.text()}")
        stranger = entry.person_id is None and entry.name is None
        self.correct.setText(self.tr("Who was that?") if stranger else self.tr("No, that was…"))
        # Only what a person has vouched for is learned from, and once.
        if corrected and self._number not in sheet.taught:
            self._offer_to_learn(speaker, name)

    def _offer_to_learn(self, speaker: Who, name: str) -> None:
        if speaker.name is not None:
            short = name if len(name) <= 16 else f"{name[:15]}…"
            self.learn.setText(self.tr("Enrol {0}…").format(short))
        elif self._roster.member(speaker.person_id) is not None:
            self.learn.setText(self.tr("Learn from this…"))
        else:
            return
        self.learn.setAccessibleName(self.learn.text())
        self.learn.setVisible(True)

    @Slot()
    def _step_back(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _step_on(self) -> None:
        self.stepped.emit(1)
