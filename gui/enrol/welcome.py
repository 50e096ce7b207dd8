"""The first page: what happens to a visitor's voice, in plain words, and their consent before anything is recorded."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import theme
from gui.controls import Button, card, label
from gui.enrol.step import Primary, Step
from gui.icons import icon
from gui.imagined.picture import caption
from gui.preferences import Choices
from gui.settings.section import Row
from gui.settings.switch import Switch

ICON_PX = 24


class _Promise(QWidget):
    """A fact about the data, with a sign before it."""

    def __init__(self, icon_name: str, text: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.sign = label("", "")
        self.sign.setFixedSize(ICON_PX, ICON_PX)
        self.details = label(details, "lead")
        words = QVBoxLayout()
        words.setSpacing(4)
        for line in (label(text, "title"), self.details):
            line.setWordWrap(True)
            words.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.show_icon()

    def show_icon(self) -> None:
        self.sign.setPixmap(icon(self._icon_name, theme.tokens().accent, ICON_PX).pixmap(ICON_PX, ICON_PX))


class Welcome(Step):
    """`many_wanted` asks for the page on which a whole folder of people is enrolled."""

    many_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ask(self.tr("May this computer remember your voice?"))
        self._promises = [
            _Promise(
                "record",
                self.tr("About 20 seconds of your voice are recorded, and a picture if you like."),
                self.tr("The program works out from them how your voice differs from others."),
            ),
            _Promise(
                "lock",
                self.tr("All of it stays on this computer."),
                self.tr("The program sends nothing anywhere. Whoever uses this computer can see and hear it."),
            ),
            _Promise(
                "history",
                self.tr("It is kept until you want it deleted."),
                "",
            ),
        ]
        self._recorded, self._kept = self._promises[0].details, self._promises[-1].details
        box = card()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(32, 16, 32, 16)
        for promise in self._promises:
            inside.addStretch()
            inside.addWidget(promise)
        inside.addStretch()
        # A question of its own, with "no" as its answer: agreeing to be recognised is not agreeing to this.
        self.imagine = Switch(self.tr("May WhoSpeaks also imagine a face from your voice?"))
        self._imagining = card()
        asked = QVBoxLayout(self._imagining)
        asked.setContentsMargins(32, 12, 32, 12)
        asked.addWidget(
            Row(
                self.tr("May WhoSpeaks also imagine a face from your voice?"),
                self.tr("Not needed to be recognised. Under each picture: “{0}”. You can change your mind.").format(
                    caption()
                ),
                self.imagine,
            )
        )
        self.many = Button(self.tr("Many people from a folder…"), "flat", "people")
        self.many.clicked.connect(self.many_wanted)
        self.body.addWidget(box, 1)
        self.body.addWidget(self._imagining)
        self.body.addWidget(self.many, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_choices(Choices())

    def show_choices(self, choices: Choices) -> None:
        """Tell what the settings in force mean for a visitor; nobody is asked for what is switched off."""
        self._imagining.setVisible(choices.imagine_faces)
        words = [self.tr("Ask the host, or choose Delete under People: voice, voiceprint and picture are removed.")]
        if choices.keep_sessions and choices.keep_audio and choices.retention_days:
            words.append(
                self.tr("What is said while it listens is kept in the history for {0} days.").format(
                    choices.retention_days
                )
            )
        elif choices.keep_sessions and choices.keep_audio:
            words.append(self.tr("What is said while it listens is kept in the history."))
        elif choices.keep_sessions:
            words.append(self.tr("The history keeps who spoke when, but no sound."))
        self._kept.setText(" ".join(words))

    def show_heard(self, seconds: float) -> None:
        """So much speech of whoever is asked was heard just now."""
        if seconds:
            words = self.tr("The {0} s that you said just now count already, if you agree; else they are not used.")
            self._recorded.setText(words.format(f"{seconds:.0f}"))

    def enter(self) -> None:
        for promise in self._promises:
            promise.show_icon()

    def primary(self) -> Primary:
        return Primary(self.tr("I agree"))
