"""The page of the enrolment: what it shows and asks. What happens with it is `gui.enrol.dialog`'s."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.controls import Button, card, label
from gui.enrol.ring import ProgressRing
from gui.enrol.take import Take
from gui.live.meter import Meter

RING_PX = 224


class EnrolForm(QWidget):
    """A portrait in a ring that fills with speech; a name, a picture, a voice; an error; two ways out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.ring = ProgressRing(RING_PX)
        self.heard = label("", "lead")
        self.heard.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.pick_face = Button(self.tr("Choose a picture…"), "", "picture")
        self.record = Button(self.tr("Record"), "", "record")
        self.pick_files = Button(self.tr("Choose recordings…"), "", "open")
        self.start_over = Button(self.tr("Start over"), "flat")
        self.prompt = label("", "prompt")
        self.prompt.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.prompt.setWordWrap(True)
        self.meter = Meter()
        self.error = label("", "error")
        self.error.setWordWrap(True)
        self.error.setMinimumHeight(40)
        self.error.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.cancel = Button(self.tr("Cancel"))
        self.enrol = Button(self.tr("Enrol"), "primary")
        self.enrol.setDefault(True)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addStretch()
        left.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)
        left.addWidget(self.heard)
        left.addStretch()
        voice = QHBoxLayout()
        voice.setSpacing(8)
        voice.addWidget(self.record)
        voice.addWidget(self.pick_files)
        voice.addWidget(self.start_over)
        voice.addStretch()
        face = QHBoxLayout()
        face.setSpacing(12)
        face.addWidget(self.pick_face)
        face.addWidget(label(self.tr("or drop one; without it, an initial"), "caption"))
        face.addStretch()
        speaking = card()
        inside = QVBoxLayout(speaking)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(self.prompt, 1)
        inside.addWidget(self.meter)
        speaking.setMinimumHeight(144)
        form = QVBoxLayout()
        form.setSpacing(8)
        form.addWidget(label(self.tr("Who is it?"), "section"))
        form.addWidget(self.name)
        form.addLayout(face)
        form.addSpacing(8)
        form.addWidget(label(self.tr("How do they sound?"), "section"))
        form.addLayout(voice)
        form.addWidget(speaking, 1)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(left)
        columns.addLayout(form, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.error, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.enrol)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 24, 32, 16)
        whole.setSpacing(16)
        whole.addLayout(columns, 1)
        whole.addLayout(foot)

    def show_take(self, take: Take, *, ready: bool, recording: bool, busy: bool) -> None:
        """Show how much was heard and what can be done now: `ready` to listen, `recording`, or `busy` with a job."""
        self.ring.show_share(take.share)
        heard_s, wanted_s = f"{min(take.speech_s, 999):.0f}", f"{take.wanted_s:.0f}"
        self.heard.setText(self.tr("{0} of {1} s of speech").format(heard_s, wanted_s))
        self.ring.setAccessibleName(self.heard.text())
        text = self.tr("Stop recording") if recording else self.tr("Record")
        self.record.setText(text)
        self.record.setAccessibleName(text)
        self.record.show_icon("stop" if recording else "record")
        self.record.set_role("" if take.share >= 1.0 else "primary")
        self.record.setEnabled(ready)
        self.pick_files.setEnabled(not recording)
        self.start_over.setVisible(take.speech_s > 0)
        self.prompt.setText(self._prompt(take, ready=ready, recording=recording))
        if not recording:
            self.meter.show_level(None)
        complete = bool(self.name.text().strip()) and take.speech_s > 0
        self.enrol.setEnabled(ready and complete and not recording and not busy)

    def _prompt(self, take: Take, *, ready: bool, recording: bool) -> str:
        if not ready:
            return self.tr("The voices are still being loaded. Recording is possible in a moment.")
        if recording:
            return self.tr(
                "Speak as you always do: what you had for breakfast, how you came here, what you look forward to. "
                "Pauses do not count."
            )
        if take.share >= 1.0:
            return self.tr("That is enough to know this voice.")
        return self.tr("Record {0} seconds of speech, or choose recordings in which only this person speaks.").format(
            f"{take.wanted_s:.0f}"
        )
